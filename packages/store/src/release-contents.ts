import { type Digest, MaintError, type ReadFiles, type Release, sha256 } from '@flatnet-maint/core';
import { archiveEntries } from './archive-entries.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts';
import { fileEntry } from './file-entry.ts';
import { folderEntries } from './folder-entries.ts';
import { type LaidOut, layOut } from './lay-out.ts';
import { manifestBytes, manifestDigest, manifestOf } from './manifest.ts';
import { packingOf, plainArchive } from './plain-archive.ts';
import { t } from './texts.ts';
import { refuseLarge } from './too-large.ts';
import { zipEntries } from './zip-entries.ts';

/** What is needed of a release to open it. */
export type ReleaseBytes = Pick<Release, 'path' | 'sha256' | 'version' | 'plain'>;

export interface ReleaseContents extends LaidOut {
  readonly kind: 'archive' | 'folder' | 'file';
  /** Of the file, or of all files of the folder. */
  readonly packed: number;
}

/**
 * A release, opened: the sha256 is taken of the very bytes that the entries are made of, so nobody can exchange the file
 * between check and use (H42). Looks only; nothing is written.
 */
export async function releaseContents(
  files: ReadFiles,
  release: ReleaseBytes,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<ReleaseContents> {
  const stat = await files.stat(release.path);
  // A link is followed (a site may keep `current.tar.gz`); what counts is the digest of what is read.
  const path = stat?.kind === 'link' ? await files.real(release.path) : release.path;
  const real = path === null ? null : await files.stat(path);
  if (path === null || !real) throw absent(release);
  if (real.kind === 'folder') {
    const manifest = await manifestOf(files, path);
    checkDigest(release, manifestDigest(manifest), t('correct-release', { version: release.version }));
    const laidOut = layOut(release.path, folderEntries(files, path, manifest), { strip: false, limits });
    return { ...laidOut, kind: 'folder', packed: manifestBytes(manifest) };
  }
  const packing = packingOf(release);
  refuseLarge(release.path, real.bytes, limits);
  const packed = await files.read(path, { max: limits.bytes });
  checkDigest(release, sha256(packed), t('delete-release', { version: release.version }));
  if (packing === 'file') {
    const laidOut = layOut(release.path, [fileEntry(release, packed)], { strip: false, limits });
    return { ...laidOut, kind: 'file', packed: packed.length };
  }
  const entries =
    packing === 'zip'
      ? await zipEntries(release.path, packed, limits)
      : await archiveEntries(release.path, await plainArchive(release.path, packed, limits), limits);
  const laidOut = layOut(release.path, entries, { strip: true, limits });
  return { ...laidOut, kind: 'archive', packed: packed.length };
}

function absent(release: ReleaseBytes): MaintError {
  return new MaintError(
    'E_ARTIFACT_ABSENT',
    t('release-absent', { path: release.path, version: release.version }),
    t('put-release', { version: release.version }),
  );
}

function checkDigest(release: ReleaseBytes, got: Digest, next: string): void {
  if (got === release.sha256.trim().toLowerCase()) return;
  throw new MaintError(
    'E_ARTIFACT_DIGEST',
    t('release-digest', { path: release.path, got, version: release.version, want: release.sha256 }),
    next,
  );
}
