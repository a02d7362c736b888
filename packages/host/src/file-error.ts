import { MaintError } from '@flatnet-maint/core';

/** What is true and what to do, for the failures an operator can act on. */
const known: Readonly<Record<string, readonly [code: string, why: string, next: string]>> = {
  ENOENT: ['E_FILE_ABSENT', 'it is not there', 'Look at the path; something may have been moved.'],
  ENOTDIR: ['E_FILE_ABSENT', 'a part of the path is not a folder', 'Look at the path.'],
  EEXIST: ['E_FILE_EXISTS', 'something is there already', 'Look at it, and move it aside if it is not wanted.'],
  ENOTEMPTY: ['E_FILE_EXISTS', 'something is there already', 'Look at it, and move it aside if it is not wanted.'],
  EISDIR: ['E_FILE_KIND', 'a folder is there', 'Look at the path.'],
  ENOSPC: ['E_FILE_SPACE', 'the disk is full', 'Free some space (`df -h`), then go on with `flatnet-maint resume`.'],
  EDQUOT: ['E_FILE_SPACE', 'the quota is used up', 'Free some space, then go on with `flatnet-maint resume`.'],
  EACCES: ['E_FILE_REFUSED', 'this user may not', 'Run it again as root.'],
  EPERM: [
    'E_FILE_REFUSED',
    'the system does not permit it',
    'Run it again as root, or look at the attributes with `lsattr`.',
  ],
  EROFS: ['E_FILE_READ_ONLY', 'the file system is read-only', 'Look with `mount` and `dmesg` why it is.'],
  EBUSY: ['E_FILE_BUSY', 'it is in use', 'End what uses it, then go on with `flatnet-maint resume`.'],
  ETXTBSY: ['E_FILE_BUSY', 'a running program is in it', 'End what runs, then go on with `flatnet-maint resume`.'],
  EXDEV: ['E_FILE_OTHER_DISK', 'the two paths are on different file systems', 'Choose a path on the same file system.'],
  EIO: ['E_FILE_IO', 'the disk answered with an error', 'Look at `dmesg`; the disk may be failing.'],
};

/** `deed` is a clause about a path: "write /etc/x". Nothing that is a MaintError already is changed. */
export function fileError(deed: string, cause: unknown): MaintError {
  if (cause instanceof MaintError) return cause;
  const errno = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  const [code, why, next] = known[errno] ?? [`E_FILE_${errno}`, (cause as Error).message, 'Look at the path.'];
  return new MaintError(code, `Could not ${deed}: ${why} (${errno}).`, next, { cause });
}

export function existsError(deed: string, path: string): MaintError {
  return new MaintError(
    'E_FILE_EXISTS',
    `Could not ${deed}: ${path} is there already. Nothing was changed.`,
    `Look at ${path}, and move it aside if it is not wanted.`,
  );
}

/** Runs `work`; whatever the system throws comes out as a MaintError that names the deed. */
export async function withFileError<T>(deed: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw fileError(deed, cause);
  }
}

/** Nothing is at the path: the last part is absent, or one before it is absent or no folder. */
export function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
