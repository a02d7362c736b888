import { type Digest, MaintError, type WriteFiles } from '@flatnet-maint/core';
import type { ArchiveLimits } from './archive-limits.ts';
import { removedOnFailure } from './begun.ts';
import { compareManifest, differenceLines } from './compare-manifest.ts';
import { type Manifest, manifestDigest, manifestOf } from './manifest.ts';
import { folderOf, partialOf, under } from './paths.ts';
import { type ReleaseBytes, releaseContents } from './release-contents.ts';
import type { PlacedEntry } from './source-entry.ts';
import { t } from './texts.ts';

export interface Unpacked {
  /** Read back from the tree. */
  readonly manifest: Manifest;
  readonly digest: Digest;
  readonly bytes: number;
  /** The single top folder that was taken away, null when there was none. */
  readonly stripped: string | null;
}

/**
 * A release as a fresh tree at `into`. It is made as `<into>.partial` beside it, read back, and renamed: a tree named
 * `into` is whole, and one that exists is never written into (H34). What a killed attempt left as `.partial` is removed.
 * An `into` that itself ends with `.partial` is made in place: its caller renames it.
 */
export async function unpackRelease(
  files: WriteFiles,
  release: ReleaseBytes,
  into: string,
  how: { readonly limits?: ArchiveLimits; readonly modes?: boolean } = {},
): Promise<Unpacked> {
  if (await files.stat(into)) throw exists(into, release);
  const contents = await releaseContents(files, release, how.limits);
  const partial = partialOf(into);
  await files.remove(partial);
  return removedOnFailure(files, partial, async () => {
    await files.makeFolder(folderOf(into));
    await files.makeFolder(partial, { mode: 0o755 });
    for (const entry of contents.entries) await place(files, partial, entry);
    // Last and deepest first: a folder that its owner may not write could not be filled.
    for (const entry of contents.entries.toReversed()) {
      if (entry.kind === 'folder' && entry.mode !== 0o755) await files.chmod(under(partial, entry.path), entry.mode);
    }
    const manifest = await manifestOf(files, partial);
    const differences = differenceLines(compareManifest(expected(contents.entries), manifest, how));
    if (differences.length > 0) throw notAsPacked(release, into, differences);
    if (partial !== into) await files.rename(partial, into);
    return { manifest, digest: manifestDigest(manifest), bytes: contents.bytes, stripped: contents.stripped };
  });
}

async function place(files: WriteFiles, root: string, entry: PlacedEntry): Promise<void> {
  const path = under(root, entry.path);
  if (entry.kind === 'folder') await files.makeFolder(path, { mode: 0o755 });
  else if (entry.kind === 'link') await files.point(path, entry.to);
  else await files.write(path, await entry.content.bytes(), { mode: entry.mode });
}

function expected(entries: readonly PlacedEntry[]): Manifest {
  return entries.map((entry) => {
    if (entry.kind === 'folder') return { kind: 'folder', path: entry.path, mode: entry.mode, bytes: 0 };
    if (entry.kind === 'link') return { kind: 'link', path: entry.path, mode: 0o777, bytes: 0, to: entry.to };
    const { path, mode, bytes, content } = entry;
    return { kind: 'file', path, mode, bytes, sha256: content.sha256 };
  });
}

function exists(into: string, release: ReleaseBytes): MaintError {
  return new MaintError(
    'E_TREE_EXISTS',
    t('unpack-exists', { path: into, version: release.version }),
    t('look-move-away'),
  );
}

function notAsPacked(release: ReleaseBytes, into: string, differences: readonly string[]): MaintError {
  return new MaintError(
    'E_TREE_DIFFERS',
    t('unpacked-differs', { version: release.version, differences: differences.slice(0, 5).join('; '), path: into }),
    t('check-disk'),
  );
}
