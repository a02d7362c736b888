/*
 * What a program outside of this workspace imports as `flatnet`: the house and its answers, the site file, and the contracts
 * that a component is written against. Everything else may change from one version to the next.
 */
export type {
  Accepted,
  Action,
  Answer,
  AnyAction,
  AnyInquiry,
  Catalogue,
  Change,
  Checked,
  Comparison,
  Component,
  Entry,
  ExitCode,
  Finding,
  Gate,
  Generation,
  Host,
  HostView,
  Inquiry,
  Item,
  Json,
  Keep,
  Kept,
  Language,
  Millis,
  Outcome,
  Phase,
  Plan,
  Probe,
  Question,
  Release,
  Resource,
  RunPlace,
  Setting,
  Settings,
  Severity,
  Step,
  Text,
  Verdict,
  Way,
  Written,
} from '@flatnet-maint/core';
export { catalogue, defineComponent, describeError, MaintError } from '@flatnet-maint/core';
export type { UnpackedPart, UnpackedSnapshot } from '@flatnet-maint/store';
export { usualState } from './compose.ts';
export type { ComparedDashboards, DashboardsProposal, ExportedDashboards } from './dashboards/dashboards-report.ts';
export type {
  AddSilence,
  ConfigOptions,
  EvidenceOptions,
  EvidenceReport,
  House,
  InstalledSelf,
  KeptKeys,
  OpenSnapshot,
  PinnedCopy,
  Proposal,
  RollbackOptions,
  RunOptions,
  RunReport,
  RunSummary,
  SilenceRow,
  SnapshotSummary,
  StatusReport,
  Tool,
  UpgradeOptions,
} from './house.ts';
export { type HouseOptions, openHouse } from './open-house.ts';
export { planJsonSchema, siteJsonSchema } from './schema/json-schemas.ts';
export type { Surroundings } from './site/find-site.ts';
export { loadSite } from './site/load-site.ts';
export type { Site, SiteCheck, SiteRelease, SiteSettings } from './site/site.ts';
