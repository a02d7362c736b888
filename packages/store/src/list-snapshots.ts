import { describeError, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { manifestBytes } from './manifest.ts';
import { byBytes } from './paths.ts';
import { readSnapshot, type Snapshot, snapshotDamage, snapshotFolder, snapshotsFolder } from './snapshot.ts';
import { t } from './texts.ts';

/** A snapshot whose record is sound, with the bytes it keeps. */
export interface ListedSnapshot extends Snapshot {
  readonly bytes: number;
  readonly path: string;
}

/** What lies among the snapshots and is none: an attempt that did not come to its end (H81), or a record that cannot be believed. */
export interface BrokenSnapshot {
  readonly path: string;
  readonly kind: 'unfinished' | 'damaged';
  readonly reason: string;
}

/** Both lists at once: every record is read, and each only once. */
export async function lookAtSnapshots(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<{ readonly sound: readonly ListedSnapshot[]; readonly broken: readonly BrokenSnapshot[] }> {
  const folder = snapshotsFolder(state, component);
  const sound: ListedSnapshot[] = [];
  const broken: BrokenSnapshot[] = [];
  for (const name of (await files.stat(folder)) ? await files.list(folder) : []) {
    const path = `${folder}/${name}`;
    if (name.endsWith('.partial')) {
      broken.push({ path, kind: 'unfinished', reason: t('snapshot-unfinished', { path }) });
      continue;
    }
    if (name.endsWith('.removing')) {
      broken.push({ path, kind: 'unfinished', reason: t('removing', { path }) });
      continue;
    }
    try {
      const snapshot = await readSnapshot(files, path);
      const bytes = snapshot.parts.reduce((sum, part) => sum + manifestBytes(part.entries), 0);
      if (snapshot.id === name && snapshot.component === component) sound.push({ ...snapshot, bytes, path });
      else {
        const reason = t('snapshot-misnamed', { path, what: `${snapshot.component} ${snapshot.id}` });
        broken.push({ path, kind: 'damaged', reason });
      }
    } catch (error) {
      broken.push({ path, kind: 'damaged', reason: describeError(error).message });
    }
  }
  sound.sort((a, b) => Date.parse(a.made) - Date.parse(b.made) || byBytes(a.id, b.id));
  return { sound, broken };
}

/**
 * What is kept for a component, oldest first by the time it records, never by name (H84). Only what can be believed, so
 * that "it is in the list" may be taken for "it was taken"; brokenSnapshots() names the rest. Bytes: verifySnapshot().
 */
export async function listSnapshots(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<readonly ListedSnapshot[]> {
  return (await lookAtSnapshots(files, state, component)).sound;
}

/** What an operator must be told besides the list. */
export async function brokenSnapshots(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<readonly BrokenSnapshot[]> {
  return (await lookAtSnapshots(files, state, component)).broken;
}

/** The snapshot as it is now; throws E_SNAPSHOT_ABSENT, and E_RECORD_DAMAGED when its record cannot be believed. */
export async function openSnapshot(
  files: ReadFiles,
  which: { readonly state: string; readonly component: string; readonly id: string },
): Promise<{ readonly folder: string; readonly snapshot: Snapshot }> {
  const folder = snapshotFolder(which.state, which.component, which.id);
  if (await files.stat(folder)) {
    const snapshot = await readSnapshot(files, folder);
    if (snapshot.id === which.id && snapshot.component === which.component) return { folder, snapshot };
    throw new MaintError(
      'E_RECORD_DAMAGED',
      t('not-its-name', { path: folder, holds: `${snapshot.component} ${snapshot.id}` }),
      t('see-snapshots', { component: which.component }),
    );
  }
  throw new MaintError(
    'E_SNAPSHOT_ABSENT',
    t('snapshot-absent', { id: which.id, component: which.component }),
    t('see-which', { component: which.component }),
  );
}

/** Reads all bytes of a snapshot again. `damage` names each difference; an unreadable record is damage too. */
export async function verifySnapshot(
  files: ReadFiles,
  which: { readonly state: string; readonly component: string; readonly id: string },
  how: { readonly modes?: boolean } = {},
): Promise<{ readonly snapshot: Snapshot | null; readonly damage: readonly string[] }> {
  try {
    const { folder, snapshot } = await openSnapshot(files, which);
    return { snapshot, damage: await snapshotDamage(files, folder, snapshot, how) };
  } catch (error) {
    const told = describeError(error);
    if (told.code !== 'E_RECORD_DAMAGED') throw error;
    return { snapshot: null, damage: [told.message] };
  }
}
