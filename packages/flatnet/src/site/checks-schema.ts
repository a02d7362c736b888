import { z } from 'zod';
import { t } from '../texts.ts';
import { command, duration, eachOnce, word } from './words.ts';

const check = z.strictObject(
  { id: word(t('allowed-id'), /^[A-Za-z0-9][\w.-]*$/), command, limit: duration.default(10_000) },
  { error: t('allowed-check') },
);

/** Commands of the site's own that say whether a component works. */
export const checksSchema = z
  .array(check, { error: t('allowed-checks') })
  .refine((list) => eachOnce(list, ({ id }) => id), { error: t('allowed-unique-ids') })
  .default([]);
