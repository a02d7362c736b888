import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { compareManifest, differenceLines } from './compare-manifest.ts';
import { type ManifestEntry, rootedManifestOf } from './manifest.ts';
import { checkRecordName } from './record-name.ts';
import { unseal } from './sealed.ts';
import { t } from './texts.ts';

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
  /** Of a sealed part, the one sealed file. */
  readonly entries: readonly SnapshotEntry[];
  /** It holds keys: in clear it is written only where nobody else comes. */
  readonly private?: true;
  readonly sealed?: SealedPart;
}

/** What a record says of a part that is closed with age: `stored` is that file, and `kind` is the one of that file. */
export interface SealedPart {
  /** age1…, whose identity opens it; null = a passphrase does. */
  readonly recipient: string | null;
  /** What the part itself is. */
  readonly kind: 'file' | 'folder';
  /** Names and sizes of what is inside. */
  readonly holds: readonly Pick<SnapshotEntry, 'path' | 'kind' | 'bytes'>[];
}

export interface Snapshot {
  readonly component: string;
  readonly id: string;
  readonly made: string;
  readonly note: string;
  /** The generation that was live; absent in records from before it was kept. */
  readonly generation?: string;
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
export const rootedManifest = async (files: ReadFiles, root: string): Promise<readonly SnapshotEntry[]> =>
  (await rootedManifestOf(files, root)) as readonly SnapshotEntry[];

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

/**
 * Every difference between a snapshot's folder and what it should hold, all bytes read again (H88); empty when it is
 * sound. `modes: false` for a system that does not keep them.
 */
export async function snapshotDamage(
  files: ReadFiles,
  folder: string,
  snapshot: Snapshot,
  how: { readonly modes?: boolean } = {},
): Promise<readonly string[]> {
  const damage: string[] = [];
  for (const part of snapshot.parts) damage.push(...(await partDamage(files, folder, part, how)));
  return [...damage, ...(await strangers(files, folder, snapshot))];
}

/** The same of one part. */
export async function partDamage(
  files: ReadFiles,
  folder: string,
  part: SnapshotPart,
  how: { readonly modes?: boolean } = {},
): Promise<readonly string[]> {
  const stored = `${folder}/${part.stored}`;
  if (!(await files.stat(stored))) return [`${part.name}: ${t('part-not-stored')}`];
  const now = await rootedManifest(files, stored);
  const closed = part.entries.map((entry) => ({ ...entry, mode: storedMode(entry) }));
  return differenceLines(compareManifest(closed, now, how)).map((line) => `${part.name}: ${line}`);
}

/** In the store everything is for the owner alone, whatever it was before: keys lie there. */
export const storedMode = ({ kind, mode }: ManifestEntry): number =>
  kind === 'link' ? mode : kind === 'folder' ? 0o700 : 0o600;

/** What lies in a snapshot's own folders and belongs to no part. */
export async function strangers(files: ReadFiles, folder: string, snapshot: Snapshot): Promise<readonly string[]> {
  const known = new Set([SNAPSHOT_FILE, 'parts']);
  for (const { stored } of snapshot.parts) {
    const names = stored.split('/');
    for (let n = 1; n <= names.length; n += 1) known.add(names.slice(0, n).join('/'));
  }
  // A folder's own content was compared already; a file is alone in a folder of ours.
  const own = [
    '',
    'parts',
    ...snapshot.parts.flatMap(({ kind, stored }) => (kind === 'file' ? [parentOf(stored)] : [])),
  ];
  const found: string[] = [];
  for (const where of own) {
    const whole = where === '' ? folder : `${folder}/${where}`;
    for (const name of (await files.stat(whole)) ? await files.list(whole) : []) {
      const path = where === '' ? name : `${where}/${name}`;
      if (!known.has(path)) found.push(`${path}: ${t('was-not-there')}`);
    }
  }
  return found;
}

const parentOf = (stored: string): string => stored.slice(0, stored.lastIndexOf('/'));
