import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { archiveTree } from './archive-tree.ts';
import { refuseOpenPlace } from './closed-place.ts';
import { openSnapshot, verifySnapshot } from './list-snapshots.ts';
import { folderOf } from './paths.ts';
import { refuseTaken, type SealedArchive, sealedArchive } from './sealed-archive.ts';
import { clearKeys } from './take-snapshot.ts';
import { t } from './texts.ts';

export interface ExportedSnapshot extends SealedArchive {
  readonly component: string;
  readonly id: string;
}

/**
 * A snapshot as one archive to be carried off this host (F9). It is verified before, and the archive read back after;
 * unpacked among the snapshots of any host it is that snapshot again. Writes over nothing, and leaves both files or none.
 * Keys that are not sealed go only where nobody else comes (E_KEYS_OPEN); sealed ones go as they are.
 */
export async function exportSnapshot(
  files: WriteFiles,
  which: { readonly state: string; readonly component: string; readonly id: string },
  file: string,
  how: { readonly modes?: boolean } = {},
): Promise<ExportedSnapshot> {
  const { component, id } = which;
  const { folder, snapshot } = await openSnapshot(files, which);
  await refuseTaken(files, file);
  const [place, own] = [await files.real(folderOf(file)), await files.real(which.state)];
  if ([`${file}/`, `${place}/`].some((one) => one.startsWith(`${which.state}/`) || one.startsWith(`${own}/`))) {
    throw new MaintError('E_EXPORT_PLACE', t('exportPlace', { file, state: which.state }), t('exportPlaceNext'));
  }
  await refuseOpenPlace(files, folderOf(file), { parts: clearKeys(snapshot.parts), ...how });
  const { damage } = await verifySnapshot(files, which, how);
  if (damage.length > 0) {
    const what = damage.slice(0, 5).join('; ');
    throw new MaintError(
      'E_SNAPSHOT_DAMAGED',
      t('exportDamaged', { id, what }),
      `flatnet-maint snapshots ${component}`,
    );
  }
  const written = await sealedArchive(files, file, () => archiveTree(files, { root: folder, as: id }, file));
  return { component, id, ...written };
}
