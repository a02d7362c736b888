import { createHash } from 'node:crypto';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TakePiece, WrittenFile } from '@flatnet-maint/core';
import { syncFolder, withAside } from './aside.ts';
import { removeTree } from './tree.ts';

interface HowWritten {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export const writeFile = (path: string, content: Uint8Array | string, how: HowWritten): Promise<void> =>
  replaceFile(path, how, (file) => file.writeFile(content));

/** The sha256 is taken while the system writes, so it costs hardly any time of its own. */
export async function writePieces(
  path: string,
  fill: (put: TakePiece) => Promise<void>,
  how: HowWritten,
  check: () => void,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await replaceFile(path, how, (file) =>
    fill(async (piece) => {
      check();
      const writing = writeWhole(file, piece);
      hash.update(piece);
      bytes += piece.length;
      await writing;
    }),
  );
  return { bytes, sha256: hash.digest('hex') };
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at, piece.length - at)).bytesWritten;
}

/** Made aside, on the disk, and renamed: a reader sees the old content or the new, and a failure leaves the old. */
async function replaceFile(path: string, how: HowWritten, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  await withAside(path, async (aside) => {
    await removeTree(Buffer.from(aside), () => undefined);
    try {
      const file = await open(aside, 'wx', 0o600);
      try {
        await fill(file);
        if (how.uid !== undefined || how.gid !== undefined) await file.chown(how.uid ?? -1, how.gid ?? -1);
        await file.chmod(how.mode ?? 0o600);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    } catch (error) {
      await removeTree(Buffer.from(aside), () => undefined).catch(() => undefined);
      throw error;
    }
  });
  await syncFolder(dirname(path));
}
