import { describeError, MaintError, type ReadFiles } from '@flatnet-maint/core';
import type { Damaged } from './list-generations.ts';
import { byBytes } from './paths.ts';
import { readSnapshot, type Snapshot, snapshotDamage, snapshotFolder, snapshotsFolder } from './snapshot.ts';

export interface SnapshotList {
  /** Oldest first by the time they record, never by name (H84). */
  readonly snapshots: readonly Snapshot[];
  readonly damaged: readonly Damaged[];
  /** Folders of attempts that did not come to their end; no snapshots (H81). */
  readonly unfinished: readonly string[];
}

/** What is kept for a component. Reads the records only; verifySnapshot() reads the bytes. */
export async function listSnapshots(files: ReadFiles, state: string, component: string): Promise<SnapshotList> {
  const folder = snapshotsFolder(state, component);
  const snapshots: Snapshot[] = [];
  const damaged: Damaged[] = [];
  const unfinished: string[] = [];
  for (const name of (await files.stat(folder)) ? await files.list(folder) : []) {
    const path = `${folder}/${name}`;
    if (name.endsWith('.partial')) {
      unfinished.push(path);
      continue;
    }
    try {
      const snapshot = await readSnapshot(files, path);
      if (snapshot.id === name && snapshot.component === component) snapshots.push(snapshot);
      else damaged.push({ path, reason: `${path} holds ${snapshot.component} ${snapshot.id}, which is not its name` });
    } catch (error) {
      damaged.push({ path, reason: describeError(error).message });
    }
  }
  snapshots.sort((a, b) => Date.parse(a.taken) - Date.parse(b.taken) || byBytes(a.id, b.id));
  return { snapshots, damaged, unfinished };
}

/** The snapshot as it is now; throws E_SNAPSHOT_ABSENT, and E_RECORD_DAMAGED when its record cannot be believed. */
export async function openSnapshot(
  files: ReadFiles,
  which: { readonly state: string; readonly component: string; readonly id: string },
): Promise<{ readonly folder: string; readonly snapshot: Snapshot }> {
  const folder = snapshotFolder(which.state, which.component, which.id);
  if (await files.stat(folder)) return { folder, snapshot: await readSnapshot(files, folder) };
  throw new MaintError(
    'E_SNAPSHOT_ABSENT',
    `There is no snapshot ${which.id} of ${which.component}.`,
    `Run \`flatnet-maint snapshots ${which.component}\` to see which there are.`,
  );
}

/** Reads all bytes of a snapshot again. `damage` names each difference; an unreadable record is damage too. */
export async function verifySnapshot(
  files: ReadFiles,
  which: { readonly state: string; readonly component: string; readonly id: string },
): Promise<{ readonly snapshot: Snapshot | null; readonly damage: readonly string[] }> {
  try {
    const { folder, snapshot } = await openSnapshot(files, which);
    return { snapshot, damage: await snapshotDamage(files, folder, snapshot) };
  } catch (error) {
    const told = describeError(error);
    if (told.code !== 'E_RECORD_DAMAGED') throw error;
    return { snapshot: null, damage: [told.message] };
  }
}
