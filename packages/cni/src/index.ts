export { cni } from './cni.ts';
export type { CniFacts, CniSite } from './facts.ts';
