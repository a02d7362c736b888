export {
  type Catalogue,
  catalogue,
  type Language,
  languages,
  type Text,
  type Texts,
  type Values,
} from './catalogue.ts';
export {
  type Adoption,
  type Change,
  type Component,
  type ConfigFile,
  type ConfigWanted,
  defineComponent,
  type RunPlace,
  type Unkept,
  type UpgradeHow,
  type Verification,
} from './component.ts';
export { digestOf, sha256 } from './digest.ts';
export type { Downloads, DownloadWanted, Locks } from './downloads.ts';
export { durationForm, durationPattern, parseDuration } from './duration.ts';
export type { Entry, EntryBody, Stamp } from './entry.ts';
export { describeError, type ExitCode, MaintError } from './errors.ts';
export type { Candidate, EvidencePiece, Found, FoundTree, FoundValue } from './found.ts';
export type {
  FileStat,
  Host,
  Hosts,
  HostView,
  HttpAnswer,
  HttpHow,
  Lent,
  Listener,
  Output,
  ProcessInfo,
  ProcessRef,
  ReadFiles,
  ReadHttp,
  ReadProcesses,
  ReadServices,
  Said,
  SampledAnswer,
  SampleHow,
  SendHttp,
  ServiceSpec,
  ServiceState,
  ServiceStatus,
  TakePiece,
  WriteFiles,
  WriteServices,
  WrittenFile,
} from './host.ts';
export { type Argv, canonical, type Digest, type Json, type Millis } from './json.ts';
export { emptyTally, judge, type Tally, tallied, verdictOf, wasGreen } from './judge.ts';
export { kindText } from './kind-text.ts';
export { gate, question, step } from './make-step.ts';
export { holdsKey, mask } from './mask.ts';
export { type Move, moveLimit, nextMove } from './next-move.ts';
export { plainUrl } from './plain-url.ts';
export {
  type Accepted,
  type Comparison,
  type Finding,
  type Generation,
  type Outcome,
  type Phase,
  type Plan,
  type Probe,
  type Release,
  type ReleaseFile,
  redProbe,
  type Severity,
  type Verdict,
  type Way,
  withoutHolds,
} from './plan.ts';
export { resolveVersion, type Versioned } from './resolve-version.ts';
export {
  type Held,
  type KeptEntry,
  type RetentionDecision,
  type RetentionSettings,
  retention,
  usualRetention,
  type Why,
} from './retention.ts';
export { type Failure, foldRun, itemsOf, limitOf, type RunState, worstWayBack } from './run-state.ts';
export type { Secret, Setting, Settings, Written } from './settings.ts';
export type {
  Action,
  Answer,
  AnyAction,
  AnyInquiry,
  Checked,
  Gate,
  Inquiry,
  Item,
  Keep,
  Kept,
  Question,
  Resource,
  Step,
} from './step.ts';
export { texts as coreTexts } from './texts.ts';
export { type Translate, translator } from './translator.ts';
export { typed } from './typed.ts';
export { compareVersions, parseVersion } from './version.ts';
