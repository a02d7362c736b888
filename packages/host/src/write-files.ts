import { chmod, chown, lstat, mkdir, rename, stat, symlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { syncFolder, withAside } from './aside.ts';
import { existsError, withFileError } from './file-error.ts';
import { readFiles, statPath } from './read-files.ts';
import { t } from './texts.ts';
import { copyTree, removeTree } from './tree.ts';
import { writeFile, writePieces } from './write-file.ts';

/**
 * Everything here is on the disk when it resolves. Node has no rename that refuses an existing target, so `rename`,
 * `copy` and `point` look first: what a stranger makes at that very path between the look and the rename is replaced
 * (a filled folder never is). Linking and unlinking instead would close that gap and open a worse one: a death between
 * the two leaves both names.
 */
export function writeFiles(check: () => void): WriteFiles {
  return {
    ...readFiles(check),
    write: (path, content, how = {}) =>
      withFileError(
        (cause) => t('cannot-write', { path, ...cause }),
        () => writeFile(path, content, how),
      ),
    writePieces: (path, fill, how = {}) =>
      withFileError(
        (cause) => t('cannot-write', { path, ...cause }),
        () => writePieces(path, fill, how, check),
      ),
    makeFolder: (path, how = {}) =>
      withFileError(
        (cause) => t('cannot-make-folder', { path, ...cause }),
        () => makeFolder(path, how),
      ),
    rename: (from, to) =>
      withFileError(
        (cause) => t('cannot-rename', { from, to, ...cause }),
        async () => {
          // The one place where "absent" of the target must not be taken for "absent" of the source.
          await lstat(from);
          if (await statPath(to)) throw existsError(t('rename-exists', { from, path: to }), to);
          await rename(from, to);
          await syncFolder(dirname(to));
          if (dirname(from) !== dirname(to)) await syncFolder(dirname(from));
        },
      ),
    point: (path, to) =>
      withFileError(
        (cause) => t('cannot-point', { path, to, ...cause }),
        () => point(path, to),
      ),
    remove: (path) =>
      withFileError(
        (cause) => t('cannot-remove', { path, ...cause }),
        async () => {
          // What a death in the middle of writing or copying left beside it goes too.
          await withAside(path, (aside) => removeTree(Buffer.from(aside), check));
          if ((await statPath(path)) === null) return;
          await removeTree(Buffer.from(path), check);
          await syncFolder(dirname(path));
        },
      ),
    copy: (from, to) =>
      withFileError(
        (cause) => t('cannot-copy', { from, to, ...cause }),
        () => copy(from, to, check),
      ),
    chmod: (path, mode) =>
      withFileError(
        (cause) => t('cannot-set-mode', { path, ...cause }),
        () => chmod(path, mode),
      ),
  };
}

/** Missing parents are made 0755: only the folder that was asked for may be closed to others. */
async function makeFolder(path: string, how: { mode?: number; uid?: number; gid?: number }): Promise<void> {
  const { mode = 0o755, uid, gid } = how;
  const found = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (found?.isDirectory()) return;
  if (found !== null) throw existsError(t('make-folder-exists', { path }), path);
  const parent = dirname(resolve(path));
  await makeFolder(parent, {});
  try {
    await mkdir(path, { mode });
  } catch (error) {
    // Made by another one just now, which is as good; a link that leads nowhere is not.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await statPath(path).then((s) => s?.kind === 'folder')))
      throw error;
    return;
  }
  if (uid !== undefined || gid !== undefined) await chown(path, uid ?? -1, gid ?? -1);
  await chmod(path, mode);
  await syncFolder(parent);
}

async function point(path: string, to: string): Promise<void> {
  const found = await statPath(path);
  if (found?.kind === 'link' && found.to === to) return;
  if (found !== null && found.kind !== 'link') throw existsError(t('point-exists', { path, to }), path);
  await withAside(path, async (aside) => {
    await removeTree(Buffer.from(aside), () => undefined);
    await symlink(to, aside);
    await rename(aside, path);
  });
  await syncFolder(dirname(path));
}

/** Made aside and renamed, so that `to` is the whole copy or nothing. */
async function copy(from: string, to: string, check: () => void): Promise<void> {
  await lstat(from);
  if (await statPath(to)) throw existsError(t('copy-exists', { from, path: to }), to);
  if (`${resolve(to)}/`.startsWith(`${resolve(from)}/`)) {
    throw new MaintError('E_FILE_KIND', t('copy-into-itself', { from, to }), t('choose-outside'));
  }
  await withAside(to, async (aside) => {
    const noCheck = () => undefined;
    await removeTree(Buffer.from(aside), noCheck);
    try {
      await copyTree(Buffer.from(from), Buffer.from(aside), check);
      await rename(aside, to);
    } catch (error) {
      await removeTree(Buffer.from(aside), noCheck).catch(() => undefined);
      throw error;
    }
  });
  await syncFolder(dirname(to));
}
