import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { handoverObstacles } from '../src/handover.ts';
import { gateway } from '../src/index.ts';
import { facts, generation, readings, release } from './support/facts.ts';

const found = (...args: Parameters<typeof gateway.preflight>) =>
  gateway
    .preflight(...args)
    .map(({ id, blocks, waivable }) => `${id}${blocks ? '' : ' (a note)'}${waivable ? ' (may be accepted)' : ''}`);
const stranger = { port: 80, exe: '/usr/sbin/other', pid: 7 };

describe('before anything is changed', () => {
  test.each([
    ['all is well', facts(), readings(), release(), []],
    [
      'this is not root, which hides the rest',
      facts({ running: false }),
      readings({ mayWrite: false, uid: 1000 }),
      release(),
      ['no-permission'],
    ],
    ['a stranger holds a port', facts(), readings({ strangers: [stranger] }), release(), ['foreign-port']],
    [
      'an address is not there, which nobody may wave through',
      facts(),
      readings({ absent: ['10.100.1.1'] }),
      release(),
      ['address-absent'],
    ],
    [
      'a folder cannot become a pointer',
      facts(),
      readings({ places: [{ id: 'mount', message: 'm', next: 'n' }] }),
      release(),
      ['mount'],
    ],
    ['the gateway does not run', facts({ running: false }), readings(), release(), ['not-running']],
    ['the version runs already', facts(), readings(), release('1.25.3.2'), ['same-version']],
    ['the version is older', facts(), readings(), release('1.21.4.3'), ['downgrade (may be accepted)']],
  ])('%s', (_, ...[known, seen, want, findings]) => expect(found(known, seen, { release: want })).toEqual(findings));

  test('a return to a kept generation may be to an older one, and from a gateway that does not run', () => {
    expect(found(facts({ running: false }), readings(), { generation: generation() })).toEqual([]);
    expect(found(facts(), readings({ strangers: [stranger] }), { generation: generation() })).toEqual(['foreign-port']);
  });

  test('a return stops and starts too, so it also needs the addresses', () => {
    const [finding, ...others] = gateway.preflight(facts(), readings({ absent: ['10.100.1.1', 'fd00::1'] }), {
      generation: generation(),
    });
    expect(others).toEqual([]);
    expect(finding).toEqual({
      id: 'address-absent',
      blocks: true,
      message:
        'The gateway listens on 10.100.1.1, fd00::1, which no interface of this host has now; in a Flatnet, Nebula brings it. Stopped, the gateway could not start again.',
      next: 'Start Nebula (its service), then look: flatnet-maint status',
    });
  });

  const serving = readings({ serves: { pid: 7, exe: '/opt/flatnet/openresty-old/sbin/nginx' }, strangers: [stranger] });

  test('taking over what is there stops at nothing but what the copy itself would meet', () => {
    const inside = readings({
      ...serving,
      places: [
        { id: 'relative-link', message: 'm', next: 'n' },
        { id: 'other-file-system', message: 'm', next: 'n' },
      ],
    });
    expect(found(facts(), serving, { adopts: 'kept' })).toEqual([]);
    expect(found(facts(), inside, { adopts: 'kept' })).toEqual(['relative-link']);
    expect(found(facts(), readings({ mayWrite: false }), { adopts: 'kept' })).toEqual(['no-permission']);
  });

  test('a tree is not started where a gateway serves already, or where a stranger has its port', () => {
    expect(found(facts({ running: false }), readings(), { adopts: 'started' })).toEqual([]);
    expect(found(facts({ running: false }), serving, { adopts: 'started' })).toEqual([
      'serves-already (may be accepted)',
      'foreign-port',
    ]);
    const [first] = gateway.preflight(facts({ running: false }), serving, { adopts: 'started' });
    expect(first?.message).toContain('process 7 runs /opt/flatnet/openresty-old/sbin/nginx');
  });

  test('where nothing serves, it is told where the container routes would come from', () => {
    const told = readings({ routes: 'Nobody tells the container routes.' });
    expect(found(facts({ running: false }), told, { adopts: 'started' })).toEqual(['routes (a note)']);
    expect(found(facts({ running: false }), told, { adopts: 'kept' })).toEqual([]);
  });

  test('every finding says what is true and what to do', () => {
    const all = gateway.preflight(facts({ running: false }), readings({ strangers: [stranger] }), {
      release: release('1.0'),
    });
    for (const { message, next } of all) expect([message, next]).not.toContain('');
    expect(all[0]?.message).toBe(
      'Port 80 is held by /usr/sbin/other (process 7), which is not the gateway at /opt/flatnet/openresty.',
    );
  });
});

describe('a handover cannot be had', () => {
  const program = '/srv/gen/1/sbin/nginx';

  /** A host on which the gateway runs as a daemon from its tree, and what stands in the way there. */
  async function obstacles(how: {
    profile?: 'posix' | 'windows';
    parent?: string;
    type?: string | null;
    replaced?: boolean;
    other?: boolean;
    known?: Parameters<typeof facts>[0];
  }) {
    const { world, view } = memoryHosts({ profile: how.profile ?? 'posix' });
    world.file(program, how.other ? 'another' : 'nginx', 0o755);
    const parent = how.parent === undefined ? 1 : world.start({ exe: how.parent }).pid;
    const master = world.start({ exe: program, parent });
    if (how.replaced) world.file(program, 'nginx', 0o755);
    if (how.type !== undefined) world.service('web', { state: 'running', type: how.type });
    const host = view('local', 60_000);
    const info = (await host.processes.list()).find(({ pid }) => pid === master.pid) ?? null;
    const exe = '2f1d9d3b0bde6e1d1ad46dd2ee0bd3c0c9ea7f5b4c3b9ad8a5b4f7b4e2f3a1c0';
    const known = facts({
      tree: '/srv/gen/1',
      exe: how.other ? exe : await host.processes.digestOfExe(master.pid),
      ...how.known,
    });
    return handoverObstacles(known, info, how.type === undefined ? null : 'web', host);
  }
  const plain =
    'is a plain directory; with this upgrade it becomes a pointer, and the next ones hand over without a gap';

  test.each([
    ['in nothing, of a daemon from a pointer', {}, []],
    ['in nothing, of a daemon that an earlier handover left', { parent: '/srv/gen/0/sbin/nginx' }, []],
    ['in nothing, of a forking service', { type: 'forking' }, []],
    ['on Windows', { profile: 'windows' }, ['nginx on Windows has no second master']],
    ['from a plain directory', { known: { pointer: false } }, [`/opt/flatnet/openresty ${plain}`]],
    ['with a plain configuration', { known: { configFolder: '/etc/gw', configTree: '/etc/gw' } }, [`/etc/gw ${plain}`]],
    [
      'with the pid file in the tree',
      { known: { pidFile: '/opt/flatnet/openresty/logs/nginx.pid' } },
      ['the pid file /opt/flatnet/openresty/logs/nginx.pid lies inside the tree that is switched'],
    ],
    ['of a program that was replaced', { replaced: true }, ['the running program was replaced on disk']],
    ['of another program', { other: true }, ['the running program is not the one in the tree']],
    [
      'of a master that is no daemon',
      { parent: '/usr/bin/supervisor' },
      ['the master is not a daemon (`daemon off` ignores the signal that quiets its workers)'],
    ],
    [
      'of a service that does not fork',
      { type: 'simple' },
      ['service web is of type simple; only a forking one follows the new master'],
    ],
    [
      'of a service of an unknown type',
      { type: null },
      ['service web is of type unknown; only a forking one follows the new master'],
    ],
  ] as const)('%s', async (_, how, why) => expect(await obstacles(how)).toEqual(why));

  test('of a gateway that does not run', async () => {
    const { view } = memoryHosts({ profile: 'posix' });
    expect(await handoverObstacles(facts(), null, null, view('local', 60_000))).toEqual(['the gateway does not run']);
  });
});
