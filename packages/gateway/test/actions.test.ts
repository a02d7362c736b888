import { swapPointer } from '@flatnet-maint/actions';
import { type ActionCase, actionChecks, actionSpec, memoryHosts, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { askClose } from '../src/actions/ask-close.ts';
import { endLeft } from '../src/actions/end-left.ts';
import { type HoldArgs, holdOld } from '../src/actions/hold-old.ts';
import { quietOld } from '../src/actions/quiet-old.ts';
import { rehearseBuild } from '../src/actions/rehearse-build.ts';
import { retireOld } from '../src/actions/retire-old.ts';
import { secondMaster } from '../src/actions/second-master.ts';
import { startGateway } from '../src/actions/start-gateway.ts';
import { stopGateway } from '../src/actions/stop-gateway.ts';
import { inOrder } from './support/in-order.ts';
import { ToyNginx } from './support/toy-nginx.ts';

const api = 'http://127.0.0.1:8080';

/** A gateway of two builds: 1 runs from the pointer, 2 lies ready beside it. */
function gateway(world: World) {
  const base = world.profile === 'windows' ? 'F:\\flat net' : '/srv/flat net';
  const slash = world.profile === 'windows' ? '\\' : '/';
  const [home, one, two] = ['home', `gen${slash}1`, `gen${slash}2`].map((name) => `${base}${slash}${name}`) as [
    string,
    string,
    string,
  ];
  const pidFile = `${base}${slash}run${slash}nginx.pid`;
  world.folder(`${base}${slash}run`);
  const toy = new ToyNginx(world, home, pidFile);
  toy.build(one, '1.0');
  toy.build(two, '2.0');
  world.link(home, one);
  const argv = [`${home}/sbin/nginx`, '-p', home];
  const run = () => toy.start(argv);
  return { toy, home, one, two, pidFile, argv, run, bootFile: `${two}/boot/routes.json` };
}

const titles = (world: World, tree: string) =>
  [...world.processes.values()]
    .filter(({ exe }) => exe.startsWith(`${tree}/`))
    .map(({ argv }) => String(argv[0]).slice(7, 13));

actionSpec(startGateway, {
  profiles: ['posix'],
  setUp(world) {
    const { one, argv } = gateway(world);
    return { tree: one, argv, service: null };
  },
  after: (world, { tree }) => expect(titles(world, tree)).toEqual(['master', 'worker', 'worker']),
  // nginx writes its pid file; one that was stopped takes it along.
});

test('what is left of a gateway is ended wherever it runs from, with an empty pid file, and is not started again', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { one, two, pidFile, run } = gateway(world);
  run();
  const [master] = [...world.processes.values()].filter(({ argv }) => String(argv[0]).includes('master'));
  world.end(master?.pid ?? 0);
  world.file(pidFile, '');
  const args = { roots: [two, one], pidFile, service: null };
  const { host } = lend('local', 60_000, 'run');
  expect(await endLeft.check(args, null, host)).toBe('undone');
  await endLeft.do(args, null, host);
  expect({ left: titles(world, one), pid: world.tree.node(pidFile) }).toEqual({ left: [], pid: null });
  expect(await endLeft.check(args, null, host)).toBe('either');
  await endLeft.undo?.(args, null, host);
  expect(titles(world, one)).toEqual([]);
});

actionSpec(stopGateway, {
  title: 'that runs',
  profiles: ['posix'],
  setUp(world) {
    const { one, argv, pidFile, run } = gateway(world);
    run();
    return { roots: [one], tree: one, argv, service: null, pidFile, drain: 300 };
  },
  after: (world, { pidFile }) => {
    expect([...world.processes.values()]).toEqual([]);
    expect(world.text(pidFile)).toBeNull();
  },
});

actionSpec(stopGateway, {
  title: 'with transfers in flight that outlast the drain',
  profiles: ['posix'],
  setUp(world) {
    const { toy, one, argv, pidFile, run } = gateway(world);
    toy.finishesWithin = 10_000;
    run();
    return { roots: [one], tree: one, argv, service: null, pidFile, drain: 100 };
  },
  after: (world) => expect([...world.processes.values()]).toEqual([]),
});

actionSpec(secondMaster, {
  profiles: ['posix'],
  setUp(world) {
    const { home, one, two, pidFile, run } = gateway(world);
    run();
    world.link(home, two);
    return { fromTree: one, toTree: two, errorLogs: [], pidFile, api: null };
  },
  after(world, { fromTree, toTree }) {
    expect(titles(world, fromTree)).toEqual(['master', 'worker', 'worker']);
    expect(titles(world, toTree)).toEqual(['master', 'worker', 'worker']);
  },
});

actionSpec(retireOld, {
  profiles: ['posix'],
  setUp(world) {
    const { toy, home, one, two, run } = gateway(world);
    run();
    world.link(home, two);
    world.send(
      { pid: toy.master(one)?.process.pid ?? 0, started: toy.master(one)?.process.started ?? '', boot: world.boot },
      'USR2',
    );
    world.clock.advance(50);
    return { live: home, tree: one, drain: 500 };
  },
  after(world, { tree, live }) {
    expect(titles(world, tree)).toEqual([]);
    expect(titles(world, tree.replace(/1$/, '2'))).toEqual(['master', 'worker', 'worker']);
    expect(live).toBeDefined();
  },
});

actionSpec(askClose, {
  profiles: ['posix', 'windows'],
  setUp(world) {
    const { one, two, run } = gateway(world);
    run();
    return { files: [`${one}/drain`, `${two}/drain`], fromTree: one, settle: 300 };
  },
});

test.each([
  ['until they are closed', 120, 120],
  ['no longer than it may', 9_000, 300],
])('kept connections are waited for %s', async (_, closeAfter, waited) => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { toy, one, run } = gateway(world);
  run();
  const [worker] = toy.master(one)?.workers ?? [];
  if (worker) worker.connections = 3;
  world.clock.after(closeAfter, () => worker && Object.assign(worker, { connections: 0 }));
  const { host } = lend('local', 60_000, 'run');
  await askClose.do({ files: [`${one}/drain`], fromTree: one, settle: 300 }, null, host);
  expect(Math.abs(world.clock.now() - waited)).toBeLessThan(110);
});

/** A gateway that runs and knows one route, with this boot file in the build to come. */
const holding = (before: string | null): ActionCase<HoldArgs> => ({
  profiles: ['posix', 'windows'],
  setUp(world) {
    const { toy, one, bootFile, argv, run } = gateway(world);
    run();
    toy.routes.set(one, [{ name: 'web' }]);
    if (before !== null) world.file(bootFile, before);
    return { fromTree: one, bootFile, api, argv, service: null };
  },
  after: (world, { bootFile }) => expect(JSON.parse(world.text(bootFile) ?? '')).toEqual([{ name: 'web' }]),
});
const stopped: ActionCase<HoldArgs> = {
  profiles: ['posix', 'windows'],
  setUp(world) {
    const { one, bootFile, argv } = gateway(world);
    return { fromTree: one, bootFile, api, argv, service: null };
  },
  after: (world, { bootFile }) => expect(world.text(bootFile)).toBe('[ ]\n'),
};
/** Nothing runs; the boot file to come holds this, an earlier tree's holds that, and Podman runs one container. */
const alone = (how: {
  own: string | null;
  other: string | null;
  podman: boolean;
  left: string;
}): ActionCase<HoldArgs> => ({
  profiles: ['posix', 'windows'],
  setUp(world) {
    const { one, bootFile, argv } = gateway(world);
    const other = `${one}/boot/routes.json`;
    if (how.own !== null) world.file(bootFile, how.own);
    if (how.other !== null) world.file(other, how.other);
    const container = {
      Name: 'db',
      State: { Running: true },
      NetworkSettings: { Ports: { '80/tcp': null }, Networks: { flatnet: { IPAddress: '10.87.1.2' } } },
    };
    if (how.podman)
      world.programs.set('podman', ({ argv: [, verb] }) => ({
        stdout: verb === 'ps' ? 'a'.repeat(64) : JSON.stringify([container]),
      }));
    return { fromTree: one, bootFile, api, argv, service: null, others: [other], podman: true };
  },
  after: (world, { bootFile }) => expect(world.text(bootFile)).toBe(how.left),
});
const empty = '[]\n';
const web = '[{"name":"web"}]\n';
const db = '[{"name":"db","address":"10.87.1.2:80"}]\n';

actionSpec(holdOld, { title: 'of a gateway that runs', ...holding(null) });

for (const profile of ['posix', 'windows'] as const)
  for (const [title, of] of [
    ['of a gateway that does not run', stopped],
    ['with the boot file of a kept build', holding('[{"name":"kept"}]\n')],
    ['with a boot file that says the same already', holding('[{"name":"web"}]\n')],
    ['of no gateway, with the routes of an earlier tree', alone({ own: empty, other: web, podman: true, left: web })],
    ['of no gateway, rebuilt from Podman', alone({ own: null, other: empty, podman: true, left: db })],
    ['of no gateway, with a boot file of its own', alone({ own: db, other: web, podman: true, left: `${db}\n` })],
    ['of no gateway, with routes nowhere', alone({ own: '[ ]\n', other: null, podman: false, left: '[ ]\n\n' })],
    [
      'of no gateway, with a boot file that a hand may mend',
      alone({ own: '[{', other: null, podman: false, left: '[{\n' }),
    ],
  ] as const)
    describe(`${holdOld.name}, ${title}, on ${profile}`, () => {
      // Killed twice: as above, and it takes its time.
      for (const check of actionChecks(holdOld, of, profile))
        if (!check.title.startsWith('killed while doing and again')) test(check.title, check.run);
    });

test.each([
  ['a gateway of another tree', false],
  ['workers that outlived their master', true],
])('routes are told by %s too', async (_, orphaned) => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { toy, one, two, bootFile, argv, run } = gateway(world);
  run();
  toy.routes.set(one, [{ name: 'web' }]);
  if (orphaned) world.end(toy.master(one)?.process.pid ?? 0);
  const { host } = lend('local', 60_000, 'run');
  const args = { fromTree: two, bootFile, api, argv, service: null, alsoFrom: [one] };
  await holdOld.do(args, { running: false, was: null }, host);
  expect(world.text(bootFile)).toBe(web);
});

test('what a gateway told is kept when it is gone by the time it is done again', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { one, bootFile, argv, run } = gateway(world);
  run();
  const { host } = lend('local', 60_000, 'run');
  const args = { fromTree: one, bootFile, api, argv, service: null };
  await holdOld.do(args, { running: true, was: null }, host);
  for (const { pid } of [...world.processes.values()]) world.end(pid);
  await holdOld.do(args, { running: true, was: null }, host);
  expect(world.text(bootFile)).toBe('[]\n');
});

test('a record of an earlier version, which names no other places, is done and undone as it was then', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { one, two, bootFile, argv } = gateway(world);
  world.file(`${one}/boot/routes.json`, web);
  world.file(bootFile, empty);
  let asked = 0;
  world.programs.set('podman', () => {
    asked += 1;
    return {};
  });
  const { host } = lend('local', 60_000, 'run');
  const record = { fromTree: one, bootFile: `${two}/boot/routes.json`, api, argv, service: null };
  const saved = { running: false, was: empty };
  await holdOld.do(record, saved, host);
  expect(JSON.parse(world.text(bootFile) ?? '')).toEqual([]);
  expect(await holdOld.check(record, saved, host)).toBe('done');
  await holdOld.undo?.(record, saved, host);
  expect(world.text(bootFile)).toBe(empty);
  expect(asked).toBe(0);
});

actionSpec(inOrder('the whole handover', [holdOld, swapPointer, secondMaster, askClose, quietOld]), {
  profiles: ['posix'],
  setUp(world) {
    const { home, one, two, pidFile, argv, bootFile, run } = gateway(world);
    run();
    const drains = [`${one}/drain`, `${two}/drain`];
    return [
      { fromTree: one, bootFile, api, argv, service: null },
      { live: home, to: two, aside: null },
      { fromTree: one, toTree: two, errorLogs: [], pidFile, api },
      { files: drains, fromTree: one, settle: 100 },
      { fromTree: one, toTree: two, api, reopen: [] },
    ];
  },
  after(world) {
    expect(titles(world, '/srv/flat net/gen/1')).toEqual(['master']);
    expect(titles(world, '/srv/flat net/gen/2')).toEqual(['master', 'worker', 'worker']);
  },
});

actionSpec(inOrder('stop, swap, start', [holdOld, stopGateway, swapPointer, startGateway]), {
  profiles: ['posix'],
  setUp(world) {
    const { home, one, two, pidFile, argv, bootFile, run } = gateway(world);
    run();
    return [
      { fromTree: one, bootFile, api, argv, service: null },
      { roots: [one], tree: one, argv, service: null, pidFile, drain: 300 },
      { live: home, to: two, aside: null },
      { tree: two, argv, service: null },
    ];
  },
  after(world) {
    expect(titles(world, '/srv/flat net/gen/1')).toEqual([]);
    expect(titles(world, '/srv/flat net/gen/2')).toEqual(['master', 'worker', 'worker']);
  },
});

test.each([quietOld, rehearseBuild, retireOld, secondMaster, startGateway, stopGateway])(
  '$name says that it needs posix, for it sends signals',
  (action) => {
    expect(action.posixOnly).toBe(true);
  },
);

test('a rehearsal that fails leaves nothing of itself, whoever goes back', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { two, run } = gateway(world);
  run();
  const { host } = lend('local', 60_000, 'run');
  const folder = '/srv/flat net/.rehearsal-1';
  const args = {
    ...{ tree: two, mainConfig: `${two}/conf/nginx.conf`, folder, version: '2.0', bootFile: `${two}/boot/routes.json` },
    ...{
      site: 'http://127.0.0.1:80',
      api: null,
      fromTree: '/srv/flat net/gen/1',
      steady: 0,
      moves: [],
      compared: false,
    },
  };
  await expect(rehearseBuild.do(args, null, host)).rejects.toMatchObject({ code: 'E_REHEARSAL_FAILED' });
  expect(await host.files.stat(folder)).toBeNull();
  expect(titles(world, two)).toEqual([]);
});
