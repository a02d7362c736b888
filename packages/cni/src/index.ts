export type { CniFacts, CniSite } from './facts.ts';
