import { type FoundValue, plainUrl } from '@flatnet-maint/core';
import type { Site } from '../site/site.ts';
import type { SiteDifference } from './found-report.ts';
import type { Drafted } from './site-text.ts';

/** What a site file says, paths whole, against what was found, key by key; what both leave out is the same. */
export function siteDifferences(site: Site, components: readonly Drafted[]): readonly SiteDifference[] {
  return components.flatMap(({ id, values }) =>
    values.flatMap(({ key, value }): readonly SiteDifference[] => {
      const written = at(site.components[id], key);
      if (same(written) === same(value)) return [];
      return [{ key: [id, ...key].join('.'), file: said(written), found: said(value) }];
    }),
  );
}

const at = (settings: unknown, key: FoundValue['key']): unknown => key.reduce<unknown>(below, settings);

/** A component may hold what is written by name as a list of what it has names for. */
const below = (here: unknown, part: string): unknown =>
  Array.isArray(here)
    ? here.find((one: { readonly name?: unknown } | null) => one?.name === part)
    : (here as Record<string, unknown> | null | undefined)?.[part];

/** As people read it: an address may hold a password. */
function said(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return isAddress(text) && /[@?]/.test(text) ? plainUrl(text) : text;
}

const isAddress = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text);
/** `http://a` and `http://a:80/` are one address, `/a` and `/a/` one path. */
function same(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return isAddress(text) ? new URL(text).href : text.replace(/(?<=.)\/+$/, '');
}
