import { type HostView, MaintError, parseVersion } from '@flatnet-maint/core';
import type { Service } from './facts.ts';
import { kinds } from './kinds.ts';
import { t } from './texts.ts';

const limit = 3_000;

/** The version that a service reports of itself; null = its kind reports none, or nobody can reach it. */
export async function askVersion(
  host: HostView,
  { kind, address }: Pick<Service, 'kind' | 'address'>,
): Promise<string | null> {
  const { version } = kinds[kind];
  if (version === null || address === null) return null;
  const url = `${address}${version.path}`;
  const answer = await host.http.get(url, { limit });
  if (answer.status !== 200)
    throw new MaintError(
      'E_VERSION_ASKED',
      t('version-status', { url, status: answer.status }),
      'flatnet-maint status',
    );
  if ('metric' in version)
    return new RegExp(`^${version.metric}\\{[^}]*\\bversion="([^"]*)"`, 'm').exec(answer.body)?.[1] ?? null;
  return stringAt(JSON.parse(answer.body), version.keys);
}

function stringAt(found: unknown, keys: readonly string[]): string | null {
  const at = keys.reduce<unknown>((one, key) => (one as Readonly<Record<string, unknown>> | null)?.[key], found);
  return typeof at === 'string' ? at : null;
}

/** Whether what is reported is what the tag says; what is no version on either side contradicts nothing. */
export function isVersion(reported: string, tag: string): boolean {
  const [a, b] = [parseVersion(reported.replace(/[+~].*$/, '')), parseVersion(tag)];
  if (a === null || b === null) return true;
  return b.numbers.every((number, at) => (a.numbers[at] ?? 0n) === number) && a.before === b.before;
}
