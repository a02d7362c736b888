import { type Checked, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { partialOf } from './paths.ts';
import { checkOurs, removeWhole, removingOf } from './removing.ts';
import { readSnapshot, snapshotFolder, snapshotsFolder } from './snapshot.ts';
import { t } from './texts.ts';

/** A snapshot to be removed, as its record named it when that was decided. */
export interface GoingSnapshot {
  readonly state: string;
  readonly component: string;
  readonly id: string;
  readonly made: string;
}

/** Removes a snapshot, from any half-way point; while it goes it bears no snapshot's name. */
export async function removeSnapshot(files: WriteFiles, going: GoingSnapshot): Promise<void> {
  const { state, component, id } = going;
  const folder = snapshotFolder(state, component, id);
  if (await files.stat(folder)) {
    await checkOurs(files, folder, snapshotsFolder(state, component), id);
    const snapshot = await readSnapshot(files, folder);
    if (snapshot.id !== id || snapshot.made !== going.made) {
      throw new MaintError(
        'E_REMOVE_CHANGED',
        t('remove-changed', { path: folder }),
        t('see-snapshots', { component }),
      );
    }
  }
  await removeWhole(files, folder);
  await files.remove(partialOf(folder));
}

export async function snapshotRemoved(files: ReadFiles, going: GoingSnapshot): Promise<Checked> {
  const folder = snapshotFolder(going.state, going.component, going.id);
  if (await files.stat(folder)) return 'undone';
  for (const half of [removingOf(folder), partialOf(folder)]) if ((await files.stat(half)) !== null) return 'partly';
  return 'done';
}

/** Ids of snapshots whose removal, or whose making by a run that has ended, was begun and not finished. */
export async function halfRemovedSnapshots(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<readonly string[]> {
  const folder = snapshotsFolder(state, component);
  const names = (await files.stat(folder)) ? await files.list(folder) : [];
  return [...new Set(names.flatMap((name) => /^(.+)\.(?:removing|partial)$/.exec(name)?.[1] ?? []))];
}
