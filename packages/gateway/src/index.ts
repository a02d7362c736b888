export type { GatewayFacts, GatewaySite } from './facts.ts';
export { gateway } from './gateway.ts';
