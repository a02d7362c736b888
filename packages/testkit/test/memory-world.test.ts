import { expect, test } from 'vitest';
import { fakeClock, Killed, memoryHosts, type World } from '../src/index.ts';

const lend = (options = {}) => {
  const hosts = memoryHosts({ profile: 'posix', ...options });
  return { hosts, world: hosts.world, host: hosts.lend('local', 60_000, 'run').host };
};
const killAt = (world: World, n: number, when: 'before' | 'after') => {
  world.onCall = (call, _, __, at) => {
    if (call === n && at === when) throw new Killed();
  };
};

test.for([
  ['before', null],
  ['after', 'x'],
] as const)('killed %s a call, the deed is undone or done, and nothing of that life goes on', async ([when, left]) => {
  const { hosts, world, host } = lend();
  killAt(world, 2, when);
  await host.files.stat('/a');
  await expect(host.files.write('/a', 'x')).rejects.toMatchObject({ killed: true });
  await expect(host.files.write('/b', 'x')).rejects.toBeInstanceOf(Killed);
  await expect(hosts.lend('local', 1000, 'run').host.sleep(1)).rejects.toBeInstanceOf(Killed);
  world.reborn();
  await expect(host.files.stat('/a')).rejects.toBeInstanceOf(Killed);
  const { files } = hosts.lend('local', 1000, 'run').host;
  expect(await files.list('/')).toEqual(left === null ? [] : ['a']);
});

test('a killed life that slept does not wake', async () => {
  const { world, host } = lend();
  const sleeping = host.sleep(1000);
  await Promise.resolve();
  killAt(world, 2, 'before');
  await expect(host.files.stat('/a')).rejects.toBeInstanceOf(Killed);
  world.reborn();
  await expect(sleeping).rejects.toBeInstanceOf(Killed);
});

test('a removal that is killed in the middle leaves half of the tree', async () => {
  const { hosts, world, host } = lend();
  for (const name of ['a', 'b', 'c', 'd']) world.file(`/tree/${name}`, name);
  killAt(world, 2, 'before');
  await expect(host.files.remove('/tree')).rejects.toBeInstanceOf(Killed);
  world.reborn();
  expect(await hosts.view('local', 1000).files.list('/tree')).toEqual(['c', 'd']);
});

test('a call that is told to fail changes nothing, and a small disk fills up', async () => {
  const { world, host } = lend({ free: 10 });
  world.faults.set(1, 'EIO');
  await expect(host.files.write('/a', 'x')).rejects.toMatchObject({ code: 'E_FILE_IO' });
  await host.files.write('/a', '12345678');
  await expect(host.files.write('/b', '123')).rejects.toMatchObject({ code: 'E_FILE_SPACE' });
  await host.files.remove('/a');
  await host.files.write('/b', '123');
  expect(await host.files.free('/')).toBe(7);
});

test('a takeover ends what carries the mark, and giving back what the lend started; daemons stay', async () => {
  const { hosts, world } = lend();
  world.programs.set('start', ({ env, argv, world }) => {
    world.start({ exe: `/bin/${argv[1]}`, env });
    return {};
  });
  const one = hosts.lend('local', 60_000, 'run-1');
  await one.host.run(['start', 'child']);
  await one.host.run(['start', 'daemon'], { leaves: 'daemon' });
  await hosts.lend('local', 60_000, 'run-1').host.run(['start', 'other']);
  const running = () => [...world.processes.values()].map(({ exe }) => exe);
  await one.release();
  expect(running()).toEqual(['/bin/daemon', '/bin/other']);
  world.sweepMark('run-1');
  expect(running()).toEqual(['/bin/daemon']);
});

test('a restart gives another boot, no old process, and the services that are enabled', async () => {
  const { hosts, world, host } = lend();
  const boot = await host.processes.bootId();
  const { pid } = world.start({ exe: '/bin/x' });
  await host.services.install({
    name: 'guard',
    description: '',
    argv: ['/bin/guard'],
    env: {},
  });
  world.reboot();
  const view = hosts.view('local', 1000);
  expect(await view.processes.bootId()).not.toBe(boot);
  expect(await view.processes.get(pid)).toBeNull();
  expect(await view.services.status('guard')).toMatchObject({ state: 'running', enabled: true });
});

test('the same calls give the same numbers, and a day of waiting takes no time', async () => {
  const life = async () => {
    const { world, host } = lend();
    world.start({ exe: '/bin/x' });
    await Promise.all([host.sleep(300), host.sleep(100), host.files.write('/a', 'x')]);
    return [world.clock.now(), world.calls, await host.files.stat('/a'), await host.processes.list()];
  };
  expect(await life()).toEqual(await life());
  const began = performance.now();
  await memoryHosts({ profile: 'posix' }).view('local', 90_000_000).sleep(86_400_000);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('sleepers of a fake clock wake in the order of their time', async () => {
  const clock = fakeClock('2026-05-01T00:00:00.000Z');
  const woken: string[] = [];
  const sleeper = async (name: string, ...times: number[]) => {
    for (const time of times) {
      await clock.sleep(time);
      woken.push(`${name} ${clock.now()}`);
    }
  };
  clock.after(25, () => woken.push('deed'));
  await Promise.all([sleeper('a', 10, 30), sleeper('b', 20, 10)]);
  expect(woken).toEqual(['a 10', 'b 20', 'deed', 'b 30', 'a 40']);
  expect(clock.wall().toISOString()).toBe('2026-05-01T00:00:00.040Z');
});
