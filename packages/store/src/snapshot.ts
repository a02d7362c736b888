import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { compareManifest, differenceLines } from './compare-manifest.ts';
import { entryOf, type ManifestEntry } from './manifest.ts';
import { checkRecordName } from './record-name.ts';
import { unseal } from './sealed.ts';
import { t } from './texts.ts';
import { walk } from './walk.ts';

export const SNAPSHOT_KIND = 'snapshot';
export const SNAPSHOT_FILE = 'snapshot.json';

/** A manifest entry with its owner. Modes and owners are the original ones; in the store all is 0600 and 0700. */
export type SnapshotEntry = ManifestEntry & { readonly uid: number; readonly gid: number };

export interface SnapshotPart {
  readonly name: string;
  /** Where it was, as it was asked for. */
  readonly path: string;
  /** The same with links resolved: what was in fact copied. */
  readonly real: string;
  readonly kind: 'file' | 'folder';
  /** Where it lies in the snapshot's folder. */
  readonly stored: string;
  readonly entries: readonly SnapshotEntry[];
}

export interface Snapshot {
  readonly component: string;
  readonly id: string;
  readonly made: string;
  readonly note: string;
  readonly parts: readonly SnapshotPart[];
}

export function snapshotsFolder(state: string, component: string): string {
  checkRecordName('component', component);
  return `${state}/snapshots/${component}`;
}

export function snapshotFolder(state: string, component: string, id: string): string {
  checkRecordName('id', id);
  return `${snapshotsFolder(state, component)}/${id}`;
}

/** What is at a path with owners, the root itself as `''` also when it is a folder: its mode and owner are restored too. */
export async function rootedManifest(files: ReadFiles, root: string): Promise<readonly SnapshotEntry[]> {
  const entries: SnapshotEntry[] = [];
  const top = await files.stat(root);
  const inside = await walk(files, root);
  for (const found of top?.kind === 'folder' ? [{ path: '', stat: top }, ...inside] : inside) {
    entries.push({ ...(await entryOf(files, root, found)), uid: found.stat.uid, gid: found.stat.gid });
  }
  return entries;
}

/** What a snapshot's folder says it holds; throws E_RECORD_DAMAGED. Nothing of the parts is read. */
export async function readSnapshot(files: ReadFiles, folder: string): Promise<Snapshot> {
  const path = `${folder}/${SNAPSHOT_FILE}`;
  if (await files.stat(path)) return unseal(path, SNAPSHOT_KIND, await files.text(path)) as unknown as Snapshot;
  throw new MaintError(
    'E_RECORD_DAMAGED',
    t('snapshot-no-record', { path: folder, file: SNAPSHOT_FILE }),
    t('other-snapshot'),
  );
}

/** Every difference between a snapshot's stored parts and its manifest, all bytes read again (H88); empty when it is sound. */
export async function snapshotDamage(files: ReadFiles, folder: string, snapshot: Snapshot): Promise<readonly string[]> {
  const damage: string[] = [];
  for (const part of snapshot.parts) {
    const stored = `${folder}/${part.stored}`;
    if (!(await files.stat(stored))) {
      damage.push(`${part.name}: ${t('part-not-stored')}`);
      continue;
    }
    const now = await rootedManifest(files, stored);
    const lines = differenceLines(compareManifest(part.entries, now, { modes: false }));
    damage.push(...lines.map((line) => `${part.name}: ${line}`));
  }
  const parts = `${folder}/parts`;
  const there = (await files.stat(parts)) ? await files.list(parts) : [];
  const known = new Set(snapshot.parts.map((part) => part.stored.split('/')[1]));
  damage.push(...there.filter((name) => !known.has(name)).map((name) => `parts/${name}: ${t('was-not-there')}`));
  return damage;
}
