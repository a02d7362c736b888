import { parseMatcher } from '@flatnet-maint/actions';
import type { Millis } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';
import { duration, word } from './words.ts';

const shortest: Millis = 5_000;
const longest: Millis = 3_600_000;

/** It stands in plans and journals, so no password may be in it. */
const address = word(t('allowed-open-url'), (text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}).meta({ pattern: '^https?://[^@]+$' });

const matcher = word(t('allowed-matcher'), (text) => parseMatcher(text) !== null).meta({
  pattern: '^\\s*[A-Za-z_][A-Za-z0-9_]*\\s*(=~|!~|!=|=)\\s*".*"\\s*$',
});
const matchers = z.array(matcher, { error: t('allowed-matchers') }).min(1, { error: t('allowed-matchers') });

/** Which alarms are silenced while something is changed: one part of the site file for all components. */
export const silenceSchemaOf = (components: readonly string[]) =>
  z.strictObject(
    {
      alertmanager: address,
      prometheus: address.optional(),
      need: z.enum(['required', 'best-effort'], { error: t('allowed-need') }).default('best-effort'),
      lease: duration
        .refine((millis) => millis >= shortest && millis <= longest, { error: t('allowed-lease') })
        .optional()
        .meta({ default: '5m' }),
      matchers: z.strictObject(Object.fromEntries(components.map((id) => [id, matchers.optional()])), {
        error: t('allowed-matchers-of'),
      }),
    },
    { error: t('allowed-silence') },
  );
