import { constants, type Stats } from 'node:fs';
import {
  type FileHandle,
  lchown,
  lstat,
  lutimes,
  mkdir,
  open,
  readdir,
  readlink,
  rmdir,
  symlink,
  unlink,
} from 'node:fs/promises';
import { MaintError } from '@flatnet-maint/core';
import { isAbsent } from './file-error.ts';
import { pieceOf } from './read-pieces.ts';
import { t } from './texts.ts';

/** Names are bytes here: one that is not UTF-8 must be copied and removed like any other. */
const inside = (folder: Buffer, name: Buffer) => Buffer.concat([folder, slash, name]);
const slash = Buffer.from('/');

/** Ends a file, a link (never what it points to) or a tree; nothing there is fine. */
export async function removeTree(path: Buffer, check: () => void): Promise<void> {
  check();
  try {
    if ((await lstat(path)).isDirectory()) {
      for (const name of await readdir(path, { encoding: 'buffer' })) await removeTree(inside(path, name), check);
      await rmdir(path);
    } else {
      await unlink(path);
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

/**
 * Modes, owners (as far as this user may give them away), times and links as they are; each file and folder is on the
 * disk when this resolves. Hard links become files of their own; extended attributes are not taken along.
 */
export async function copyTree(from: Buffer, to: Buffer, check: () => void): Promise<void> {
  check();
  const found = await lstat(from);
  if (found.isSymbolicLink()) {
    await symlink(await readlink(from, { encoding: 'buffer' }), to);
    await owned(() => lchown(to, found.uid, found.gid));
    return lutimes(to, found.atime, found.mtime);
  }
  if (found.isDirectory()) {
    await mkdir(to, { mode: 0o700 });
    const folder = await open(to, 'r');
    return sealed(folder, found, async () => {
      for (const name of await readdir(from, { encoding: 'buffer' })) {
        await copyTree(inside(from, name), inside(to, name), check);
      }
    });
  }
  if (found.isFile()) {
    const target = await open(to, 'wx', 0o600);
    return sealed(target, found, () => copyContent(from, target, found.size, check));
  }
  throw new MaintError(
    'E_FILE_KIND',
    t('copy-special', { path: String(from) }),
    t('take-out-of-tree', { path: String(from) }),
  );
}

/** Fills it, then gives it its owner, mode and times through the handle, which works whatever the mode is. */
async function sealed(handle: FileHandle, like: Stats, fill: () => Promise<void>): Promise<void> {
  try {
    await fill();
    // Giving a file away clears its set-user-id bit, so the mode comes after the owner.
    await owned(() => handle.chown(like.uid, like.gid));
    await handle.chmod(like.mode & 0o7777);
    await handle.utimes(like.atime, like.mtime);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function copyContent(from: Buffer, target: FileHandle, bytes: number, check: () => void): Promise<void> {
  const source = await open(from, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const piece = Buffer.allocUnsafe(pieceOf(bytes));
    for (;;) {
      check();
      const { bytesRead } = await source.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return;
      await target.writeFile(piece.subarray(0, bytesRead));
    }
  } finally {
    await source.close();
  }
}

/** Only root gives files away; for anyone else the copy is simply theirs. */
async function owned(give: () => Promise<void>): Promise<void> {
  try {
    await give();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}
