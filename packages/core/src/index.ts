export { type Catalogue, catalogue, type Language, languages, type Text, type Texts } from './catalogue.ts';
export { type Change, type Component, defineComponent, type RunPlace } from './component.ts';
export { digestOf, sha256 } from './digest.ts';
export { durationForm, parseDuration } from './duration.ts';
export type { Entry, EntryBody, Stamp } from './entry.ts';
export { describeError, type ExitCode, MaintError } from './errors.ts';
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
export { type Move, moveLimit, nextMove } from './next-move.ts';
export type {
  Accepted,
  Comparison,
  Finding,
  Generation,
  Outcome,
  Phase,
  Plan,
  Probe,
  Release,
  Severity,
  Verdict,
  Way,
} from './plan.ts';
export { type Failure, foldRun, itemsOf, limitOf, type RunState, worstWayBack } from './run-state.ts';
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
export { compareVersions, resolveVersion } from './version.ts';
