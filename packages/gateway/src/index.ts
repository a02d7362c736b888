export type { GatewayFacts, GatewaySite, SiteCheck } from './facts.ts';
export { gateway } from './gateway.ts';
