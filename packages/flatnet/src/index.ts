export type { UnpackedPart, UnpackedSnapshot } from '@flatnet-maint/store';
export { catalogues } from './catalogues.ts';
export { chooseGeneration } from './choose-generation.ts';
export { components } from './components.ts';
export {
  type Composing,
  composeBackup,
  composeChange,
  composeEmergency,
  type LastGood,
  usualState,
} from './compose.ts';
export { composeDashboards } from './dashboards/compose-dashboards.ts';
export { dashboardFiles } from './dashboards/dashboard-files.ts';
export type {
  ComparedDashboards,
  DashboardsHouse,
  DashboardsHow,
  DashboardsProposal,
  ExportedDashboards,
} from './dashboards/dashboards-report.ts';
export { exportDashboards } from './dashboards/export-dashboards.ts';
export type { ComponentDrift } from './drift.ts';
export type {
  FoundComponent,
  FoundReport,
  FoundState,
  InitReport,
  Problem,
  SiteDifference,
} from './first-contact/found-report.ts';
export type {
  AddSilence,
  Detached,
  EvidenceOptions,
  EvidenceReport,
  House,
  InstalledSelf,
  KeptKeys,
  OpenSnapshot,
  PinnedCopy,
  Proposal,
  PruneOptions,
  PruneProposal,
  RollbackOptions,
  RunOptions,
  RunReport,
  RunSummary,
  SilenceRow,
  SnapshotSummary,
  StatusReport,
  Tool,
  UpgradeOptions,
  VerifiedKept,
} from './house.ts';
export { soundGate } from './kept-findings.ts';
export { type KnownGood, knownGood } from './known-good.ts';
export { type HouseOptions, openHouse } from './open-house.ts';
export type { AddedRelease, AddOptions, FetchedRelease, FetchProgress, ReleaseList } from './releases.ts';
export { planJsonSchema, siteJsonSchema } from './schema/json-schemas.ts';
export { loadSite } from './site/load-site.ts';
export type { Site, SiteCheck, SiteRelease, SiteSettings, SiteSilence, SiteSource } from './site/site.ts';
export { texts as flatnetTexts } from './texts.ts';
