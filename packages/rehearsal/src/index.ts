export type { ExecOptions, ExecResult } from './machine/inside.ts';
export { type Machine, type MachineOptions, machineUp } from './machine/machine.ts';
export { type FetchOptions, fetchParts, type Parts, type Release } from './parts/fetch-parts.ts';
