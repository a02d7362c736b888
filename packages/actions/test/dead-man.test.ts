import { actionChecks, actionSpec, memoryHosts, memoryKeep, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { deadMan } from '../src/index.ts';
import { at } from './support/at.ts';

function argsOf(world: World) {
  world.folder(at(world, 'state'));
  const argv: [string, ...string[]] = ['node', 'cli.ts', 'deadman', '--state', at(world, 'state')];
  return {
    name: 'flatnet-maint-guard',
    argv,
    env: { FLATNET_MAINT_STATE: at(world, 'state') },
    marker: at(world, 'state', 'dead-man.json'),
  };
}

/** A host without a service manager; the watcher that is started there ends by itself when nobody wants it any more. */
function withoutManager(world: World) {
  Object.assign(world, { manager: 'none' });
  const args = argsOf(world);
  world.programs.set('setsid', ({ argv, env }) => {
    expect(argv[1]).toBe('--fork');
    const watcher = world.start({ exe: at(world, 'node'), argv: argv.slice(2), env });
    const watch = () => {
      if (world.text(args.marker) === null) world.end(watcher.pid);
      else world.clock.after(1, watch);
    };
    world.clock.after(1, watch);
    return {};
  });
  return args;
}

actionSpec(deadMan, {
  title: 'as a service',
  profiles: ['posix', 'windows'],
  setUp: argsOf,
  after(world, { name, argv }) {
    expect(world.services.get(name)).toMatchObject({ state: 'running', enabled: true, spec: { argv } });
  },
});

describe('without a service manager, on posix', () => {
  for (const { title, run } of actionChecks(deadMan, { profiles: ['posix'], setUp: withoutManager }, 'posix'))
    test(title, run);

  test('it is one process of its own, with the mark of no run', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const args = withoutManager(world);
    const { host, release } = lend('local', 60_000, 'run');
    const saved = await deadMan.capture(args, host, memoryKeep());
    await deadMan.do(args, saved, host);
    await deadMan.do(args, saved, host);
    await release();
    world.sweepMark('run');
    expect([...world.processes.values()].map(({ argv, env }) => ({ argv, env }))).toEqual([
      { argv: args.argv, env: args.env },
    ]);
  });

  test('a watcher that still runs from before is not started a second time', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const args = withoutManager(world);
    world.start({ exe: at(world, 'node'), argv: args.argv });
    const { host } = lend('local', 60_000, 'run');
    await deadMan.do(args, { manager: 'none' }, host);
    expect(world.processes.size).toBe(1);
    expect(await deadMan.check(args, { manager: 'none' }, host)).toBe('done');
  });

  test('a marker without a watcher is armed only by half', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix', manager: 'none' });
    const args = argsOf(world);
    world.file(args.marker, '{}');
    const { host } = lend('local', 60_000, 'run');
    expect(await deadMan.check(args, { manager: 'none' }, host)).toBe('partly');
  });
});

test('a Windows that tells of no service manager is refused before anything is changed', async () => {
  const { world, lend } = memoryHosts({ profile: 'windows', manager: 'none' });
  const { host } = lend('local', 60_000, 'run');
  await expect(deadMan.capture(argsOf(world), host, memoryKeep())).rejects.toMatchObject({
    code: 'E_SERVICE_MANAGER_ABSENT',
  });
});

test('a watcher that still runs when its service was removed is left to end by itself', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const args = argsOf(world);
  const { host } = lend('local', 60_000, 'run');
  world.service(args.name, { state: 'running', process: { exe: at(world, 'node') } });
  await deadMan.undo?.(args, { manager: 'systemd' }, host);
  const [watcher] = world.processes.values();
  expect(await deadMan.check(args, { manager: 'systemd' }, host)).toBe('partly');
  world.end(watcher?.pid ?? 0);
  expect(await deadMan.check(args, { manager: 'systemd' }, host)).toBe('undone');
});
