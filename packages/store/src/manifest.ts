import { type Digest, type ReadFiles, sha256 } from '@flatnet-maint/core';
import { byBytes, under } from './paths.ts';
import { someAtOnce } from './some-at-once.ts';
import { type Found, walk } from './walk.ts';

/** One thing in a tree. `path` is relative with `/` (`''` when the root itself is a file); `bytes` is 0 but for files. */
export type ManifestEntry =
  | {
      readonly path: string;
      readonly kind: 'file';
      readonly mode: number;
      readonly bytes: number;
      readonly sha256: Digest;
    }
  | { readonly path: string; readonly kind: 'folder'; readonly mode: number; readonly bytes: 0 }
  | { readonly path: string; readonly kind: 'link'; readonly mode: number; readonly bytes: 0; readonly to: string };

/** Sorted by the bytes of `path`. */
export type Manifest = readonly ManifestEntry[];

/** Who an entry belongs to. Absent in records from before owners were kept; no part of a digest. */
export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}
export type OwnedManifest = readonly (ManifestEntry & Owner)[];

// The mode of a link means nothing and differs between systems; one value keeps digests equal.
const LINK_MODE = 0o777;

/** What was found, as a manifest entry; reads the content of a file. */
export async function entryOf(files: ReadFiles, root: string, { path, stat }: Found): Promise<ManifestEntry> {
  if (stat.kind === 'folder') return { path, kind: 'folder', mode: stat.mode, bytes: 0 };
  if (stat.kind === 'link') return { path, kind: 'link', mode: LINK_MODE, bytes: 0, to: stat.to ?? '' };
  return { path, kind: 'file', mode: stat.mode, bytes: stat.bytes, sha256: await files.digest(under(root, path)) };
}

/** What a tree holds now. `ignore`: relative paths that are left out with all they hold. */
export async function manifestOf(
  files: ReadFiles,
  root: string,
  how: { readonly ignore?: readonly string[] } = {},
): Promise<Manifest> {
  return someAtOnce(await walk(files, root, how.ignore), (found) => entryOf(files, root, found));
}

/** The same with the owner of each entry. */
export async function ownedManifestOf(
  files: ReadFiles,
  root: string,
  how: { readonly ignore?: readonly string[] } = {},
): Promise<OwnedManifest> {
  return someAtOnce(await walk(files, root, how.ignore), async (found) => {
    const { uid, gid } = found.stat;
    return { ...(await entryOf(files, root, found)), uid, gid };
  });
}

/** The same with the root itself as `''`, also when it is a folder: it has a mode and an owner, too. */
export async function rootedManifestOf(
  files: ReadFiles,
  root: string,
  how: { readonly ignore?: readonly string[] } = {},
): Promise<OwnedManifest> {
  const top = await files.stat(root);
  const inside = await ownedManifestOf(files, root, how);
  if (top?.kind !== 'folder') return inside;
  const { mode, uid, gid } = top;
  return [{ path: '', kind: 'folder', mode, bytes: 0, uid, gid }, ...inside];
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');

const octal = (mode: number): string => (mode === 0 ? '0' : `0${mode.toString(8)}`);

/**
 * The exact text that manifestDigest() takes the sha256 of. One line an entry, `PATH TAB MODE TAB VALUE LF`, UTF-8:
 * MODE in octal with a leading 0 (`0755`; `0777` for links); VALUE the sha256 of a file's content, the word `folder`,
 * or `-> TARGET` for a link. In PATH and TARGET `\`, line feed, tab and return are written `\\`, `\n`, `\t`, `\r`.
 * Lines are sorted by their bytes. Owners, times and the root folder itself are not part of it.
 *
 * To recompute it in a folder (names without `\` and control characters):
 *
 *     { find . -mindepth 1 -type d -printf '%P\t%#m\tfolder\n'
 *       find . -type l -printf '%P\t0777\t-> %l\n'
 *       find . -type f -printf '%P\t%#m\t' -exec sh -c 'sha256sum < "$1" | cut -c1-64' sh {} ';'
 *     } | LC_ALL=C sort | sha256sum
 */
export function manifestText(manifest: Manifest): string {
  const lines = manifest.map((entry) => {
    const value = entry.kind === 'file' ? entry.sha256 : entry.kind === 'link' ? `-> ${escaped(entry.to)}` : 'folder';
    return `${escaped(entry.path)}\t${octal(entry.mode)}\t${value}\n`;
  });
  return lines.sort(byBytes).join('');
}

/** The digest of a tree; a folder release's sha256 (H42). */
export const manifestDigest = (manifest: Manifest): Digest => sha256(manifestText(manifest));

/** Bytes of all files, for the question whether there is space (H89). */
export const manifestBytes = (manifest: Manifest): number => manifest.reduce((sum, entry) => sum + entry.bytes, 0);
