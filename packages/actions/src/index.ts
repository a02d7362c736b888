export { type AdoptTreeArgs, adoptTree } from './adopt-tree.ts';
export { baseOf, kindOfCopy } from './copy-names.ts';
export { dateIn } from './date-in.ts';
export { type DeadManArgs, deadMan } from './dead-man.ts';
export { freshTree } from './fresh-tree.ts';
export { firstOf, type GenerationSoundArgs, generationSound } from './generation-sound.ts';
export { keepLastGood } from './keep-last-good.ts';
export { type LaidFile, type LayGenerationArgs, layGeneration } from './lay-generation.ts';
export { layTree } from './lay-tree.ts';
export { each, type Look, makeLook, tellingFirst } from './look.ts';
export { openTo } from './open-to.ts';
export { type PlacedFile, placedFile } from './placed-file.ts';
export { askPodman, lookAtPodman, podmanLimit, saidByPodman } from './podman/ask.ts';
export { type PodmanPlaces, podmanPlaces, textOf, wordsIn } from './podman/places.ts';
export { podmanVersion } from './podman/version.ts';
export { recordGeneration, writtenByRuns } from './record-generation.ts';
export { type RecordLeftArgs, recordLeft } from './record-left.ts';
export { type RemoveGenerationArgs, removeGeneration } from './remove-generation.ts';
export { type RemoveSnapshotArgs, removeSnapshot } from './remove-snapshot.ts';
export { type FileSource, type ReplaceFileArgs, replaceFile } from './replace-file.ts';
export { type KeysCanBeKeptArgs, keysCanBeKept } from './sealed/keys-can-be-kept.ts';
export type { PartToTake, SealedFor } from './sealed/sealing-of.ts';
export { readSecret } from './secret.ts';
export { endSilence, listSilences, putSilence, readSilence, type Silence } from './silence/alertmanager.ts';
export { type EndSilencesArgs, endSilences } from './silence/end-silences.ts';
export {
  type Labels,
  type Matcher,
  parseMatcher,
  restricts,
  takes,
  takesAll,
  writeMatcher,
} from './silence/matcher.ts';
export { type OthersQuietArgs, othersQuiet } from './silence/others-quiet.ts';
export { type AlertRule, loadedRules } from './silence/prometheus.ts';
export { type SilenceArgs, silence } from './silence/silence.ts';
export { lastLines, siteCommand, siteProbes } from './site-command.ts';
export { type SwapPointerArgs, swapPointer } from './swap-pointer.ts';
export { type TakeSnapshotArgs, takeSnapshot } from './take-snapshot.ts';
export { texts as actionsTexts } from './texts.ts';
export { instancesOf, startsOf, type UnitFiles, unitFiles, wordsOf } from './unit-files.ts';
