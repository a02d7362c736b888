import { MaintError } from '@flatnet-maint/core';
import type { z } from 'zod';
import { t } from '../texts.ts';
import { nearest } from './nearest.ts';
import { keysAt } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * The first thing that is wrong, where it stands, and what would be right. Values are not quoted: an address or an
 * argument may hold a secret, and the place is enough to find it.
 */
export function siteError(file: YamlFile, schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): MaintError {
  // A mistyped key is also a missing one; what was typed is the thing to correct.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (first === undefined) throw new Error('a refusal without an issue');
  const { where, what } =
    first.code === 'unrecognized_keys' ? unknownKey(file, schema, first) : wrongValue(file, first);
  const more = issues.length === 1 ? '' : ` ${t('site-more', { count: issues.length - 1 })}`;
  return new MaintError(
    first.code === 'unrecognized_keys' ? 'E_SITE_KEY' : 'E_SITE_VALUE',
    `${what}${more} ${t('nothing-started')}`,
    t('site-correct', { where }),
    { exit: 2 },
  );
}

function unknownKey(file: YamlFile, schema: z.ZodType, issue: z.core.$ZodIssueUnrecognizedKeys) {
  const key = issue.keys[0] ?? '';
  const known = keysAt(schema, issue.path);
  const guess = nearest(key, known);
  const listed = known.map((name) => `\`${name}\``).join(', ');
  const where = file.atKey(issue.path, key);
  const values = { where, key: spell([...issue.path, key]), listed };
  return { where, what: guess === null ? t('site-key', values) : t('site-key-guess', { ...values, guess }) };
}

function wrongValue(file: YamlFile, issue: z.core.$ZodIssue) {
  const where = file.at(issue.path);
  const name = spell(issue.path);
  const values = { where, allowed: issue.message };
  if (issue.path.length === 0) return { where, what: t('site-file-value', values) };
  if (hasValue(file.value, issue.path)) return { where, what: t('site-value', { ...values, name }) };
  return { where, what: t('site-key-missing', { ...values, name }) };
}

/** `gateway.releases[0].sha256`. */
function spell(place: readonly PropertyKey[]): string {
  const text = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '');
}

function hasValue(value: unknown, place: readonly PropertyKey[]): boolean {
  let here = value;
  for (const part of place) {
    if (typeof here !== 'object' || here === null || !(part in here)) return false;
    here = (here as Record<PropertyKey, unknown>)[part];
  }
  return true;
}
