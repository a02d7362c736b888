import { readdirSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import {
  badConflist,
  badPlugin,
  type CniRelease,
  goodConflist,
  type ListFault,
  listFaults,
  type Machine,
  type PluginFault,
  type PracticeCni,
  pluginFaults,
  podmanWords,
  practiceCni,
  soundConflist,
  soundPlugin,
  takeRightAway,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

interface Behaviour {
  /** Of `podman run`; -1 = it came to no end within the limit. */
  readonly code: number;
  /** Addresses that stay taken though no container has them. */
  readonly leaked?: number;
}

const plugins: Record<Exclude<PluginFault, 'slow'>, Behaviour> = {
  truncated: { code: 125 },
  empty: { code: 125 },
  'bad-interpreter': { code: 125 },
  'interpreter-not-executable': { code: 125 },
  hangs: { code: -1 },
  'add-fails': { code: 126 },
  'add-crashes': { code: 126 },
  'add-refuses': { code: 126 },
  'add-wires-nothing': { code: 126 },
  'wrong-bridge': { code: 1 },
  'del-fails': { code: 0, leaked: 1 },
  'del-leaks': { code: 0, leaked: 1 },
  'add-hangs': { code: -1 },
  'del-hangs': { code: -1, leaked: 1 },
};
const lists: Record<ListFault, Behaviour> = {
  'not-json': { code: 125 },
  'names-another-plugin': { code: 0 },
  'another-network': { code: 125 },
  'unknown-second-plugin': { code: 125 },
  'invalid-subnet': { code: 126 },
  'unknown-cni-version': { code: 125 },
};

machineTest(
  'each bad build of the plugin and each bad list does to real Podman what its name says',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const cni = await practiceCni(machine, { containers: [] });
    expect(await behaviour(machine, cni, goodConflist('0.3.0'), 20_000)).toMatchObject({ code: 0, leaked: 0 });
    for (const fault of [...pluginFaults, ...listFaults]) {
      if (fault === 'slow') continue; // below: a container needs four of its calls
      const expected = { leaked: 0, ...{ ...plugins, ...lists }[fault] };
      const build = fault in lists ? badConflist(fault as ListFault) : badPlugin(machine, fault as PluginFault);
      const { said, ...seen } = await behaviour(machine, cni, build, expected.code === -1 ? 1_500 : 20_000);
      expect(seen, `${fault}: ${said}`).toEqual(expected);
      expect(said).toContain(podmanWords[fault] ?? '');
    }
  },
  60_000,
  { sideBySide: true },
);

machineTest(
  'the slow build answers well, and late in each of its calls',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const cni = await practiceCni(machine, { containers: [] });
    cni.lay(badPlugin(machine, 'slow'));
    const began = performance.now();
    const answer = await machine.exec([cni.plugin], { env: { CNI_COMMAND: 'VERSION' } });
    expect(JSON.parse(answer.stdout).supportedVersions).toContain('0.4.0');
    expect(performance.now() - began).toBeGreaterThan(3_000);
  },
  60_000,
  { sideBySide: true },
);

machineTest(
  'a right that is taken away is missed by the next container, and by no build before it',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const cni = await practiceCni(machine, { containers: [] });
    const thief = await takeRightAway(machine, cni.plugin, soundPlugin('0.2.0'));
    expect((await trial(cni)).code).toBe(0);
    cni.lay(soundPlugin('0.2.0'));
    await expect.poll(async () => (await trial(cni)).stderr).toContain(podmanWords['interpreter-not-executable'] ?? '');
    expect(await thief.end()).toBe(true);
  },
  60_000,
  { sideBySide: true },
);

const trial = (cni: PracticeCni) =>
  cni.podman('run', '--rm', '--network', cni.network, cni.image, 'ping', '-c', '1', '-W', '1', cni.gateway);

/** What a container meets with that build. */
async function behaviour(machine: Machine, cni: PracticeCni, build: CniRelease, limit: number) {
  cni.lay({ ...build, conflist: build.conflist ?? soundConflist() });
  const argv = ['podman', 'run', '--rm', '--network', cni.network, cni.image];
  const got = await machine.exec([...argv, 'ping', '-c', '1', '-W', '1', cni.gateway], { limit });
  await endAll(machine);
  const leaked = addresses(machine);
  for (const name of leaked) rmSync(machine.path(`${ipam}/${name}`));
  // Podman's log has quotes within quotes.
  return { code: got.code, leaked: leaked.length, said: (got.stdout + got.stderr).replaceAll('\\"', '"') };
}

const ipam = '/var/lib/cni/networks/flatnet';
const addresses = (machine: Machine): string[] => readdirSync(machine.path(ipam)).filter((name) => /^\d/.test(name));

/** Plugins that hang, and the Podman that waits for them. */
async function endAll(machine: Machine): Promise<void> {
  const script =
    'for p in /proc/[0-9]*; do case $(tr "\\0" " " < $p/cmdline) in "sleep infinity "|*podman*) kill -9 $(basename $p);; esac; done; true';
  await machine.exec(['bash', '-c', script]);
}
