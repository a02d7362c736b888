import { MaintError } from '@flatnet-maint/core';
import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { keysAt } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * The first thing that is wrong, where it stands, and what would be right. Values are not quoted: an address or an
 * argument may hold a secret, and the place is enough to find it.
 */
export function siteError(file: YamlFile, issues: readonly z.core.$ZodIssue[]): MaintError {
  // A mistyped key is also a missing one; what was typed is the thing to correct.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (first === undefined) throw new Error('a refusal without an issue');
  const { where, what } = first.code === 'unrecognized_keys' ? unknownKey(file, first) : wrongValue(file, first);
  const more = issues.length === 1 ? '' : ` ${issues.length - 1} more after this one.`;
  return new MaintError(
    first.code === 'unrecognized_keys' ? 'E_SITE_KEY' : 'E_SITE_VALUE',
    `${where}: ${what}${more} Nothing was started.`,
    `Correct ${where} and run the command again.`,
    { exit: 2 },
  );
}

function unknownKey(file: YamlFile, issue: z.core.$ZodIssueUnrecognizedKeys) {
  const key = issue.keys[0] ?? '';
  const known = keysAt(issue.path);
  const guess = nearest(key, known);
  const listed = known.map((name) => `\`${name}\``).join(', ');
  const hint = guess === null ? '' : ` Did you mean \`${guess}\`?`;
  return {
    where: file.atKey(issue.path, key),
    what: `the key \`${spell([...issue.path, key])}\` is not known.${hint} Allowed here: ${listed}.`,
  };
}

function wrongValue(file: YamlFile, issue: z.core.$ZodIssue) {
  const name = spell(issue.path);
  const missing = !hasValue(file.value, issue.path);
  return {
    where: file.at(issue.path),
    what: missing
      ? `the key \`${name}\` is missing; needed is ${issue.message}.`
      : `\`${name}\` is not right; allowed is ${issue.message}.`,
  };
}

/** `gateway.releases[0].sha256`; the file itself has no name of its own. */
function spell(place: readonly PropertyKey[]): string {
  const text = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}

function hasValue(value: unknown, place: readonly PropertyKey[]): boolean {
  let here = value;
  for (const part of place) {
    if (typeof here !== 'object' || here === null || !(part in here)) return false;
    here = (here as Record<PropertyKey, unknown>)[part];
  }
  return true;
}
