import type { GatewaySite } from './facts.ts';

/** How the gateway is started in each of the two layouts of the documents (H25); always through the pointer, always absolute. */
export function argvOf(site: Pick<GatewaySite, 'home' | 'config'>): [string, ...string[]] {
  const base: [string, ...string[]] = [`${site.home}/sbin/nginx`, '-p', site.home];
  return site.config === null ? base : [...base, '-c', site.config];
}

/** The same gateway started from one tree, not through the pointer: for tests of a build that is not live. */
export function argvIn(tree: string, config: string): [string, ...string[]] {
  return [`${tree}/sbin/nginx`, '-p', tree, '-c', config];
}
