import { MaintError, type ReadFiles, type TakePiece, type WriteFiles, type WrittenFile } from '@flatnet-maint/core';
import { under } from './paths.ts';
import { block, headerOf, restOf } from './tar-header.ts';
import { t } from './texts.ts';
import { type Found, walk } from './walk.ts';

/**
 * A tree as one .tar (POSIX, with pax headers where a name or number is too long for the old ones), its sha256 taken on
 * the way and memory bounded. The same tree gives the same bytes: sorted, times in whole seconds, owners by number. Links
 * stay links; a socket, fifo or device is refused (H80); a file that is written to meanwhile is an error, never an
 * archive. Closed to others; whatever fails leaves nothing at `to`.
 */
export async function archiveTree(files: WriteFiles, tree: ArchivedTree, to: string): Promise<WrittenFile> {
  // What cannot be looked at is told before a file is begun.
  const entries = await entriesOf(files, tree);
  return files.writePieces(to, (put) => putEntries(files, tree, entries, put));
}

export interface ArchivedTree {
  readonly root: string;
  /** The one top of the archive. */
  readonly as: string;
}

/** The same bytes, piece by piece, to wherever they are taken. */
export async function putTree(files: ReadFiles, tree: ArchivedTree, put: TakePiece): Promise<void> {
  await putEntries(files, tree, await entriesOf(files, tree), put);
}

async function entriesOf(files: ReadFiles, { root }: ArchivedTree): Promise<readonly Found[]> {
  const top = await files.stat(root);
  const found = await walk(files, root);
  return top?.kind === 'folder' ? [{ path: '', stat: top }, ...found] : found;
}

async function putEntries(files: ReadFiles, tree: ArchivedTree, entries: readonly Found[], put: TakePiece) {
  for (const entry of entries) await putEntry(files, tree, entry, put);
  await put(new Uint8Array(2 * block));
}

async function putEntry(files: ReadFiles, tree: ArchivedTree, { path, stat }: Found, put: TakePiece): Promise<void> {
  for (const piece of await headerOf(under(tree.as, path), stat)) await put(piece);
  if (stat.kind !== 'file') return;
  const whole = under(tree.root, path);
  // Never more than the header says: what follows would be taken for the next entry.
  let left = stat.bytes;
  const read = await files.readPieces(whole, async (piece) => {
    left -= piece.length;
    if (left < 0) throw changed(whole);
    await put(piece);
  });
  if (left !== 0 || read.modified !== stat.modified) throw changed(whole);
  await put(restOf(stat.bytes));
}

const changed = (path: string): MaintError =>
  new MaintError('E_TREE_CHANGED', t('archivedChanged', { path }), t('archivedChangedNext', { path }));
