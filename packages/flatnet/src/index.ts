export type {
  House,
  Proposal,
  RollbackOptions,
  RunOptions,
  RunReport,
  RunSummary,
  SnapshotSummary,
  StatusReport,
  UpgradeOptions,
} from './house.ts';
