import { MaintError, type TakePiece, type WriteFiles, type WrittenFile } from '@flatnet-maint/core';
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
export async function archiveTree(
  files: WriteFiles,
  tree: { readonly root: string /** The one top folder in the archive. */; readonly as: string },
  to: string,
): Promise<WrittenFile> {
  const top = await files.stat(tree.root);
  const found = await walk(files, tree.root);
  const entries = top?.kind === 'folder' ? [{ path: '', stat: top }, ...found] : found;
  return files.writePieces(to, async (put) => {
    for (const entry of entries) await putEntry(files, tree, entry, put);
    await put(new Uint8Array(2 * block));
  });
}

async function putEntry(
  files: WriteFiles,
  tree: { readonly root: string; readonly as: string },
  { path, stat }: Found,
  put: TakePiece,
): Promise<void> {
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
