export { type ActionCheck, actionChecks } from './action-checks.ts';
export { type ActionCase, actionSpec } from './action-spec.ts';
export type {
  ComponentCase,
  ComponentCheck,
  ComponentPlay,
  LibraryUnderSpec,
  SpecParts,
  Wanted,
} from './component-case.ts';
export { componentChecks, componentSpec } from './component-spec.ts';
export type { EngineUnderSpec, JournalLines, Ordered, PlayedRun, RecordOfRun } from './engine-under-spec.ts';
export { FakeAlertmanager, type FakeAlertmanagerHow } from './fake-alertmanager.ts';
export { type FakeClock, fakeClock } from './fake-clock.ts';
export { type HostUnderSpec, hostSpec } from './host-spec.ts';
export { Killed } from './killed.ts';
export { type MemoryHosts, type MemoryHostsOptions, memoryHosts } from './memory-hosts.ts';
export { memoryKeep } from './memory-keep.ts';
export type { Profile } from './memory-path.ts';
export type { MemoryProcess, ProcessSpec, Signal } from './memory-process.ts';
export type { Program, ProgramCall } from './memory-program.ts';
export { MemoryDisk, MemoryRecord } from './memory-record.ts';
export type { MemoryService } from './memory-service.ts';
export type { WebReply, WebRequest, WebServer } from './memory-web.ts';
export { packed } from './packed.ts';
export { randomOf } from './random-of.ts';
export { type Ended, type Fails, type Point, RunLives } from './run-lives.ts';
export { callsOf, deathsOf, failuresOf, type MatrixHow, type MatrixReport, type Scenario } from './run-matrix.ts';
export { type Snapshot, snapshot } from './snapshot.ts';
export type { OnCall, World } from './world.ts';
