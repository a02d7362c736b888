import { durationForm, durationPattern, parseDuration } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';

/* Leaves of the site file that several of its parts use. Each error text is the end of the sentence "allowed is …". */

/**
 * Text that a rule accepts; everything else, also a value of another type, is answered with `allowed`. A rule that is a
 * form is in the JSON Schema too.
 */
export const word = (allowed: string, rule: RegExp | ((text: string) => boolean)) =>
  rule instanceof RegExp
    ? z.string({ error: allowed }).regex(rule, { error: allowed })
    : z.string({ error: allowed }).refine(rule, { error: allowed });

const printable = /^\P{Cc}+$/u;

/** Spaces, quotes, `$(…)` and any script are data: nothing here ever reaches a shell. */
export const path = word(t('allowed-path'), printable);

export const url = word(t('allowed-url'), (text) => {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol);
}).meta({ pattern: '^https?://' });

export const duration = z
  .string({ error: durationForm })
  .meta({ pattern: durationPattern })
  .transform((text, context) => {
    const millis = parseDuration(text);
    if (millis !== null) return millis;
    context.addIssue({ code: 'custom', message: durationForm });
    return z.NEVER;
  });

/** A program and its arguments. */
export const command = z
  .tuple([word(t('allowed-program'), printable)], z.string({ error: t('allowed-argument') }), {
    error: t('allowed-command'),
  })
  .readonly();

/** Two of one name would make it a matter of chance which one is meant. */
export const eachOnce = <T>(entries: readonly T[], key: (entry: T) => string): boolean =>
  new Set(entries.map(key)).size === entries.length;
