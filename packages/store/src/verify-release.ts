import type { ReadFiles, ReleaseFile } from '@flatnet-maint/core';
import type { ArchiveLimits } from './archive-limits.ts';
import { holdsOf } from './holds-of.ts';
import { type ReleaseBytes, releaseContents } from './release-contents.ts';

export interface VerifiedRelease {
  readonly kind: 'archive' | 'folder' | 'file';
  /** Of the file, or of all files of the folder. */
  readonly bytes: number;
  /** What the unpacked files will take, for the question whether there is space for twice that (H89). */
  readonly unpackedBytes: number;
  /** Absent for a release of many files, or of much text. */
  readonly holds?: readonly ReleaseFile[];
}

/** Everything that unpackRelease() would refuse is refused here too, so that it is found before a window opens. */
export async function verifyRelease(
  files: ReadFiles,
  release: ReleaseBytes,
  limits?: ArchiveLimits,
): Promise<VerifiedRelease> {
  const contents = await releaseContents(files, release, limits);
  const { kind, packed, bytes, entries } = contents;
  const holds = await holdsOf(entries);
  return { kind, bytes: packed, unpackedBytes: bytes, ...(holds === null ? {} : { holds }) };
}
