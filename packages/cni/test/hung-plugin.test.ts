import { memoryHosts, type ProcessSpec, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { freePodman } from '../src/hung-plugin.ts';

const plugin = '/opt/cni/bin/flatnet';

function running(world: World, spec: ProcessSpec): number {
  const { pid } = world.start(spec);
  const env = Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}\0`);
  world.file(`/proc/${pid}/environ`, env.join(''));
  return pid;
}
const call = (command: string, exe = plugin): ProcessSpec => ({
  exe,
  env: { CNI_COMMAND: command, CNI_CONTAINERID: 'c0ffee', CNI_PATH: '/opt/cni/bin:/usr/lib/cni' },
});

test('a call of anybody’s in which the plugin hangs is ended with what it started, and no other program is', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const podman = running(world, { exe: '/usr/bin/podman' });
  const hung = running(world, { ...call('ADD'), parent: podman });
  const below = running(world, { ...call('ADD', '/usr/lib/cni/host-local'), parent: hung });
  // A script that became another program at its end.
  const script = running(world, { ...call('DEL', '/usr/bin/sleep'), parent: podman });
  const asked = running(world, {
    exe: '/usr/bin/sleep',
    env: { CNI_COMMAND: 'VERSION', CNI_PATH: 'dummy' },
    parent: podman,
  });
  const others = running(world, { ...call('ADD', '/usr/lib/cni/dhcp'), parent: podman });
  const elsewhere = running(world, { exe: '/usr/bin/sleep', env: { CNI_COMMAND: 'ADD', CNI_PATH: '/srv/cni' } });
  const { host } = lend('local', 60_000, 'run');
  const ended = await freePodman(host, plugin, 10_000);
  expect(ended.map(({ pid }) => pid)).toEqual([hung, script, asked]);
  const left = (await host.processes.list()).map(({ pid }) => pid);
  expect(left).toEqual([podman, others, elsewhere]);
  expect(left).not.toContain(below);
});

test('a call that comes to its end by itself is let be, and nobody waits where there is none', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { host } = lend('local', 60_000, 'run');
  const quick = running(world, call('ADD'));
  const sleep = world.clock.sleep.bind(world.clock);
  let ticks = 0;
  world.clock.sleep = async (time) => {
    await sleep(time);
    ticks += 1;
    if (ticks === 4) world.end(quick);
  };
  expect(await freePodman(host, plugin, 10_000)).toEqual([]);
  expect(ticks).toBe(4);
  expect(await freePodman(host, plugin, 10_000)).toEqual([]);
  expect(ticks).toBe(4);
});
