import { type Json, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import type { Sealing } from './age.ts';
import { removedOnFailure } from './begun.ts';
import { refuseOpenPlace } from './closed-place.ts';
import { manifestBytes } from './manifest.ts';
import { folderOf, nameOf, partialOf, under } from './paths.ts';
import { seal } from './sealed.ts';
import { sealPart } from './sealed-part.ts';
import {
  readSnapshot,
  rootedManifest,
  SNAPSHOT_FILE,
  SNAPSHOT_KIND,
  type Snapshot,
  type SnapshotPart,
  snapshotDamage,
  snapshotFolder,
  storedMode,
} from './snapshot.ts';
import { t } from './texts.ts';

export interface PartWanted {
  readonly name: string;
  readonly path: string;
  /** It holds keys: in clear it is refused where others could read it. */
  readonly private?: true;
  /** It is kept as one age file, and nothing of it touches a disk in clear on the way there. */
  readonly sealed?: Sealing;
}

export interface SnapshotWanted {
  readonly state: string;
  readonly component: string;
  readonly id: string;
  readonly parts: readonly PartWanted[];
  readonly note: string;
  /** The generation that is live. */
  readonly generation?: string;
  /** Default: now. */
  readonly made?: string;
  /** false = a system that keeps no modes. */
  readonly modes?: boolean;
}

/** A part as it is recorded, and its bytes where they are not copied but were sealed in memory. */
interface Looked {
  readonly part: SnapshotPart;
  readonly bytes?: Uint8Array;
}

/**
 * Copies files and folders into the store. Written once (H48, H62), made as `<id>.partial` and renamed when every byte
 * was read back against the original (H80, H81): what is named `<id>` is whole. A part that is absent is an error.
 */
export async function takeSnapshot(files: WriteFiles, wanted: SnapshotWanted): Promise<Snapshot> {
  const folder = snapshotFolder(wanted.state, wanted.component, wanted.id);
  if (await files.stat(folder)) throw exists(wanted, folder);
  checkNames(wanted);
  const looked: Looked[] = [];
  for (const [n, part] of wanted.parts.entries()) looked.push(await look(files, part, n));
  const parts = looked.map(({ part }) => part);
  await files.makeFolder(folderOf(folder), { mode: 0o700 });
  await refuseOpenPlace(files, folderOf(folder), { parts: clearKeys(parts), modes: wanted.modes });
  const partial = partialOf(folder);
  await files.remove(partial);
  await checkSpace(files, folderOf(folder), parts);
  const { component, id, note, generation } = wanted;
  const of = generation === undefined ? {} : { generation };
  const snapshot: Snapshot = { component, id, made: wanted.made ?? new Date().toISOString(), note, ...of, parts };
  return removedOnFailure(files, partial, async () => {
    await files.makeFolder(partial, { mode: 0o700 });
    await files.makeFolder(`${partial}/parts`, { mode: 0o700 });
    for (const one of looked) await store(files, partial, one);
    await files.write(`${partial}/${SNAPSHOT_FILE}`, seal(SNAPSHOT_KIND, snapshot as unknown as Json), { mode: 0o600 });
    const damage = await snapshotDamage(files, partial, await readSnapshot(files, partial), wanted);
    if (damage.length > 0) throw notAsRead(wanted, damage);
    await files.rename(partial, folder).catch((error: unknown) => {
      throw (error as { code?: unknown }).code === 'E_FILE_EXISTS' ? exists(wanted, folder) : error;
    });
    return snapshot;
  });
}

/** Parts that hold keys and are not sealed. */
export const clearKeys = (parts: readonly SnapshotPart[]): readonly string[] =>
  parts.filter((part) => part.private === true && part.sealed === undefined).map(({ name }) => name);

async function look(files: ReadFiles, wanted: PartWanted, n: number): Promise<Looked> {
  const { sealed, ...part } = wanted;
  // A pointer (`/opt/gateway` to a generation) stands for what it points to: a copy of the link would save nothing.
  const real = await files.real(part.path);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || !stat) {
    throw new MaintError(
      'E_SNAPSHOT_PART_ABSENT',
      t('part-absent', { path: part.path, part: part.name }),
      t('correct-part'),
    );
  }
  const kind = stat.kind === 'folder' ? 'folder' : 'file';
  const stored = kind === 'folder' ? `parts/${n}` : `parts/${n}/${nameOf(real)}`;
  const found = { ...part, real, kind, stored, entries: await rootedManifest(files, real) } as const;
  return sealed === undefined ? { part: found } : sealPart(files, found, sealed);
}

async function store(files: WriteFiles, partial: string, { part, bytes }: Looked): Promise<void> {
  const stored = `${partial}/${part.stored}`;
  if (part.kind === 'file') await files.makeFolder(folderOf(stored), { mode: 0o700 });
  if (bytes !== undefined) return files.write(stored, bytes, { mode: 0o600 });
  await files.copy(part.real, stored);
  // Folders first (the order of the manifest): one whose mode keeps us out must be open before what it holds.
  for (const entry of part.entries) {
    if (entry.kind === 'link') continue;
    await files.chmod(under(stored, entry.path), storedMode(entry));
  }
}

function checkNames(wanted: SnapshotWanted): void {
  const names = wanted.parts.map((part) => part.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (names.length > 0 && twice === undefined) return;
  throw new MaintError(
    'E_SNAPSHOT_PARTS',
    twice === undefined
      ? t('no-part', { component: wanted.component })
      : t('part-twice', { component: wanted.component, part: twice }),
    t('give-parts'),
    { exit: 1 },
  );
}

async function checkSpace(files: ReadFiles, where: string, parts: readonly SnapshotPart[]): Promise<void> {
  const needed = parts.reduce((sum, part) => sum + manifestBytes(part.entries), 0);
  const free = await files.free(where);
  if (free >= needed) return;
  throw new MaintError('E_SNAPSHOT_SPACE', t('snapshot-space', { needed, path: where, free }), t('prune-or-free'));
}

function exists(wanted: SnapshotWanted, folder: string): MaintError {
  return new MaintError(
    'E_SNAPSHOT_EXISTS',
    t('snapshot-exists', { id: wanted.id, component: wanted.component, path: folder }),
    t('own-id'),
  );
}

function notAsRead(wanted: SnapshotWanted, damage: readonly string[]): MaintError {
  return new MaintError(
    'E_SNAPSHOT_CHANGED',
    t('snapshot-changed', { id: wanted.id, damage: damage.slice(0, 5).join('; ') }),
    t('stop-what-writes'),
  );
}
