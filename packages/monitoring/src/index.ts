export type { Kind, MonitoringFacts, MonitoringSite } from './facts.ts';
export { monitoring } from './monitoring.ts';
