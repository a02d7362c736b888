import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** What is true and what to do, for the failures an operator can act on. */
const known: Readonly<Record<string, readonly [code: string, why: string, next: string]>> = {
  ENOENT: ['E_FILE_ABSENT', t('file-absent'), t('look-at-path-moved')],
  ENOTDIR: ['E_FILE_ABSENT', t('file-no-folder'), t('look-at-path')],
  EEXIST: ['E_FILE_EXISTS', t('file-exists'), t('look-move-aside')],
  ENOTEMPTY: ['E_FILE_EXISTS', t('file-exists'), t('look-move-aside')],
  EISDIR: ['E_FILE_KIND', t('file-folder'), t('look-at-path')],
  ENOSPC: ['E_FILE_SPACE', t('file-space'), t('free-space')],
  EDQUOT: ['E_FILE_SPACE', t('file-quota'), t('free-quota')],
  EACCES: ['E_FILE_REFUSED', t('file-refused'), t('run-as-root')],
  EPERM: ['E_FILE_REFUSED', t('file-not-permitted'), t('run-as-root-lsattr')],
  EROFS: ['E_FILE_READ_ONLY', t('file-read-only'), t('look-mount')],
  EBUSY: ['E_FILE_BUSY', t('file-busy'), t('end-user')],
  ETXTBSY: ['E_FILE_BUSY', t('file-running'), t('end-running')],
  EXDEV: ['E_FILE_OTHER_DISK', t('file-other-disk'), t('choose-same-disk')],
  EIO: ['E_FILE_IO', t('file-io'), t('look-dmesg')],
};

/** What could not be done, said with the reason. */
type Failed = (cause: { readonly why: string; readonly errno: string }) => string;

/** Nothing that is a MaintError already is changed. */
function fileError(failed: Failed, cause: unknown): MaintError {
  if (cause instanceof MaintError) return cause;
  const errno = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  const [code, why, next] = known[errno] ?? [`E_FILE_${errno}`, (cause as Error).message, t('look-at-path')];
  return new MaintError(code, failed({ why, errno }), next, { cause });
}

export function existsError(message: string, path: string): MaintError {
  return new MaintError('E_FILE_EXISTS', message, t('look-at-move-aside', { path }));
}

/** Runs `work`; whatever the system throws comes out as a MaintError that names the deed. */
export async function withFileError<T>(failed: Failed, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw fileError(failed, cause);
  }
}

/** Nothing is at the path: the last part is absent, or one before it is absent or no folder. */
export function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
