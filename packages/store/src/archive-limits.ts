/** What an archive may grow to; beyond it is taken for a bomb. */
export interface ArchiveLimits {
  readonly entries: number;
  /** All entries together, and the archive after decompression. */
  readonly bytes: number;
  /** Decompressed to compressed; held only beyond `ratioFrom` bytes, as small files may well be nearly empty. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

const MIB = 1024 * 1024;

/** Several times what the largest component's release needs, and small enough to be held in memory. */
export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 100_000, bytes: 2048 * MIB, ratio: 200, ratioFrom: 16 * MIB };
