import { z } from 'zod';
import { eachOnce, path, url, word } from './words.ts';

const release = z.strictObject(
  {
    version: word('a version in quotes, such as "1.26.3"', (text) => /^[0-9A-Za-z][\w.+-]*$/.test(text)),
    path,
    sha256: word('64 hexadecimal digits in quotes', (text) => /^[0-9a-f]{64}$/i.test(text)).transform((text) =>
      text.toLowerCase(),
    ),
  },
  { error: 'a group of `version`, `path` and `sha256`' },
);

const oneOf = 'a group of either `path` or `url`, and `key` where its releases are signed';
const source = z
  .strictObject({ path: path.optional(), url: url.optional(), key: path.optional() }, { error: oneOf })
  .refine((one) => (one.path === undefined) !== (one.url === undefined), { error: oneOf });

/** What every component says of its releases: those it lists itself, and where more of them are had from. */
export const releasesShape = {
  releases: z
    .array(release, { error: 'a list of releases' })
    .refine((list) => eachOnce(list, ({ version }) => version), {
      error: 'a list in which each `version` stands once',
    })
    .default([]),
  sources: z
    .array(source, { error: 'a list of sources' })
    .refine((list) => eachOnce(list, (one) => one.path ?? one.url ?? ''), {
      error: 'a list in which each source stands once',
    })
    .default([]),
};

export type WrittenSource = z.infer<typeof source>;
