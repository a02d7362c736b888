import { type Found, MaintError } from '@flatnet-maint/core';
import { type MemoryHosts, memoryHosts } from '@flatnet-maint/testkit';
import type { CniSite } from '../../src/facts.ts';
import { find } from '../../src/find/find.ts';

export const folder = '/opt/cni/bin';
export const plugin = `${folder}/flatnet`;
export const conflist = '/etc/cni/net.d/10-flatnet.conflist';
export const store = '/var/lib/containers/storage';

export const listOf = (how: { name?: string; type?: string; cniVersion?: string; more?: object } = {}): string => {
  const { name = 'flatnet', type = 'flatnet', cniVersion = '1.0.0', more = {} } = how;
  const ipam = { type: 'host-local', ranges: [[{ subnet: '10.87.1.0/24', gateway: '10.87.1.1' }]] };
  return JSON.stringify({ cniVersion, name, plugins: [{ type, bridge: 'flatnet-br0', ipam, ...more }] });
};

const versions = ['0.4.0', '1.0.0'];

/** A host in memory with plugins on it; each does what its bytes say: `sound …`, `crashes`, `hangs`, `mute`. */
export function knownHost() {
  const hosts: MemoryHosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  const asked: string[] = [];
  world.programs.set('podman', ({ argv }) => {
    asked.push(argv.join(' '));
    const isInfo = argv[1] === 'info';
    return { stdout: isInfo ? '4.3.1 cni\n' : argv[1] === '--version' ? 'podman version 4.3.1\n' : '' };
  });
  const program = (path: string, bytes: string, mode = 0o755) => {
    world.file(path, bytes, mode);
    world.programs.set(path, async ({ argv, env, spends }) => {
      asked.push(`${argv.join(' ')} ${env.CNI_COMMAND}`);
      const state = world.text(argv[0]) ?? '';
      if (state.startsWith('hangs')) await spends(60_000);
      if (state.startsWith('crashes')) return { code: null, signal: 'SIGSEGV' };
      if (state.startsWith('mute')) return {};
      return { stdout: JSON.stringify({ cniVersion: '1.0.0', supportedVersions: versions }) };
    });
  };
  const list = (path = conflist, text = listOf()) => world.file(path, text);
  /** A container that was given an address; `runs`: with the process that keeps it. */
  const container = (name: string, how: { address: string; network?: string; runs?: boolean; uid?: number }) => {
    const { address, network = 'flatnet', runs = true, uid = 0 } = how;
    const id = Buffer.from(name.padEnd(32, '.')).toString('hex');
    world.file(`/var/lib/cni/results/${network}-${id}-eth0`, '{}');
    world.file(`/var/lib/cni/networks/${network}/${address}`, `${id}\r\neth0`);
    if (runs) world.start({ exe: '/usr/bin/conmon', argv: ['/usr/bin/conmon', '-c', id, '-n', name], uid });
    return id;
  };
  /** Nobody without rights may look at these. */
  const closed = (...paths: readonly string[]) => {
    world.onCall = (_, name, [path], when) => {
      if (when === 'before' && name.startsWith('files.') && typeof path === 'string')
        if (paths.some((one) => path === one || path.startsWith(`${one}/`)))
          throw new MaintError('E_FILE_REFUSED', `Could not look at ${path}.`, 'Run it as root.');
    };
  };
  const found = (how: { use?: readonly string[]; site?: CniSite | null } = {}): Promise<Found> =>
    find(hosts.view('local', 600_000), { use: how.use ?? [], site: how.site ?? null });
  return { hosts, world, program, list, container, closed, found, asked };
}

export const site = (more: Partial<CniSite> = {}): CniSite => ({
  plugin,
  conflist,
  generations: '/opt/cni/generations/cni',
  trial: { image: 'localhost/app:1', command: null, port: 8080 },
  ipam: null,
  registry: null,
  mentions: [],
  soak: 0,
  verify: [],
  releases: [],
  ...more,
});

export const ids = (list: readonly { readonly id: string }[] | undefined): string[] => (list ?? []).map(({ id }) => id);
