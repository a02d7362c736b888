import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readlink, realpath, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FileStat, kindText, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { isAbsent, withFileError } from './file-error.ts';
import { t } from './texts.ts';

/** `check` throws when the time is over; long reads ask it between two pieces. */
export function readFiles(check: () => void): ReadFiles {
  return {
    stat: statPath,
    async read(path, part = {}) {
      const pieces: Buffer[] = [];
      await eachPiece(path, part, check, (piece) => pieces.push(piece));
      return Buffer.concat(pieces);
    },
    async text(path) {
      const pieces: Buffer[] = [];
      await eachPiece(path, {}, check, (piece) => pieces.push(piece));
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(pieces));
    },
    list: (path) =>
      withFileError(
        (cause) => t('cannot-list', { path, ...cause }),
        async () => (await readdir(path)).sort(),
      ),
    async digest(path) {
      const hash = createHash('sha256');
      await eachPiece(path, {}, check, (piece) => hash.update(piece));
      return hash.digest('hex');
    },
    real: (path) =>
      withFileError(
        (cause) => t('cannot-follow', { path, ...cause }),
        () =>
          realpath(path).catch((error: unknown) => {
            if (isAbsent(error)) return null;
            throw error;
          }),
      ),
    free: (path) =>
      withFileError(
        (cause) => t('cannot-ask-free', { path, ...cause }),
        () => freeAt(path),
      ),
  };
}

/** lstat; null = nothing is there. */
export async function statPath(path: string): Promise<FileStat | null> {
  try {
    const found = await lstat(path);
    const to = found.isSymbolicLink() ? { to: await readlink(path) } : {};
    return {
      kind: found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other',
      bytes: found.size,
      mode: found.mode & 0o7777,
      uid: found.uid,
      gid: found.gid,
      modified: found.mtimeMs,
      ...to,
    };
  } catch (error) {
    if (isAbsent(error)) return null;
    return withFileError(
      (cause) => t('cannot-look', { path, ...cause }),
      () => Promise.reject(error),
    );
  }
}

const pieceSize = 256 * 1024;

function eachPiece(
  path: string,
  part: { from?: number; max?: number },
  check: () => void,
  take: (piece: Buffer) => void,
): Promise<void> {
  return withFileError(
    (cause) => t('cannot-read', { path, ...cause }),
    async () => {
      // Without O_NONBLOCK the open itself would wait for a writer when a pipe lies at the path.
      const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        await refuseUnlessFile(file, path);
        let at = part.from ?? 0;
        const end = at + (part.max ?? Number.POSITIVE_INFINITY);
        while (at < end) {
          check();
          const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(pieceSize, end - at)), {
            position: at,
          });
          if (bytesRead === 0) return;
          take(buffer.subarray(0, bytesRead));
          at += bytesRead;
        }
      } finally {
        await file.close();
      }
    },
  );
}

async function refuseUnlessFile(file: FileHandle, path: string): Promise<void> {
  const found = await file.stat();
  if (found.isFile()) return;
  const kind = kindText(found.isDirectory() ? 'folder' : 'other');
  throw new MaintError('E_FILE_KIND', t('read-no-file', { path, kind }), t('look-at-path'));
}

async function freeAt(path: string): Promise<number> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch (error) {
      if (!isAbsent(error) || folder === dirname(folder)) throw error;
    }
  }
}
