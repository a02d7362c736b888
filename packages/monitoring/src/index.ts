export type { Kind, MonitoringFacts, MonitoringSite } from './facts.ts';
