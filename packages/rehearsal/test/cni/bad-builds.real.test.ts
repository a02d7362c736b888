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
  practiceCni,
  soundConflist,
  soundPlugin,
  takeRightAway,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

interface Behaviour {
  /** Of `podman run`; -1 = it came to no end within the limit. */
  readonly code: number;
  /** In what Podman or the ping in the container says. */
  readonly said: string;
  /** Addresses that stay taken though no container has them. */
  readonly leaked?: number;
}

const validating = 'Error validating CNI config file /etc/cni/net.d/10-flatnet.conflist: [cni plugin flatnet failed: ';
const adding = 'plugin type="flatnet" failed (add): cni plugin flatnet failed: ';
const replies = '1 received, 0% packet loss';
/** What `podman run` says of each, in the words of Podman 4.3.1. */
const plugins: Record<Exclude<PluginFault, 'slow'>, Behaviour> = {
  truncated: { code: 125, said: `${validating}signal: segmentation fault]` },
  empty: { code: 125, said: `${validating}fork/exec /opt/cni/bin/flatnet: exec format error]` },
  'bad-interpreter': { code: 125, said: `${validating}fork/exec /opt/cni/bin/flatnet: no such file or directory]` },
  'interpreter-not-executable': {
    code: 125,
    said: `${validating}fork/exec /opt/cni/bin/flatnet: permission denied]`,
  },
  hangs: { code: -1, said: '' },
  'add-fails': { code: 126, said: `${adding}exit status 1` },
  'add-crashes': { code: 126, said: `${adding}signal: segmentation fault` },
  'add-refuses': { code: 126, said: `${adding}invalid network config: bad subnet` },
  'add-wires-nothing': { code: 126, said: 'Error: invalid MAC address' },
  'wrong-bridge': { code: 1, said: '0 received, 100% packet loss' },
  'del-fails': { code: 0, said: replies, leaked: 1 },
  'del-leaks': { code: 0, said: replies, leaked: 1 },
  'add-hangs': { code: -1, said: '' },
  'del-hangs': { code: -1, said: replies, leaked: 1 },
};
const loading = 'CNI config file /etc/cni/net.d/10-flatnet.conflist: ';
const lists: Record<ListFault, Behaviour> = {
  'not-json': { code: 125, said: `Error loading ${loading}error parsing configuration list: unexpected end of JSON` },
  // It works, with another program than the one that was to be live.
  'names-another-plugin': { code: 0, said: replies },
  'another-network': { code: 125, said: 'unable to find network with name or ID flatnet: network not found' },
  'unknown-second-plugin': {
    code: 125,
    said: `Error validating ${loading}[failed to find plugin \\"nosuch\\" in path [/opt/cni/bin /usr/lib/cni]]`,
  },
  'invalid-subnet': { code: 126, said: `${adding}invalid CIDR address: 10.87.1.0/240` },
  'unknown-cni-version': {
    code: 125,
    said: `Error validating ${loading}[plugin flatnet does not support config version \\"9.9.9\\"]`,
  },
};

machineTest('each bad build of the plugin and each bad list does to real Podman what its name says', async (up) => {
  const machine = await up.machine({ podman: true });
  const cni = await practiceCni(machine, { containers: [] });
  const good: Behaviour = { code: 0, said: replies };
  expect(await behaviour(machine, cni, goodConflist('0.3.0'), good)).toEqual(good);
  for (const fault of pluginFaults) {
    if (fault === 'slow') continue; // below: a container needs four of its calls
    const seen = await behaviour(machine, cni, badPlugin(machine, fault), plugins[fault]);
    expect(seen, fault).toEqual(plugins[fault]);
  }
  for (const fault of listFaults)
    expect(await behaviour(machine, cni, badConflist(fault), lists[fault]), fault).toEqual(lists[fault]);
});

machineTest('the slow build answers well, and late in each of its calls', async (up) => {
  const machine = await up.machine({ podman: true });
  const cni = await practiceCni(machine, { containers: [] });
  cni.lay(badPlugin(machine, 'slow'));
  const began = performance.now();
  const answer = await machine.exec([cni.plugin], { env: { CNI_COMMAND: 'VERSION' } });
  expect(JSON.parse(answer.stdout).supportedVersions).toContain('0.4.0');
  expect(performance.now() - began).toBeGreaterThan(3_000);
});

machineTest('a right that is taken away is missed by the next container, and by no build before it', async (up) => {
  const machine = await up.machine({ podman: true });
  const cni = await practiceCni(machine, { containers: [] });
  const thief = await takeRightAway(machine, cni.plugin, soundPlugin('0.2.0'));
  expect((await trial(cni)).code).toBe(0);
  cni.lay(soundPlugin('0.2.0'));
  await expect
    .poll(async () => (await trial(cni)).stderr)
    .toContain(`${validating}fork/exec /opt/cni/bin/flatnet: permission denied]`);
  expect(await thief.end()).toBe(true);
});

const trial = (cni: PracticeCni) =>
  cni.podman('run', '--rm', '--network', cni.network, cni.image, 'ping', '-c', '1', '-W', '1', cni.gateway);

/** What a container meets with that build, in the form of what is expected of it. */
async function behaviour(
  machine: Machine,
  cni: PracticeCni,
  build: CniRelease,
  expected: Behaviour,
): Promise<Behaviour> {
  cni.lay({ ...build, conflist: build.conflist ?? soundConflist() });
  const argv = ['podman', 'run', '--rm', '--network', cni.network, cni.image];
  const limit = expected.code === -1 ? 1_500 : 30_000;
  const got = await machine.exec([...argv, 'ping', '-c', '1', '-W', '1', cni.gateway], { limit });
  await endAll(machine);
  const leaked = addresses(machine);
  for (const name of leaked) rmSync(machine.path(`${ipam}/${name}`));
  const all = got.stdout + got.stderr;
  return {
    code: got.code,
    said: all.includes(expected.said) ? expected.said : all,
    ...(leaked.length > 0 ? { leaked: leaked.length } : {}),
  };
}

const ipam = '/var/lib/cni/networks/flatnet';
const addresses = (machine: Machine): string[] => readdirSync(machine.path(ipam)).filter((name) => /^\d/.test(name));

/** Plugins that hang, and the Podman that waits for them. */
async function endAll(machine: Machine): Promise<void> {
  const script =
    'for p in /proc/[0-9]*; do case $(tr "\\0" " " < $p/cmdline) in "sleep infinity "|*podman*) kill -9 $(basename $p);; esac; done; true';
  await machine.exec(['bash', '-c', script]);
}
