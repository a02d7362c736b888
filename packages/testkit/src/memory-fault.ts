import { MaintError } from '@flatnet-maint/core';

/** The codes that the real driver gives to what the system says. */
const codes: Readonly<Record<string, string>> = {
  ENOENT: 'E_FILE_ABSENT',
  ENOTDIR: 'E_FILE_ABSENT',
  EEXIST: 'E_FILE_EXISTS',
  EISDIR: 'E_FILE_KIND',
  ENOSPC: 'E_FILE_SPACE',
  EACCES: 'E_FILE_REFUSED',
  EPERM: 'E_FILE_REFUSED',
  EROFS: 'E_FILE_READ_ONLY',
  EBUSY: 'E_FILE_BUSY',
  EIO: 'E_FILE_IO',
};

export function fault(errno: string, deed: string): MaintError {
  const cause = Object.assign(new Error(`${errno}: ${deed}`), { code: errno });
  return new MaintError(codes[errno] ?? `E_HOST_${errno}`, `Could not ${deed} (${errno}).`, 'Look at the path.', {
    cause,
  });
}
