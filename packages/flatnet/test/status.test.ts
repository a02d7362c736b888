import { type Candidate, type Component, type Found, type Json, MaintError } from '@flatnet-maint/core';
import { registryOf } from '@flatnet-maint/engine';
import { gateway as real } from '@flatnet-maint/gateway';
import { makeGeneration } from '@flatnet-maint/store';
import { type MemoryHosts, memoryHosts } from '@flatnet-maint/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FoundComponent } from '../src/first-contact/found-report.ts';
import type { StatusReport } from '../src/house.ts';
import type { Site } from '../src/site/site.ts';
import { type StatusSources, statusOf } from '../src/status.ts';
import { candidate, found, component as foundOne, home, remark, reportOf, tree } from './support/found.ts';
import { generation, toy } from './support/toy.ts';

const state = '/var/lib/flatnet-maint';
const site = { path: '/etc/flatnet.yaml', lang: null, components: { gateway: { home } } } as unknown as Site;
const absent = new MaintError('E_SITE_ABSENT', 'none', 'write', { exit: 2 });

/** What the gateway says of its part of a site file. */
const itsPart = (({ settings, place, site: read }) => ({ settings, place, site: read }))(real) as Pick<
  Component<never, Json>,
  'settings' | 'place' | 'site'
>;

let hosts: MemoryHosts;
let asked: unknown[];
beforeEach(() => {
  hosts = memoryHosts({ profile: 'posix' });
  hosts.world.file(`${home}/conf/nginx.conf`, 'listen 80;');
  hosts.world.file(`${home}/logs/access.log`, 'a line');
  asked = [];
});

interface Gateway {
  readonly inspect?: Component<never, Json>['inspect'];
  readonly find?: (how: { use: readonly string[]; site: unknown }) => Promise<Found>;
  readonly candidate?: Candidate;
}

function status(
  { inspect, find, candidate: seen = candidate() }: Gateway = {},
  more: Partial<StatusSources> = {},
  since: StatusReport | null = null,
) {
  const inquiry = { name: 'http', ask: async () => ({ ok: true, value: 200, detail: 'answers' }) };
  const gateway: Component<never, Json> = {
    ...{ ...toy, ...itsPart },
    id: 'gateway',
    inspect:
      inspect ??
      (async (settings) => {
        asked.push(['inspect', settings]);
        return { facts: { host: 'local', live: '1.25.3', tree: home }, readings: null };
      }),
    live: () => ({ ...generation('1.25.3'), component: 'gateway', tree: home }),
    find: async (_host, how) => {
      asked.push(['find', how]);
      return find === undefined ? found([seen]) : find(how);
    },
  };
  return statusOf(
    {
      state,
      components: [gateway],
      site: async () => site,
      named: false,
      view: hosts.view('local', 9_500),
      registry: registryOf([], [inquiry]),
      lastGood: async () => ({ record: null, damaged: [] }),
      runs: () => ({ open: null, last: null }),
      planOf: () => expect.fail('no run is open'),
      find: async () => expect.fail('a site file says what there is'),
      ...more,
    },
    since,
  );
}

describe('with a site file', () => {
  test('remarks of what lies around are told, and make nothing unhealthy', async () => {
    const report = await status({ candidate: candidate({ remarks: [remark('left-over'), remark('stale-pid-file')] }) });
    expect(report).toMatchObject({ site: site.path, found: null });
    expect(report.components[0]).toMatchObject({ healthy: true, problem: null });
    expect(report.components[0]?.remarks.map(({ id }) => id)).toEqual(['left-over', 'stale-pid-file']);
    expect(asked).toContainEqual(['find', { use: [], site: { home } }]);
  });

  test('what could not be looked at around it is said, and its health is known all the same', async () => {
    const failing = await status({ find: () => Promise.reject(new MaintError('E_LIMIT', 'Too slow.', 'Again.')) });
    expect(failing.components[0]).toMatchObject({ healthy: true, remarks: [{ message: 'Too slow.', next: 'Again.' }] });
    const hidden = await status({ find: async () => found([candidate()], { rights: ['/root', '/proc/1/exe'] }) });
    expect(hidden.components[0]?.remarks).toMatchObject([{ message: 'Could not be looked at: /root; /proc/1/exe.' }]);
  });

  test('a home that is gone shows the trees that are there, and the way on with the best of them', async () => {
    const old = `${home}-old`;
    const inspect = () => Promise.reject(new MaintError('E_GATEWAY_ABSENT', 'It is gone.', 'Look.'));
    const gone = candidate({
      running: false,
      trees: [tree({ path: old, role: 'aside' })],
      best: { tree: old, why: 'its test passes' },
    });
    const [one] = (await status({ inspect, candidate: gone })).components;
    expect(one).toMatchObject({ healthy: false, problem: { code: 'E_GATEWAY_ABSENT', message: 'It is gone.' } });
    expect(one?.problem?.next).toBe(`flatnet-maint adopt gateway --tree ${old} --start`);
    expect(one?.found?.candidates[0]?.trees[0]).toMatchObject({ path: old, test: { ok: true } });
    const [none] = (await status({ inspect, candidate: candidate({ best: null }) })).components;
    expect(none?.problem?.next).toBe('Look.');
  });

  describe('where nothing serves as it means', () => {
    const old = `${home}-old`;
    const failing = registryOf([], [{ name: 'http', ask: async () => ({ ok: false, value: 0, detail: 'no' }) }]);
    const seenWith = async (more: Partial<Candidate>, kept = false) => {
      const record = kept ? ({} as never) : null;
      const sources = { registry: failing, lastGood: async () => ({ record, damaged: [] }) };
      return (await status({ candidate: candidate(more) }, sources)).components[0];
    };
    const best = { tree: old, why: 'its test passes' };
    const elsewhere = { remarks: [remark('serves-elsewhere')], best };

    test('the best tree is the way on, and what lies there is held against nothing', async () => {
      expect(await seenWith({ running: false, best })).toMatchObject({
        ...{ healthy: false, problem: null, drift: null },
        next: `flatnet-maint adopt gateway --tree ${old} --start`,
      });
    });
    test('what serves from a renamed folder is kept first, and once it is kept a human says when it is stopped', async () => {
      expect(await seenWith(elsewhere)).toMatchObject({
        next: `flatnet-maint adopt gateway --tree ${old}`,
        drift: null,
      });
      expect(await seenWith(elsewhere, true)).toMatchObject({ next: null, drift: null });
    });
    test('a good one that was recorded and is not there now is the way on, whatever else lies around', async () => {
      const record = { good: { generation: { id: '1.26-first' } }, previous: null } as never;
      const sources = { registry: failing, lastGood: async () => ({ record, damaged: [] }) };
      const nextOf = async (more: Partial<Candidate>) =>
        (await status({ candidate: candidate({ running: false, ...more }) }, sources)).components[0]?.next;
      expect(await nextOf({ best })).toBe('flatnet-maint rollback gateway --emergency');
      expect(await nextOf({ best: null })).toBe('flatnet-maint rollback gateway --emergency');
      expect(await nextOf({ best, remarks: [remark('not-executable')] })).toBe(remark('not-executable').next);
    });
    test('one that serves and fails a probe is left to its probes', async () => {
      expect(await seenWith({})).toMatchObject({ healthy: false, next: null, drift: { generation: null } });
    });
  });

  test('what runs and is not what the site file means keeps its own way on', async () => {
    const inspect = () => Promise.reject(new MaintError('E_GATEWAY_MISMATCH', 'Another command line.', 'Correct it.'));
    expect((await status({ inspect })).components[0]).toMatchObject({ problem: { next: 'Correct it.' }, next: null });
  });

  test('an earlier report spares what takes long', async () => {
    const first = await status({ candidate: candidate({ remarks: [remark('left-over')] }) });
    asked = [];
    const second = await status({}, {}, first);
    expect(asked.map((one) => (one as [string])[0])).toEqual(['inspect']);
    expect(second.components).toEqual(first.components);
  });

  test('while a run changes it, its half-made trees are not taken for left-overs', async () => {
    const open = { component: 'gateway', outcome: 'open', run: 'r1' } as never;
    const report = await status({}, { runs: () => ({ open, last: null }) });
    expect(report.components[0]).toMatchObject({ remarks: [], drift: null, found: null, healthy: true });
    expect(asked.map((one) => (one as [string])[0])).toEqual(['inspect']);
  });
});

describe('without a site file anywhere', () => {
  const unsited = (one: FoundComponent) =>
    status({}, { site: () => Promise.reject(absent), find: async () => reportOf(one) });

  test('what is certain is asked as if a file said so, and what was found is shown', async () => {
    const one = foundOne({ found: found([candidate({ remarks: [remark('left-over')] })]) });
    const report = await unsited(one);
    expect(report).toMatchObject({ site: null, siteProblem: null, found: reportOf(one) });
    expect(report.components).toMatchObject([
      { id: 'gateway', version: '1.25.3', healthy: true, remarks: [{ id: 'left-over' }] },
    ]);
    const [[, settings] = []] = asked as [string, unknown][];
    expect(settings).toMatchObject({
      home,
      probes: { site: 'http://127.0.0.1:80', api: null },
      generations: '/srv/flatnet/generations/gateway',
      soak: 30_000,
    });
  });

  test.each([
    [
      'several',
      foundOne({ state: 'unsure', chosen: null, found: found([candidate(), candidate({ path: '/opt/x' })]) }),
    ],
    ['nothing', foundOne({ state: 'absent', chosen: null, found: found([]) })],
  ])('%s is listed, and nothing is asked', async (_what, one) => {
    expect(await unsited(one)).toMatchObject({ components: [], found: reportOf(one), siteProblem: null });
    expect(asked).toEqual([]);
  });

  test('what was found and does not make a site is a problem of the component', async () => {
    const values = [{ key: ['home'] as const, value: '/srv/a$b', how: '' }, ...candidate().values.slice(1)];
    const report = await unsited(foundOne({ found: found([candidate({ values })]) }));
    expect(report.components).toMatchObject([
      { healthy: false, problem: { code: 'E_GATEWAY_PATH', message: expect.stringContaining('/srv/a$b') } },
    ]);
  });

  test('that was named is an error as ever', async () => {
    const report = await status({}, { site: () => Promise.reject(absent), named: true });
    expect(report).toMatchObject({ siteProblem: { code: 'E_SITE_ABSENT' }, components: [], found: null });
  });
});

describe('what serves, against what is kept of it', () => {
  const drift = async () => (await status()).components[0]?.drift;
  const kept = (more: object) => {
    const { files } = hosts.lend('local', 60_000, 'test').host;
    const one = { ...generation('1.25.3'), component: 'gateway', tree: home, ...more };
    return makeGeneration(files, state, one, { ignore: ['logs'] });
  };
  const copyOf = async (id: string, more = {}) => {
    const { files } = hosts.lend('local', 60_000, 'test').host;
    await files.makeFolder('/srv/generations');
    await files.copy(home, `/srv/generations/${id}`);
    const adopted = { from: home, exe: `${home}/sbin/nginx`, sha256: 'e'.repeat(64), proven: true };
    await kept({ id, tree: `/srv/generations/${id}`, adopted, ...more });
  };

  test('is told to be kept nowhere', async () => {
    expect(await drift()).toEqual({
      ...{ generation: null, lines: [], count: 0, problem: null },
      next: 'flatnet-maint adopt gateway',
    });
  });

  test('is the same, whatever the program has written meanwhile', async () => {
    await kept({});
    hosts.world.file(`${home}/logs/error.log`, 'new');
    expect(await drift()).toMatchObject({ generation: '1.25.3-first', count: 0, next: null });
  });

  test('differs: five lines and a count, and a backup as the next thing', async () => {
    await kept({});
    hosts.world.file(`${home}/conf/nginx.conf`, 'listen 81;');
    for (let n = 1; n <= 6; n += 1) hosts.world.file(`${home}/conf/new-${n}.conf`, '');
    const told = await drift();
    expect(told).toMatchObject({ generation: '1.25.3-first', count: 7, next: 'flatnet-maint backup gateway' });
    expect(told?.lines).toHaveLength(5);
    expect(told?.lines[0]).toMatch(/^conf\/nginx\.conf: /);
    expect((await status()).components[0]?.healthy).toBe(true);
  });

  test('is held against the copy that was made of it', async () => {
    await copyOf('1.25.3-found');
    expect(await drift()).toMatchObject({ generation: '1.25.3-found', count: 0, next: null });
    hosts.world.remove(`${home}/conf/nginx.conf`);
    expect(await drift()).toMatchObject({
      generation: '1.25.3-found',
      count: 1,
      lines: ['conf/nginx.conf: missing'],
      next: 'flatnet-maint adopt gateway',
    });
  });

  test('is held against the copy of its configuration too, where that lies elsewhere', async () => {
    const facts = { host: 'local', live: '1.25.3', tree: home, configTree: '/srv/flatnet/config' };
    const inspect = async () => ({ facts, readings: null });
    hosts.world.file('/srv/flatnet/config/nginx.conf', 'listen 80;');
    const { files } = hosts.lend('local', 60_000, 'test').host;
    await files.makeFolder('/srv/generations');
    await files.copy('/srv/flatnet/config', '/srv/generations/x.config');
    await copyOf('x', { besides: ['/srv/generations/x.config'] });
    const told = async () => (await status({ inspect })).components[0]?.drift;
    expect(await told()).toMatchObject({ generation: 'x', count: 0 });
    hosts.world.file('/srv/flatnet/config/nginx.conf', 'listen 81;');
    expect(await told()).toMatchObject({ lines: [expect.stringMatching(/^\/srv\/flatnet\/config: nginx\.conf: /)] });
  });

  test('is not told of a copy of something else', async () => {
    hosts.world.file('/srv/elsewhere/x', '');
    await kept({
      id: '1.0-x',
      tree: '/srv/elsewhere',
      adopted: { from: '/srv/gone', exe: '', sha256: '', proven: true },
    });
    expect(await drift()).toMatchObject({ generation: null });
  });

  test('is not told of a generation of its name that lies elsewhere', async () => {
    hosts.world.file('/srv/generations/1.25.3-first/x', '');
    await kept({ tree: '/srv/generations/1.25.3-first' });
    expect(await drift()).toMatchObject({ generation: null });
  });

  test('that cannot be read is said', async () => {
    await kept({});
    hosts.world.file(`${state}/generations/gateway/1.25.3-first.json`, '{ torn');
    expect(await drift()).toMatchObject({ count: 0, next: null, problem: { code: 'E_RECORD_DAMAGED' } });
  });
});
