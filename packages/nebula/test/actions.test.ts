import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { startNebula } from '../src/actions/start-nebula.ts';
import { stopNebula } from '../src/actions/stop-nebula.ts';
import { type RunsSteadilyArgs, runsSteadily } from '../src/inquiries/runs-steadily.ts';
import { nebula } from '../src/nebula.ts';
import { factsWith } from './support/facts.ts';
import { program, runs, ToyNebula } from './support/toy-nebula.ts';

const sound = 'nebula 1.6.1';
const argsIn = (world: World, text = sound) => ({
  service: 'nebula',
  program: world.profile === 'windows' ? program.replaceAll('/', '\\').replace(/^/, 'C:') : program,
  log: null,
  sha256: sha256(text),
});
/** A verb returns before the service is up or down, and another one is refused until then on Windows. */
const slow = { startsWithin: 400, stopsWithin: 700 };

const other = 'nebula-of-another-network';
/** The same program for another network, which is nobody's to end. */
const besides = (world: World) => world.service(other, { state: 'running', process: { exe: program } });
const pidOf = (world: World, name: string) => world.services.get(name)?.pid ?? null;

actionSpec(stopNebula, {
  title: 'beside another network of the same program',
  profiles: ['posix', 'windows'],
  pairs: 150,
  setUp(world) {
    new ToyNebula(world, slow);
    besides(world);
    return argsIn(world);
  },
  after(world) {
    expect(runs(world)).toBeNull();
    expect([...world.processes.keys()]).toEqual([pidOf(world, other)]);
  },
});

actionSpec(startNebula, {
  title: 'beside another network of the same program',
  profiles: ['posix', 'windows'],
  pairs: 150,
  setUp(world) {
    new ToyNebula(world, { ...slow, state: 'stopped' });
    besides(world);
    return argsIn(world);
  },
  after(world) {
    expect(runs(world)).toBe(sound);
    // The first process of this world is that of the other network.
    expect(pidOf(world, other)).toBe(Math.min(...world.processes.keys()));
  },
});

function begun(how: ConstructorParameters<typeof ToyNebula>[1] = {}) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const toy = new ToyNebula(world, how);
  const put = (text: string) => world.file(program, text, 0o755);
  return { toy, world, put, host: lend('local', 120_000, 'run').host };
}
const keep = { bytes: () => Promise.reject(), read: () => Promise.reject() };

describe('a start is none', () => {
  test.each([
    ['of a program that is no program, though the order ends well', 'rubbish', 'no good'],
    ['of a program that is seen for a moment only', 'nebula 1.9.3 dies 20', 'is active'],
  ])('%s, and its last words are told', async (_, text, says) => {
    const { world, put, host } = begun({ state: 'stopped' });
    put(text);
    const args = argsIn(world, text);
    await expect(startNebula.do(args, null, host)).rejects.toMatchObject({
      ...{ code: 'E_NEBULA_START', next: 'systemctl status nebula' },
      message: expect.stringMatching(`ended right after; its log: .*${says}`),
    });
    expect(await startNebula.check(args, null, host)).toBe('undone');
  });

  test('of a service that never gets a process, within ten seconds', async () => {
    const { world, host } = begun({ state: 'stopped', startsWithin: 60_000 });
    const began = world.clock.now();
    await expect(startNebula.do(argsIn(world), null, host)).rejects.toMatchObject({ code: 'E_NEBULA_START' });
    expect(world.clock.now() - began).toBeLessThan(10_000);
  });

  test('where the service runs another program than was put in place', async () => {
    const { world, host } = begun({ state: 'stopped' });
    const failure = startNebula.do(argsIn(world, 'nebula 1.9.3'), null, host);
    await expect(failure).rejects.toMatchObject({ message: expect.stringContaining(sha256(sound)) });
  });
});

describe('what ends a while after its start', () => {
  const started = async (dies: number, restarts: number | null) => {
    const text = `nebula 1.9.3 dies ${dies}`;
    const all = begun({ state: 'stopped' });
    all.toy.restarts = restarts;
    all.put(text);
    const args = argsIn(all.world, text);
    await startNebula.do(args, null, all.host);
    const [gate] = nebula.way(factsWith(), nebula.live(factsWith())).cutover.slice(-1);
    const watch = gate?.kind === 'gate' ? (gate.ask.args as unknown as RunsSteadilyArgs) : expect.fail('no gate');
    return { ...all, args, holds: () => runsSteadily.ask(watch, all.host) };
  };

  test('is seen by the gate that follows, and not taken for started any more', async () => {
    const { holds, args, host } = await started(1_000, null);
    expect(await holds()).toMatchObject({ ok: false });
    expect(await startNebula.check(args, null, host)).toBe('undone');
  });

  test('is seen however often its manager starts it again, and is not started any more once undone', async () => {
    const { toy, world, holds, args, host } = await started(300, 200);
    for (let n = 0; n < 4; n += 1) expect(await holds()).toMatchObject({ ok: false });
    expect(toy.unit.state).not.toBe('stopped');
    await startNebula.undo?.(args, null, host);
    await host.sleep(10_000);
    const now = [toy.unit.state, runs(world), await startNebula.check(args, null, host)];
    expect(now).toEqual(['stopped', null, 'undone']);
  });
});

test('what runs the former program is ended and started anew, also where its file was replaced meanwhile', async () => {
  const { world, put, host } = begun();
  const before = pidOf(world, 'nebula');
  put('nebula 1.9.3');
  const args = argsIn(world, 'nebula 1.9.3');
  expect(await startNebula.check(args, null, host)).toBe('partly');
  await startNebula.do(args, null, host);
  expect(runs(world)).toBe('nebula 1.9.3');
  expect(pidOf(world, 'nebula')).not.toBe(before);
});

test('a service that its manager has given up is started', async () => {
  const { world, host } = begun({ state: 'failed' });
  const args = argsIn(world);
  expect(await startNebula.check(args, null, host)).toBe('undone');
  await startNebula.do(args, null, host);
  expect(await startNebula.check(args, null, host)).toBe('done');
});

describe('a stop', () => {
  test('of what its manager starts again and again ends that, too', async () => {
    const text = 'nebula 1.6.1 dies 300';
    const { toy, world, put, host } = begun({ state: 'stopped' });
    toy.restarts = 2_000;
    put(text);
    world.startService('nebula');
    await host.sleep(1_000);
    expect(toy.unit.state).toBe('starting');
    const args = argsIn(world, text);
    await stopNebula.do(args, await stopNebula.capture(args, host, keep), host);
    await host.sleep(10_000);
    expect([toy.unit.state, runs(world)]).toEqual(['stopped', null]);
  });

  test('is none while the service does not end, and says which process is left', async () => {
    const { world, host } = begun({ stopsWithin: 60_000 });
    const failure = stopNebula.do(argsIn(world), { running: true }, host);
    await expect(failure).rejects.toMatchObject({
      ...{ code: 'E_NEBULA_STAYS', exit: 5 },
      message: expect.stringContaining(String(pidOf(world, 'nebula'))),
    });
    expect(await stopNebula.check(argsIn(world), { running: true }, host)).toBe('partly');
  });

  test('is none while a process of the service still has the program open', async () => {
    const { world, host } = begun();
    const left = world.start({ exe: program, service: 'nebula' });
    const failure = stopNebula.do(argsIn(world), { running: true }, host);
    await expect(failure).rejects.toMatchObject({ message: expect.stringContaining(`${left.pid} is still there`) });
  });

  test('of what did not run is done at once, and undone without a start', async () => {
    const { toy, world, host } = begun({ state: 'failed' });
    const args = argsIn(world);
    const saved = await stopNebula.capture(args, host, keep);
    expect(saved).toEqual({ running: false });
    expect(await stopNebula.check(args, saved, host)).toBe('either');
    await stopNebula.do(args, saved, host);
    await stopNebula.undo?.(args, saved, host);
    expect([toy.unit.state, runs(world)]).toEqual(['failed', null]);
  });

  test('that is forward only starts nothing on any way back', async () => {
    const { world, host } = begun();
    const args = { ...argsIn(world), sha256: null };
    await stopNebula.do(args, { running: true }, host);
    await stopNebula.undo?.(args, { running: true }, host);
    expect(runs(world)).toBeNull();
  });
});
