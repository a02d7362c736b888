import { type Digest, MaintError, type WriteFiles } from '@flatnet-maint/core';
import { archiveTree } from './archive-tree.ts';
import { removedOnFailure } from './begun.ts';
import { openSnapshot, verifySnapshot } from './list-snapshots.ts';
import { folderOf, nameOf } from './paths.ts';
import { t } from './texts.ts';

export interface ExportedSnapshot {
  readonly component: string;
  readonly id: string;
  readonly file: string;
  /** Beside it, as `sha256sum -c` reads it. */
  readonly checksums: string;
  readonly bytes: number;
  readonly sha256: Digest;
}

/**
 * A snapshot as one archive to be carried off this host (F9). It is verified before, and the archive read back after;
 * unpacked among the snapshots of any host it is that snapshot again. Writes over nothing, and leaves both files or none.
 */
export async function exportSnapshot(
  files: WriteFiles,
  which: { readonly state: string; readonly component: string; readonly id: string },
  file: string,
): Promise<ExportedSnapshot> {
  const { component, id } = which;
  const { folder } = await openSnapshot(files, which);
  const checksums = `${file}.sha256`;
  for (const path of [file, checksums]) if (await files.stat(path)) throw taken(path);
  const [place, own] = [await files.real(folderOf(file)), await files.real(which.state)];
  if ([`${file}/`, `${place}/`].some((one) => one.startsWith(`${which.state}/`) || one.startsWith(`${own}/`))) {
    throw new MaintError('E_EXPORT_PLACE', t('exportPlace', { file, state: which.state }), t('exportPlaceNext'));
  }
  const { damage } = await verifySnapshot(files, which);
  if (damage.length > 0) {
    const what = damage.slice(0, 5).join('; ');
    throw new MaintError(
      'E_SNAPSHOT_DAMAGED',
      t('exportDamaged', { id, what }),
      `flatnet-maint snapshots ${component}`,
    );
  }
  const { bytes, sha256 } = await archiveTree(files, { root: folder, as: id }, file);
  return removedOnFailure(files, file, async () => {
    if ((await files.digest(file)) !== sha256) {
      throw new MaintError('E_EXPORT_DIFFERS', t('exportDiffers', { file }), t('exportDiffersNext'));
    }
    await files.write(checksums, checksumLine(sha256, nameOf(file)));
    return { component, id, file, checksums, bytes, sha256 };
  });
}

/** As sha256sum writes it: a name with a backslash or a line end in it is escaped, and the line begins with a backslash. */
function checksumLine(sha256: Digest, name: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}

const taken = (path: string): MaintError =>
  new MaintError('E_FILE_EXISTS', t('exportTaken', { path }), t('exportTakenNext'));
