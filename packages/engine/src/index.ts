export { type Clock, systemClock } from './clock.ts';
export { runDamaged, Superseded } from './errors.ts';
export { guardRuns } from './guard.ts';
export { type Journal, lineOf, readLines } from './journal-lines.ts';
export { checkKnown, type Registry, registryOf } from './registry.ts';
export { type Running, run, write } from './run.ts';
export {
  claim,
  createRun,
  lastOwner,
  type Owner,
  openRun,
  putOrder,
  RunFolder,
  readRun,
  refuseOpen,
  takeRun,
  whoseRun,
} from './run-folder.ts';
export type { Order, RunRecord } from './run-record.ts';
export { type Fence, ownerState, supersede, takeOver, takeUp } from './takeover.ts';
export { texts as engineTexts } from './texts.ts';
export { Turn } from './turn.ts';
export { type Watched, watchRun } from './watch-run.ts';
