import { z } from 'zod';
import { t } from '../texts.ts';
import { eachOnce, path, url, word } from './words.ts';

const release = z.strictObject(
  {
    version: word(t('allowed-version'), /^[0-9A-Za-z][\w.+-]*$/),
    path,
    sha256: word(t('allowed-sha256'), /^[0-9A-Fa-f]{64}$/).transform((text) => text.toLowerCase()),
  },
  { error: t('allowed-release') },
);

const oneOf = t('allowed-source');
const source = z
  .strictObject({ path: path.optional(), url: url.optional(), key: path.optional() }, { error: oneOf })
  .refine((one) => (one.path === undefined) !== (one.url === undefined), { error: oneOf });

/** What every component says of its releases: those it lists itself, and where more of them are had from. */
export const releasesShape = {
  releases: z
    .array(release, { error: t('allowed-releases') })
    .refine((list) => eachOnce(list, ({ version }) => version), {
      error: t('allowed-unique-versions'),
    })
    .default([]),
  sources: z
    .array(source, { error: t('allowed-sources') })
    .refine((list) => eachOnce(list, (one) => one.path ?? one.url ?? ''), {
      error: t('allowed-unique-sources'),
    })
    .default([]),
};

export type WrittenSource = z.infer<typeof source>;
