import { constants } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { MaintError } from '@flatnet-maint/core';
import { isAbsent, withFileError } from './file-error.ts';
import { t } from './texts.ts';

/** A file that a download fills. It is root's own, and says by its name that it is not whole. */
export interface PartialFile {
  size(): number;
  /** The headers that ask for the rest only, and only of what the first part was of. */
  resuming(): Readonly<Record<string, string>>;
  /** From the first byte on, of the version of the file that these headers speak of. */
  restart(headers: Readonly<Record<string, string | undefined>>): Promise<void>;
  append(piece: Buffer): Promise<void>;
  /** On the disk; what was remembered for going on is dropped. */
  finish(): Promise<void>;
  /** It is of no use for going on. */
  discard(): Promise<void>;
  /** An empty one goes. */
  close(): Promise<void>;
}

export async function openPartial(path: string, most: number): Promise<PartialFile> {
  // Beside it: what the server called the version that the first part is of.
  const mark = `${path}.from`;
  const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await withFileError(
    (cause) => t('cannot-write', { path, ...cause }),
    () => open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600),
  );
  let size = 0;
  let version = '';
  try {
    const stat = await file.stat();
    if (!stat.isFile())
      throw new MaintError('E_FILE_KIND', t('partial-kind', { path }), t('partial-kind-next', { path }));
    await file.chmod(0o600);
    size = stat.size;
    version = await readMark(mark);
    if (size > most) {
      await file.truncate(0);
      size = 0;
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  const discard = () =>
    withFileError(
      (cause) => t('cannot-remove', { path, ...cause }),
      async () => {
        await rm(path, { force: true });
        await rm(mark, { force: true });
      },
    );
  return {
    size: () => size,
    resuming: () => (size === 0 ? {} : { range: `bytes=${size}-`, ...(version === '' ? {} : { 'if-range': version }) }),
    restart: (headers) =>
      withFileError(
        (cause) => t('cannot-write', { path, ...cause }),
        async () => {
          await file.truncate(0);
          size = 0;
          version = versionOf(headers);
          await writeFile(mark, version, { mode: 0o600 });
        },
      ),
    async append(piece) {
      try {
        // A disk that is nearly full takes a part first, and says only the next time that it is full.
        for (let at = 0; at < piece.length; ) {
          const { bytesWritten } = await file.write(piece, at, piece.length - at, size);
          at += bytesWritten;
          size += bytesWritten;
        }
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException;
        if (code !== 'ENOSPC' && code !== 'EDQUOT') throw cause;
        throw new MaintError('E_FILE_SPACE', t('partial-full', { path, size }), t('partial-full-next'), { cause });
      }
    },
    finish: () =>
      withFileError(
        (cause) => t('cannot-write', { path, ...cause }),
        async () => {
          await file.sync();
          await rm(mark, { force: true });
        },
      ),
    discard,
    async close() {
      await file.close();
      // Nothing came: an empty file would look like a beginning.
      if (size === 0) await discard();
    },
  };
}

/** A weak one does not promise equal bytes, so it may not be gone on with. */
function versionOf(headers: Readonly<Record<string, string | undefined>>): string {
  const { etag, 'last-modified': modified } = headers;
  return etag !== undefined && !etag.startsWith('W/') ? etag : (modified ?? '');
}

async function readMark(mark: string): Promise<string> {
  try {
    const text = await readFile(mark, 'utf8');
    return /^[\x20-\x7e]{0,1000}$/.test(text) ? text : '';
  } catch (error) {
    if (isAbsent(error)) return '';
    throw error;
  }
}
