import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { withFileError } from './file-error.ts';
import { t } from './texts.ts';

/** A folder (0700) among the system's temporary files, gone when `use` ends. A death in it leaves it to the next boot. */
export async function scratch<T>(
  files: WriteFiles,
  use: (folder: string, files: WriteFiles) => Promise<T>,
): Promise<T> {
  const folder = await withFileError(
    (cause) => t('cannot-make-folder', { path: tmpdir(), ...cause }),
    () => mkdtemp(join(tmpdir(), 'flatnet-maint-')),
  );
  try {
    return await use(folder, below(folder, files));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads anywhere, writes below one folder only. */
function below(folder: string, files: WriteFiles): WriteFiles {
  const own = async (...paths: readonly string[]) => {
    const outside = paths.find((path) => !join(path, '.').startsWith(`${folder}/`));
    if (outside === undefined) return;
    throw new MaintError('E_SCRATCH_OUTSIDE', t('scratch-outside', { path: outside, folder }), t('scratch-bug'), {
      exit: 1,
    });
  };
  return {
    ...files,
    write: (path, ...rest) => own(path).then(() => files.write(path, ...rest)),
    writePieces: (path, ...rest) => own(path).then(() => files.writePieces(path, ...rest)),
    makeFolder: (path, ...rest) => own(path).then(() => files.makeFolder(path, ...rest)),
    rename: (from, to) => own(from, to).then(() => files.rename(from, to)),
    point: (path, to) => own(path).then(() => files.point(path, to)),
    remove: (path) => own(path).then(() => files.remove(path)),
    copy: (from, to) => own(to).then(() => files.copy(from, to)),
    chmod: (path, mode) => own(path).then(() => files.chmod(path, mode)),
  };
}
