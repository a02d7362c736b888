import { MaintError, type ReadFiles, sha256 } from '@flatnet-maint/core';
import { type Sealing, sealBytes } from './age.ts';
import { archiveEntries } from './archive-entries.ts';
import { archiveFiles } from './archive-files.ts';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { putTree } from './archive-tree.ts';
import { compareManifest, differenceLines } from './compare-manifest.ts';
import { manifestBytes } from './manifest.ts';
import { nameOf } from './paths.ts';
import { rootedManifest, type SnapshotEntry, type SnapshotPart } from './snapshot.ts';
import { t } from './texts.ts';

/** A sealed part is packed in memory, since nothing of it may lie on a disk in clear: keys are small. */
export const SEALED_MOST = 16 * 1024 * 1024;

/**
 * A part as one age file, with its record. The record names what is inside and how large it is, no digest: of a file that
 * holds a word or a short number, a digest is all that is needed to guess it. age itself tells a changed byte when it is
 * opened, and the digest of the sealed bytes tells it without a key.
 */
export async function sealPart(
  files: ReadFiles,
  part: SnapshotPart,
  sealing: Sealing,
): Promise<{ readonly part: SnapshotPart; readonly bytes: Uint8Array }> {
  refuseLarge(part.name, manifestBytes(part.entries));
  const plain = await packed(files, part);
  const changed = differenceLines(
    compareManifest(part.entries, await entriesIn(part.name, part.kind, part.real, plain)),
  );
  if (changed.length > 0) throw differs(part.name, changed);
  const bytes = await sealBytes(plain, sealing);
  const holds = part.entries.map(({ path, kind, bytes: size }) => ({ path, kind, bytes: size }));
  const { uid = 0, gid = 0 } = part.entries[0] ?? {};
  const entry: SnapshotEntry = {
    path: '',
    kind: 'file',
    mode: 0o600,
    bytes: bytes.length,
    sha256: sha256(bytes),
    uid,
    gid,
  };
  const recipient = 'recipient' in sealing ? sealing.recipient : null;
  const { name, path, real, kind } = part;
  const stored = `${part.stored.split('/').slice(0, 2).join('/')}/${fileName(name)}.age`;
  return {
    part: { name, path, real, kind: 'file', stored, entries: [entry], sealed: { recipient, kind, holds } },
    bytes,
  };
}

export function refuseLarge(part: string, bytes: number): void {
  if (bytes <= SEALED_MOST) return;
  throw new MaintError(
    'E_SEALED_LARGE',
    t('sealed-large', { part, bytes, most: SEALED_MOST }),
    t('sealed-large-next', { part }),
  );
}

/** What an opened part holds, read as it lies: under the part's name, as a folder or as the one file with its own name. */
export async function openedFiles(part: Pick<SnapshotPart, 'name'>, plain: Uint8Array): Promise<ReadFiles> {
  return archiveFiles(part.name, await archiveEntries(part.name, Buffer.from(plain), ARCHIVE_LIMITS));
}

/** Where the root of a part lies in its archive; the name of a part may hold what a path may not. */
export function rootIn(name: string, kind: 'file' | 'folder', real: string): string {
  if (kind === 'folder') return fileName(name);
  const own = nameOf(real);
  return `${fileName(name)}/${['', '.', '..'].includes(own) ? 'file' : own}`;
}

/** A part's name where a file is named after it. */
export const fileName = (name: string): string => name.replace(/[^\w.+-]/g, '-').replace(/^[.-]+/, '') || 'part';

const entriesIn = async (name: string, kind: 'file' | 'folder', real: string, plain: Uint8Array) =>
  rootedManifest(await openedFiles({ name }, plain), rootIn(name, kind, real));

async function packed(files: ReadFiles, { name, kind, real }: SnapshotPart): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  await putTree(files, { root: real, as: rootIn(name, kind, real) }, async (piece) => {
    bytes += piece.length;
    // It may grow after it was measured; headers are small beside what is measured.
    refuseLarge(name, bytes - 2 * 1024 * 1024);
    pieces.push(Uint8Array.from(piece));
  });
  return Buffer.concat(pieces);
}

const differs = (part: string, lines: readonly string[]): MaintError =>
  new MaintError(
    'E_SNAPSHOT_CHANGED',
    t('sealed-changed', { part, lines: lines.slice(0, 5).join('; ') }),
    t('stop-what-writes'),
  );
