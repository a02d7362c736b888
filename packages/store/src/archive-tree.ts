import { MaintError, type TakePiece, type WriteFiles, type WrittenFile } from '@flatnet-maint/core';
import { under } from './paths.ts';
import { t } from './texts.ts';
import { type Found, walk } from './walk.ts';

const block = 512;

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
  const { Header, Pax } = await import('tar');
  const bytes = stat.kind === 'file' ? stat.bytes : 0;
  const name = under(tree.as, path);
  const { mode, uid, gid } = stat;
  const known = { path: stat.kind === 'folder' ? `${name}/` : name, uid, gid, size: bytes };
  const header = new Header({
    ...known,
    type: stat.kind === 'folder' ? 'Directory' : stat.kind === 'link' ? 'SymbolicLink' : 'File',
    mode,
    linkpath: stat.to ?? '',
    mtime: new Date(Math.floor(stat.modified / 1000) * 1000),
  });
  const old = Buffer.alloc(block);
  if (header.encode(old))
    await put(new Pax({ ...known, ...(stat.kind === 'link' ? { linkpath: stat.to } : {}) }).encode());
  await put(old);
  if (stat.kind !== 'file') return;
  const whole = under(tree.root, path);
  // Never more than the header says: what follows would be taken for the next entry.
  let left = bytes;
  const read = await files.readPieces(whole, async (piece) => {
    left -= piece.length;
    if (left < 0) throw changed(whole);
    await put(piece);
  });
  if (left !== 0 || read.modified !== stat.modified) throw changed(whole);
  const rest = bytes % block;
  if (rest > 0) await put(new Uint8Array(block - rest));
}

const changed = (path: string): MaintError =>
  new MaintError('E_TREE_CHANGED', t('archivedChanged', { path }), t('archivedChangedNext', { path }));
