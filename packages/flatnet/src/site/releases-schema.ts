import { z } from 'zod';
import { t } from '../texts.ts';
import { command, duration, eachOnce, path, url, word } from './words.ts';

const digits = (text: string) => text.toLowerCase();
/** In the clone; a way out of it would be somebody's live checkout. */
const inClone = word(t('allowed-in-clone'), /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))\P{Cc}+$/u);

/** A release lies somewhere, or is built: which keys it must have and may not have hangs on `source`. */
const lies = {
  path,
  sha256: word(t('allowed-sha256'), /^[0-9A-Fa-f]{64}$/).transform(digits),
};
const isBuilt = {
  source: path,
  commit: word(t('allowed-commit'), /^[0-9A-Fa-f]{40}$/).transform(digits),
  command,
  output: inClone,
};
const mayBeBuilt = {
  folder: inClone.optional(),
  limit: duration.optional().meta({ default: '20m' }),
  as: word(t('allowed-user'), /^[A-Za-z0-9_][\w.-]*$/).optional(),
};
const missing: Readonly<Record<string, string>> = {
  path: t('allowed-path'),
  sha256: t('allowed-sha256'),
  commit: t('allowed-commit'),
  command: t('allowed-command'),
  output: t('allowed-in-clone'),
};

const release = z
  .strictObject(
    {
      version: word(t('allowed-version'), /^[0-9A-Za-z][\w.+-]*$/),
      ...z.object({ ...lies, ...isBuilt }).partial().shape,
      ...mayBeBuilt,
    },
    { error: t('allowed-release') },
  )
  .superRefine((one, context) => {
    const [wanted, others] = one.source === undefined ? [lies, { ...isBuilt, ...mayBeBuilt }] : [isBuilt, lies];
    if (Object.keys(others).some((key) => key in one))
      return context.addIssue({ code: 'custom', message: t('allowed-release') });
    for (const key of Object.keys(wanted))
      if (!(key in one)) context.addIssue({ code: 'custom', path: [key], message: missing[key] });
  })
  .meta({ anyOf: [{ required: Object.keys(lies) }, { required: Object.keys(isBuilt) }] });

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
export type WrittenRelease = z.infer<typeof release>;
