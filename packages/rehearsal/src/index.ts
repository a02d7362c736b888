export { type Answer, ask } from './gateway/ask.ts';
export { badRelease, type Fault, faults, type When } from './gateway/bad-release.ts';
export {
  type ArchiveOnHost,
  type GatewayOptions,
  layOwnFiles,
  type PracticeGateway,
  practiceGateway,
  unpackRelease,
} from './gateway/practice-gateway.ts';
export type { OfferedRelease } from './gateway/site-file.ts';
export type { LoadPlan, LoadReport, LossReason } from './load/report.ts';
export { type Load, type LoadOptions, startLoad } from './load/start-load.ts';
export type { ExecOptions, ExecResult } from './machine/inside.ts';
export { type Machine, type MachineOptions, machineUp } from './machine/machine.ts';
export { type FetchOptions, fetchParts, type Parts, type Release } from './parts/fetch-parts.ts';
