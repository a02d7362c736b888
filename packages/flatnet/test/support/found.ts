import type { Candidate, Finding, Found, FoundTree } from '@flatnet-maint/core';
import type { FoundComponent, FoundReport } from '../../src/first-contact/found-report.ts';

/* What a component may see of itself, made by hand. */

export const home = '/srv/flatnet/openresty';

export const tree = (more: Partial<FoundTree> = {}): FoundTree => ({
  path: home,
  role: 'live',
  version: '1.25.3',
  exe: 'e'.repeat(64),
  dated: '2026-01-02T03:04:05.000Z',
  test: { ok: true, said: 'the configuration passes its test' },
  lastAccess: null,
  ...more,
});

export const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  path: home,
  running: true,
  sure: true,
  why: 'lualib/flatnet is in it',
  values: [
    { key: ['home'], value: home, how: 'found: command line of process 812' },
    { key: ['probes', 'site'], value: 'http://127.0.0.1:80', how: 'found: listen in nginx.conf' },
    { key: ['probes', 'api'], value: null, how: 'fill in: where containers register' },
    { key: ['routes', 'boot'], value: null, how: 'fill in: the file of the routes' },
    { key: ['drain'], value: null, how: 'fill in: the file that drains' },
  ],
  trees: [tree()],
  remarks: [],
  best: { tree: home, why: 'it serves' },
  ...more,
});

export const found = (candidates: readonly Candidate[], more: Partial<Found> = {}): Found => ({
  component: 'gateway',
  candidates,
  remarks: [],
  rights: [],
  ...more,
});

export const remark = (id: string, next = 'Look at it.'): Finding => ({
  id,
  blocks: false,
  message: `${id} is so.`,
  next,
});

export const component = (more: Partial<FoundComponent> = {}): FoundComponent => ({
  id: 'gateway',
  state: 'found',
  found: found([candidate()]),
  chosen: home,
  problem: null,
  ...more,
});

export const reportOf = (...components: readonly FoundComponent[]): FoundReport => ({ components });
