import { MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { compareManifest, differenceLines } from './compare-manifest.ts';
import { folderOf, under } from './paths.ts';
import { rootedManifest, type SnapshotEntry } from './snapshot.ts';
import { t } from './texts.ts';

/**
 * A tree as it is recorded, from wherever it is read to a place where nothing is: modes and links as they were, and all of
 * it read back. Set-uid and set-gid bits are dropped: it has another owner now. E_TREE_DIFFERS.
 */
export async function copyOut(
  from: ReadFiles,
  root: string,
  files: WriteFiles,
  to: string,
  recorded: readonly SnapshotEntry[],
  how: { readonly modes?: boolean | undefined },
): Promise<void> {
  const entries = recorded.map((entry) => (entry.kind === 'link' ? entry : { ...entry, mode: entry.mode & 0o777 }));
  await files.makeFolder(folderOf(to), { mode: 0o700 });
  for (const entry of entries) {
    const [source, target] = [under(root, entry.path), under(to, entry.path)];
    if (entry.kind === 'folder') await files.makeFolder(target, { mode: 0o700 });
    else if (entry.kind === 'link') await files.point(target, entry.to);
    else {
      const fill = (put: (piece: Uint8Array) => Promise<void>) => from.readPieces(source, put).then(() => undefined);
      await files.writePieces(target, fill, { mode: entry.mode });
    }
  }
  // Deepest first: a folder that gets a mode which keeps us out comes after all it holds.
  for (const entry of entries.toReversed())
    if (entry.kind === 'folder') await files.chmod(under(to, entry.path), entry.mode);
  const modes = how.modes === undefined ? {} : { modes: how.modes };
  const lines = differenceLines(compareManifest(entries, await rootedManifest(files, to), modes));
  if (lines.length === 0) return;
  throw new MaintError('E_TREE_DIFFERS', t('copied-differs', { lines: lines.slice(0, 5).join('; ') }), t('check-disk'));
}
