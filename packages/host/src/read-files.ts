import { createHash } from 'node:crypto';
import { lstat, readdir, readlink, realpath, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileStat, ReadFiles } from '@flatnet-maint/core';
import { isAbsent, withFileError } from './file-error.ts';
import { openFile } from './open-file.ts';
import { pieceOf, readPieces } from './read-pieces.ts';
import { statOf } from './stat-of.ts';
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
    readPieces: (path, take) =>
      withFileError(
        (cause) => t('cannot-read', { path, ...cause }),
        () => readPieces(path, take, check),
      ),
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
    return { ...statOf(found), ...to };
  } catch (error) {
    if (isAbsent(error)) return null;
    return withFileError(
      (cause) => t('cannot-look', { path, ...cause }),
      () => Promise.reject(error),
    );
  }
}

function eachPiece(
  path: string,
  part: { from?: number; max?: number },
  check: () => void,
  take: (piece: Buffer) => void,
): Promise<void> {
  return withFileError(
    (cause) => t('cannot-read', { path, ...cause }),
    async () => {
      const { file, found } = await openFile(path);
      try {
        let at = part.from ?? 0;
        const end = at + (part.max ?? Number.POSITIVE_INFINITY);
        const step = pieceOf(found.size - at);
        while (at < end) {
          check();
          const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(step, end - at)), { position: at });
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
