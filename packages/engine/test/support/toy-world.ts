import type { Gate, Json, Plan, Probe, Step } from '@flatnet-maint/core';
import { type MemoryHosts, memoryHosts } from '@flatnet-maint/testkit';

/** A small site: a service that runs the build where `/live` leads, values beside it, and somebody who keeps silences. */
export function toySite(): MemoryHosts {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  world.file('/gen/1/build', '1', 0o755);
  world.link('/live', '/gen/1');
  world.file('/site/motd', 'old words');
  world.file('/site/left', 'old');
  world.file('/site/right', 'old');
  world.folder('/backup');
  world.folder('/state');
  const listens = [{ port: 80 }];
  world.service('toy', { state: 'running', startsWithin: 35, process: { exe: '/live/build', listens } });
  const kept = new Map<string, number>();
  world.serve({
    port: 9093,
    answer({ method, url }) {
      const name = url.pathname;
      if (method === 'POST') kept.set(name, (kept.get(name) ?? 0) + 1);
      if (method === 'DELETE') kept.delete(name);
      return { status: 200, body: String(kept.get(name) ?? 0) };
    },
  });
  world.serve({
    port: 80,
    answer() {
      const running = [...world.processes.values()].find((process) => process.service === 'toy');
      return running === undefined ? null : { status: 200, body: world.text(running.exe) ?? 'nothing' };
    },
  });
  world.outside = () => Object.fromEntries([...kept].sort());
  return hosts;
}

export const toyStep = (id: string, action: string, args: Json, undoes: Step['undoes'] = 'exactly'): Step => ({
  kind: 'step',
  id,
  title: id,
  host: 'local',
  action,
  args,
  limits: { capture: 2_000, do: 3_000, undo: 3_000 },
  undoes,
});

export const toyGate = (id: string, inquiry: string, args: Json): Gate => ({
  kind: 'gate',
  id,
  title: id,
  host: 'local',
  ask: { inquiry, args },
  passes: 1,
  every: 50,
  limit: 200,
});

const probe = (id: string, inquiry: string, args: Json, more: Partial<Probe> = {}): Probe => ({
  id,
  host: 'local',
  severity: 'outage',
  ask: { inquiry, args },
  every: 50,
  passes: 2,
  fails: 3,
  ...more,
});

export const page = 'http://localhost:80/';
const silence = 'http://localhost:9093/silence/toy-run';
const container = 'http://localhost:9093/container/toy-run';
const held = probe('held', 'holds', { folder: '/site' }, { compare: { nothingNew: true } });

export const toyPlan: Plan = {
  id: 'toy-run',
  command: 'upgrade',
  component: 'toy',
  from: '1',
  to: '2',
  facts: 'facts',
  guard: [toyStep('guard', 'set@1', { path: '/state/dead-man', to: 'armed' })],
  prepare: [
    toyStep('lay', 'lay@1', { path: '/gen/2', build: '2' }),
    toyGate('laid', 'reads', { path: '/gen/2/build', is: '2' }),
  ],
  around: [{ ...toyStep('silence', 'ensure@1', { url: silence }), renews: 90 }],
  backup: [toyStep('copy', 'copy@1', { from: '/site/motd', to: '/backup/motd' }, 'never')],
  cutover: [
    toyStep('words', 'set@1', { path: '/site/motd', to: 'new words' }),
    toyStep('pair', 'pair@1', { paths: ['/site/left', '/site/right'], to: 'new' }),
    toyStep('stop', 'stop@1', { service: 'toy' }),
    toyStep('swap', 'point@1', { path: '/live', to: '/gen/2' }),
    toyGate('swapped', 'reads', { path: '/live/build', is: '2' }),
    toyStep('start', 'start@1', { service: 'toy' }),
  ],
  trial: [toyStep('container', 'ensure@1', { url: container })],
  probes: {
    forward: [probe('new', 'serves', { url: page, is: '2' }), held],
    back: [probe('old', 'serves', { url: page, is: '1' }), held],
  },
  soak: 120,
  confirmWithin: null,
  cleanup: [
    toyStep('sweep', 'remove@1', { path: '/gen/1' }, 'never'),
    toyStep('record', 'set@1', { path: '/state/last-good', to: '2' }, 'never'),
  ],
  limits: { verify: 2_000, back: 2_000 },
  expects: { darkMs: 0, notes: [] },
  evidence: ['/site/motd'],
  accepted: [],
};
