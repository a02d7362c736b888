export type { Kind, MonitoringFacts, MonitoringSite } from './facts.ts';
export { askerOf, grafanaAsk } from './grafana/ask.ts';
export { type DashboardRow, rowOf } from './grafana/compare.ts';
export { type ListedDashboard, listDashboards, type SeenDashboard, seenDashboard } from './grafana/dashboard.ts';
export { type DashboardFile, dashboardIn } from './grafana/dashboard-file.ts';
export { isDefaultPassword, startsWithDefaultPassword } from './grafana/default-password.ts';
export { exportName, exportText } from './grafana/export-text.ts';
export { grafanaActions, grafanaInquiries } from './grafana/grafana-parts.ts';
export {
  type DashboardsChange,
  type GrafanaSeen,
  importOf,
  rowsOf,
  type WantedDashboard,
} from './grafana/import-change.ts';
export { lookAtGrafana, passwordFindings } from './grafana/look.ts';
export { type GrafanaPlace, grafanaOf } from './grafana/place.ts';
export { monitoring } from './monitoring.ts';
export { texts as monitoringTexts } from './texts.ts';
