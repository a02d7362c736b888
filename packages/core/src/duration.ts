import type { Millis } from './json.ts';
import { t } from './texts.ts';

const units: Readonly<Record<string, Millis>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** What may be written for a length of time; error messages quote it. */
export const durationForm = t('duration-form');

/** The same as a regular expression, for the JSON Schema of a file. */
export const durationPattern = '^(\\d{1,9})(ms|s|m|h)$';

/** `30s` as milliseconds; null for anything else. A bare number is refused: nobody can tell seconds from milliseconds. */
export function parseDuration(text: string): Millis | null {
  const found = new RegExp(durationPattern).exec(text);
  const unit = units[found?.[2] ?? ''];
  return found === null || unit === undefined ? null : Number(found[1]) * unit;
}
