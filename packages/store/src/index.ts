export { type AddedRelease, addRelease } from './add-release.ts';
export { checkRecipient, identitiesIn, type Keys, type Sealing } from './age.ts';
export { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts';
export { archiveTree } from './archive-tree.ts';
export { archivedSnapshot, type SnapshotPlace } from './archived-snapshot.ts';
export { refuseOpenPlace } from './closed-place.ts';
export { type Compared, compareManifest, type Differences, differenceLines } from './compare-manifest.ts';
export { type ExportedSnapshot, exportSnapshot } from './export-snapshot.ts';
export { type GenerationRecord, type GenerationState, makeGeneration, readGeneration } from './generation.ts';
export { type Have, haveOf } from './have.ts';
export { type Damaged, type LastGood, lastGoodDamage, readLastGood, writeLastGood } from './last-good.ts';
export { launcherOf, writeLauncher } from './launcher.ts';
export { isRecordedLeft, type LeftState, recordLeft } from './left-generation.ts';
export { type ListedGeneration, listGenerations } from './list-generations.ts';
export {
  type BrokenSnapshot,
  brokenSnapshots,
  type ListedSnapshot,
  listSnapshots,
  lookAtSnapshots,
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
  type OwnedManifest,
  type Owner,
  rootedManifestOf,
} from './manifest.ts';
export { type Offers, offersOf, type SourceProblem } from './offers.ts';
export { type Piece, packPieces } from './pack-pieces.ts';
export { type Protection, protect, protectionsPath, readProtections, unprotect } from './protections.ts';
export type { Recipe } from './recipe.ts';
export type { ReleaseBytes } from './release-contents.ts';
export type { Offer, Ports, ReleaseSource } from './release-source.ts';
export { sourceName } from './release-source.ts';
export {
  type GoingGeneration,
  generationRemoved,
  halfRemovedGenerations,
  removeGeneration,
} from './remove-generation.ts';
export { type GoingSnapshot, halfRemovedSnapshots, removeSnapshot, snapshotRemoved } from './remove-snapshot.ts';
export { type Restored, restoreSnapshotPart } from './restore-snapshot-part.ts';
export { refuseTaken, type SealedArchive } from './sealed-archive.ts';
export { refuseLarge as refuseLargePart, SEALED_MOST } from './sealed-part.ts';
export { type SealedPart, type Snapshot, type SnapshotEntry, type SnapshotPart, snapshotsFolder } from './snapshot.ts';
export { someAtOnce } from './some-at-once.ts';
export { type Builds, stageBuilt } from './stage-built.ts';
export { isInHand, type Staged, stageRelease } from './stage-release.ts';
export { clearKeys, type PartWanted, type SnapshotWanted, takeSnapshot } from './take-snapshot.ts';
export { texts as storeTexts } from './texts.ts';
export {
  currentTool,
  type InstalledTool,
  layTool,
  pruneTools,
  type ToolCopy,
  type ToolSource,
} from './tool-copy.ts';
export { type Unpacked, unpackRelease } from './unpack-release.ts';
export { type UnpackedPart, type UnpackedSnapshot, unpackSnapshot } from './unpack-snapshot.ts';
export { type Drift, verifyGeneration } from './verify-generation.ts';
export { type VerifiedRelease, verifyRelease } from './verify-release.ts';
