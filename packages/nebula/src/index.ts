export { nebula } from './nebula.ts';
