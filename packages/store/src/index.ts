export { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts';
export { archiveTree } from './archive-tree.ts';
export { compareManifest, type Differences, differenceLines } from './compare-manifest.ts';
export { type ExportedSnapshot, exportSnapshot } from './export-snapshot.ts';
export { type GenerationRecord, makeGeneration, readGeneration } from './generation.ts';
export { type Damaged, type LastGood, readLastGood, writeLastGood } from './last-good.ts';
export { type ListedGeneration, listGenerations } from './list-generations.ts';
export {
  type BrokenSnapshot,
  brokenSnapshots,
  type ListedSnapshot,
  listSnapshots,
  openSnapshot,
  verifySnapshot,
} from './list-snapshots.ts';
export {
  type Manifest,
  type ManifestEntry,
  manifestBytes,
  manifestDigest,
  manifestOf,
  manifestText,
} from './manifest.ts';
export type { ReleaseBytes } from './release-contents.ts';
export { type Restored, restoreSnapshotPart } from './restore-snapshot-part.ts';
export type { Snapshot, SnapshotEntry, SnapshotPart } from './snapshot.ts';
export { type SnapshotWanted, takeSnapshot } from './take-snapshot.ts';
export { texts as storeTexts } from './texts.ts';
export { type Unpacked, unpackRelease } from './unpack-release.ts';
export { type Drift, verifyGeneration } from './verify-generation.ts';
export { type VerifiedRelease, verifyRelease } from './verify-release.ts';
