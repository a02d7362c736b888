import { type Found, MaintError } from '@flatnet-maint/core';
import { type MemoryHosts, memoryHosts } from '@flatnet-maint/testkit';
import type { NebulaSite } from '../../src/facts.ts';
import { find } from '../../src/find/find.ts';

export const home = '/opt/flatnet/nebula';
export const program = `${home}/nebula`;
export const config = '/etc/flatnet/nebula/config.yaml';
export const pki = '/etc/flatnet/nebula';
export const backup = '/opt/flatnet/backups/nebula-20261102';

const day = 86_400_000;

export const configOf = (
  how: { lighthouse?: boolean; hosts?: readonly string[]; key?: string; more?: string } = {},
) => {
  const { lighthouse = false, hosts = ['10.100.0.1'], key = `${pki}/host1.key`, more = '' } = how;
  return [
    `pki: {ca: ${pki}/ca.crt, cert: ${pki}/host1.crt, key: ${JSON.stringify(key)}}`,
    `lighthouse: {am_lighthouse: ${lighthouse}, hosts: ${JSON.stringify(lighthouse ? [] : hosts)}}`,
    'tun: {dev: flat0}',
    more,
  ].join('\n');
};

/** What lies in a certificate here: its name, whether it is of an authority, and how many days it lasts. */
export const certificate = (name: string, days: number): string => `${name} ${days}`;

export const key = (form: string): string =>
  `-----BEGIN NEBULA ${form} PRIVATE KEY-----\nc2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\n-----END NEBULA ${form} PRIVATE KEY-----\n`;

/**
 * A host in memory with Nebula on it; each program does what its bytes say: `1.6.1` is a sound one of that version, `1.6.1
 * refuses` takes no configuration, `dies` says nothing, `hangs` never ends. A configuration with the word `newer` is taken by
 * 1.9.3 alone.
 */
export function knownHost() {
  const hosts: MemoryHosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  const asked: string[] = [];
  const binary = (path: string, bytes: string, mode = 0o755) => {
    world.file(path, bytes, mode);
    world.programs.set(path, async ({ argv, spends }) => {
      asked.push(argv.join(' '));
      const [version = '', how = ''] = (world.text(argv[0]) ?? '').split(' ');
      if (version === 'hangs') await spends(60_000);
      if (version === 'dies') return { code: null, signal: 'SIGSEGV' };
      if (argv[1] === '-version') return { stdout: `Version: ${version}\n` };
      if (argv[1] === 'print') return printed(argv.at(-1) ?? '');
      const passed = argv.at(-1) ?? '';
      const text = world.text(passed) ?? world.text(`${passed}/config.yaml`) ?? '';
      if (how === 'refuses' || text === '' || (text.includes('newer') && version !== '1.9.3'))
        return { code: 1, stderr: 'level=error msg="Failed to load config"\n' };
      return {};
    });
  };
  const printed = (path: string) => {
    const [name = '', days = ''] = (world.text(path) ?? '').split(' ');
    if (days === '') return { code: 1, stderr: 'input did not contain a valid PEM\n' };
    const isCa = name === 'Flatnet';
    const notAfter = new Date(Date.now() + Number(days) * day).toISOString();
    const details = { name, isCa, ips: isCa ? [] : ['10.100.1.1/16'], notAfter, issuer: isCa ? '' : 'fp-Flatnet' };
    return { stdout: `${JSON.stringify({ details, fingerprint: `fp-${name}` })}\n` };
  };
  /** Both programs, the configuration and its PKI; nothing starts them yet. */
  const installed = (how: { version?: string; config?: string } = {}) => {
    binary(program, how.version ?? '1.6.1');
    binary(`${home}/nebula-cert`, how.version ?? '1.6.1');
    world.file(config, how.config ?? configOf());
    world.file(`${pki}/ca.crt`, certificate('Flatnet', 300));
    world.file(`${pki}/host1.crt`, certificate('host1', 200));
    world.file(`${pki}/host1.key`, key('X25519'), 0o600);
  };
  const unit = (start = `${program} -config ${config}`, name = 'nebula.service', more = '') =>
    world.file(`/etc/systemd/system/${name}`, `[Service]\nExecStart=${start}\n${more}`);
  const runs = (how: { service?: string | null; exe?: string; passed?: string } = {}) => {
    const { service = 'nebula', exe = program, passed = config } = how;
    return world.start({ exe, argv: [exe, '-config', passed], ...(service === null ? {} : { service }) });
  };
  /** As the manual's commands leave it: all of both folders in one. */
  const flat = (version: string, how: { text?: string; keyMode?: number } = {}) => {
    binary(`${backup}/nebula`, version);
    binary(`${backup}/nebula-cert`, version);
    world.file(`${backup}/config.yaml`, how.text ?? configOf());
    world.file(`${backup}/host1.key`, key('X25519'), how.keyMode ?? 0o600);
  };
  /** Nobody without rights may look at these. */
  const closed = (...paths: readonly string[]) => {
    world.onCall = (_, name, [path], when) => {
      if (when === 'before' && name.startsWith('files.') && typeof path === 'string')
        if (paths.some((one) => path === one || path.startsWith(`${one}/`)))
          throw new MaintError('E_FILE_REFUSED', `Could not look at ${path}.`, 'Run it as root.');
    };
  };
  const found = (how: { use?: readonly string[]; site?: NebulaSite | null } = {}): Promise<Found> =>
    find(hosts.view('local', 600_000), { use: how.use ?? [], site: how.site ?? null });
  return { hosts, world, binary, installed, unit, runs, flat, closed, found, asked };
}

export const site = (more: Partial<NebulaSite> = {}): NebulaSite => ({
  program,
  cert: `${home}/nebula-cert`,
  config,
  service: 'nebula',
  generations: '/opt/flatnet/generations/nebula',
  log: null,
  peers: [],
  keys: { recipient: null, passphrase: null, caKey: null },
  soak: 0,
  verify: [],
  ...more,
});
