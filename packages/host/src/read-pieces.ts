import type { FileHandle } from 'node:fs/promises';
import { type FileStat, MaintError, type TakePiece } from '@flatnet-maint/core';
import { openFile } from './open-file.ts';
import { statOf } from './stat-of.ts';
import { t } from './texts.ts';

const largest = 256 * 1024;

/**
 * Bytes of one piece, for what is left of a file. A tree has hundreds of small files, and a large buffer for each of them
 * would keep the garbage collector busy for longer than the reading takes. Files of /proc say 0 and hold some.
 */
export const pieceOf = (left: number): number => (left <= 0 ? 16 * 1024 : Math.min(largest, left + 1));

/** Two buffers in turn: while one is taken the other is read, and memory does not grow with the file. */
export async function readPieces(path: string, take: TakePiece, check: () => void): Promise<FileStat> {
  const { file, found: before } = await openFile(path);
  let ahead: Promise<Uint8Array> | null = null;
  try {
    const size = pieceOf(before.size);
    const buffers = [new Uint8Array(size), new Uint8Array(size)] as const;
    let at = 0;
    ahead = readAt(file, buffers[0], at);
    for (let n = 1; ; n++) {
      check();
      const piece = await ahead;
      if (piece.length === 0) break;
      at += piece.length;
      ahead = readAt(file, buffers[n % 2 === 0 ? 0 : 1], at);
      await take(piece);
    }
    const after = await file.stat();
    if (after.size === at && before.size === at && before.mtimeMs === after.mtimeMs) return statOf(after);
    throw new MaintError('E_FILE_CHANGED', t('fileChanged', { path }), t('fileChangedNext', { path }));
  } finally {
    // A buffer must not be let go while the system still writes into it.
    await ahead?.catch(() => undefined);
    await file.close();
  }
}

async function readAt(file: FileHandle, buffer: Uint8Array, position: number): Promise<Uint8Array> {
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}
