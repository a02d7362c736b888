import type { ReadFiles } from '@flatnet-maint/core';
import type { ArchiveLimits } from './archive-limits.ts';
import { type ReleaseBytes, releaseContents } from './release-contents.ts';

export interface VerifiedRelease {
  readonly kind: 'archive' | 'folder';
  /** Of the archive file, or of all files of the folder. */
  readonly bytes: number;
  /** What the unpacked files will take, for the question whether there is space for twice that (H89). */
  readonly unpackedBytes: number;
}

/** Everything that unpackRelease() would refuse is refused here too, so that it is found before a window opens. */
export async function verifyRelease(
  files: ReadFiles,
  release: ReleaseBytes,
  limits?: ArchiveLimits,
): Promise<VerifiedRelease> {
  const contents = await releaseContents(files, release, limits);
  return { kind: contents.kind, bytes: contents.packed, unpackedBytes: contents.bytes };
}
