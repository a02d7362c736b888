import type { Candidate, Found, FoundTree } from '@flatnet-maint/core';
import { type FoundComponent, type FoundReport, flatnetTexts, type InitReport } from 'flatnet';

/* What was found on a host, made by hand, in words that the library has. */

const flat = flatnetTexts.en;
export const home = '/srv/flatnet/openresty';

export const tree = (more: Partial<FoundTree> = {}): FoundTree => ({
  path: home,
  role: 'live',
  version: '1.25.3',
  exe: 'e'.repeat(64),
  dated: '2026-01-02T03:04:05.000Z',
  test: { ok: true, said: flat('a-signal') },
  lastAccess: '127.0.0.1',
  ...more,
});

export const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  path: home,
  running: true,
  sure: true,
  why: flat('why-of', { generation: '1.25.3-0' }),
  values: [{ key: ['home'], value: home, how: flat('why-of', { generation: '1.25.3-0' }) }],
  trees: [tree()],
  remarks: [],
  best: { tree: home, why: flat('a-signal') },
  ...more,
});

export const found = (candidates: readonly Candidate[], more: Partial<Found> = {}): Found => ({
  component: 'gateway',
  candidates,
  remarks: [],
  rights: [],
  ...more,
});

export const component = (more: Partial<FoundComponent> = {}): FoundComponent => ({
  id: 'gateway',
  state: 'found',
  found: found([candidate()]),
  chosen: home,
  problem: null,
  ...more,
});

export const report = (...components: readonly FoundComponent[]): FoundReport => ({ components });

export const initReport = (from: FoundReport, more: Partial<InitReport> = {}): InitReport => ({
  ...from,
  site: { path: '/etc/flatnet-maint/flatnet.yaml', written: true, differences: null },
  draft: `gateway:\n  home: ${home}\n`,
  pinned: null,
  next: 'flatnet-maint adopt gateway',
  exit: 0,
  ...more,
});
