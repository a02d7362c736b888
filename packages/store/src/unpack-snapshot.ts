import { MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import type { Keys } from './age.ts';
import type { SnapshotPlace } from './archived-snapshot.ts';
import { removedOnFailure } from './begun.ts';
import { refuseOpenPlace } from './closed-place.ts';
import { copyOut } from './copy-out.ts';
import { manifestBytes } from './manifest.ts';
import { openPart } from './open-part.ts';
import { folderOf, partialOf, under } from './paths.ts';
import { fileName, rootIn } from './sealed-part.ts';
import {
  partDamage,
  readSnapshot,
  type Snapshot,
  type SnapshotEntry,
  type SnapshotPart,
  strangers,
} from './snapshot.ts';
import { t } from './texts.ts';

export interface UnpackWanted {
  /** A folder that is made, 0700; one that is there and empty is taken. */
  readonly into: string;
  readonly keys: Keys;
  /** Parts that are left out. */
  readonly without: readonly string[];
  readonly modes?: boolean;
}

export interface UnpackedPart {
  readonly name: string;
  /** Where it was when it was taken. */
  readonly path: string;
  /** Where it lies now. */
  readonly into: string;
  readonly files: number;
  readonly bytes: number;
  readonly sealed: boolean;
  /** It holds keys, which lie in clear now. */
  readonly keys: boolean;
}

export interface UnpackedSnapshot {
  readonly component: string;
  readonly id: string;
  readonly made: string;
  readonly into: string;
  readonly parts: readonly UnpackedPart[];
  readonly without: readonly string[];
}

/** A part that can be read in clear: where it lies, and what it is to be. */
interface Readable {
  readonly part: SnapshotPart;
  readonly files: ReadFiles;
  readonly root: string;
  readonly entries: readonly SnapshotEntry[];
  readonly as: string;
}

/**
 * Writes what a snapshot holds into a folder of its own, sealed parts opened: all of it, or nothing. What belonged to whom
 * is not restored: it belongs to whoever opens it. E_SEALED_CLOSED without a key, E_SEALED_KEY with another one's.
 */
export async function unpackSnapshot(
  files: WriteFiles,
  from: SnapshotPlace,
  wanted: UnpackWanted,
): Promise<UnpackedSnapshot> {
  const { into, without } = wanted;
  const partial = partialOf(into);
  const isThere = await refuseTaken(files, into, partial);
  const snapshot = await readSnapshot(from.files, from.folder);
  const parts = partsOf(snapshot, without);
  await refuseDamaged(from, snapshot, parts, wanted);
  const readable: Readable[] = [];
  const names = new Set<string>();
  for (const [n, part] of parts.entries()) {
    const one = await readableOf(from, snapshot, part, wanted);
    const top = names.has(fileName(part.name)) ? `${fileName(part.name)}-${n}` : fileName(part.name);
    names.add(top);
    readable.push({ ...one, as: under(top, one.as) });
  }
  await refuseFull(files, into, readable);
  // A folder that somebody made for it keeps being that folder; nothing is written before it is closed to others.
  if (isThere) await takeEmpty(files, into, partial);
  return removedOnFailure(files, partial, async () => {
    await files.makeFolder(partial, { mode: 0o700 });
    const keys = parts.filter(hasKeys).map(({ name }) => name);
    await refuseOpenPlace(files, partial, { parts: keys, modes: wanted.modes });
    for (const one of readable) await copyOut(one.files, one.root, files, under(partial, one.as), one.entries, wanted);
    await files.rename(partial, into);
    const { component, id, made } = snapshot;
    return { component, id, made, into, parts: readable.map((one) => told(one, into)), without };
  });
}

/** Whether an empty folder is there already. */
async function refuseTaken(files: ReadFiles, into: string, partial: string): Promise<boolean> {
  if ((await files.stat(partial)) !== null)
    throw new MaintError('E_OPEN_EXISTS', t('open-half', { path: partial }), t('open-half-next', { path: partial }));
  const stat = await files.stat(into);
  if (stat === null) return false;
  if (stat.kind !== 'folder' || (await files.list(into)).length > 0) throw taken(into);
  return true;
}

async function takeEmpty(files: WriteFiles, into: string, partial: string): Promise<void> {
  await files.rename(into, partial);
  await files.chmod(partial, 0o700);
  if ((await files.list(partial)).length === 0) return;
  // Somebody put something there meanwhile: it is theirs.
  await files.rename(partial, into);
  throw taken(into);
}

const taken = (path: string): MaintError =>
  new MaintError('E_OPEN_EXISTS', t('open-exists', { path }), t('open-exists-next'));

function partsOf({ component, id, parts }: Snapshot, without: readonly string[]): readonly SnapshotPart[] {
  const unknown = without.find((name) => !parts.some((part) => part.name === name));
  const all = parts.map(({ name }) => name).join(', ');
  if (unknown !== undefined) {
    const message = t('no-such-part', { id, component, part: unknown, parts: all });
    throw new MaintError('E_SNAPSHOT_PART_ABSENT', message, t('name-one'), { exit: 2 });
  }
  const wanted = parts.filter(({ name }) => !without.includes(name));
  if (wanted.length > 0) return wanted;
  throw new MaintError('E_SNAPSHOT_PARTS', t('open-none', { id, parts: all }), t('open-none-next'), { exit: 2 });
}

/** Before a key is tried: what is damaged must not be taken for a wrong key. What is left out may be. */
async function refuseDamaged(
  { files, folder }: SnapshotPlace,
  snapshot: Snapshot,
  parts: readonly SnapshotPart[],
  how: UnpackWanted,
): Promise<void> {
  const lines = [...(await strangers(files, folder, snapshot))];
  for (const part of parts) lines.push(...(await partDamage(files, folder, part, how)));
  if (lines.length === 0) return;
  throw new MaintError(
    'E_SNAPSHOT_DAMAGED',
    t('snapshot-damaged', { id: snapshot.id, lines: lines.slice(0, 5).join('; ') }),
    t('open-damaged-next', { component: snapshot.component }),
  );
}

async function readableOf(
  { files, folder }: SnapshotPlace,
  snapshot: Snapshot,
  part: SnapshotPart,
  { keys }: UnpackWanted,
): Promise<Readable> {
  const stored = under(folder, part.stored);
  const as = (kind: 'file' | 'folder'): string =>
    rootIn(part.name, kind, part.real).slice(fileName(part.name).length + 1);
  if (part.sealed === undefined) return { part, files, root: stored, entries: part.entries, as: as(part.kind) };
  const opened = await openPart(await files.read(stored), { ...part, sealed: part.sealed }, snapshot, keys);
  return { part, ...opened, as: as(part.sealed.kind) };
}

async function refuseFull(files: ReadFiles, into: string, parts: readonly Readable[]): Promise<void> {
  const needed = parts.reduce((sum, { entries }) => sum + manifestBytes(entries), 0);
  const where = folderOf(into);
  const free = await files.free(where);
  if (free >= needed) return;
  throw new MaintError('E_OPEN_SPACE', t('open-space', { needed, path: where, free }), t('open-space-next'));
}

const told = ({ part, entries, as }: Readable, into: string): UnpackedPart => ({
  name: part.name,
  path: part.path,
  into: under(into, as.replace(/\/$/, '')),
  files: entries.filter(({ kind }) => kind !== 'folder').length,
  bytes: manifestBytes(entries),
  sealed: part.sealed !== undefined,
  keys: hasKeys(part),
});

const hasKeys = (part: SnapshotPart): boolean => part.private === true || part.sealed !== undefined;
