import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfferedRelease } from '../gateway/site-file.ts';
import type { Machine } from '../machine/machine.ts';
import { asset, entry } from '../machine/places.ts';
import type { Release } from '../parts/fetch-parts.ts';
import { maintArgv } from '../scenarios/maint.ts';
import { genuine, type NebulaBuild, packBuild } from './nebula-release.ts';
import { nebulaSiteText } from './nebula-site.ts';
import type { Signed } from './pki.ts';

/** Where one end of the tunnel is found. */
export interface End {
  readonly name: string;
  readonly isLighthouse: boolean;
  /** In the tunnel. */
  readonly address: string;
  /** Beside it. */
  readonly underlay: string;
}

/** One end of the tunnel, with its service and its site file. */
export interface NebulaHost extends End {
  readonly machine: Machine;
  readonly program: string;
  readonly cert: string;
  readonly config: string;
  /** The certificate of the authority, the host's own, and its key. */
  readonly pki: { readonly ca: string; readonly crt: string; readonly key: string };
  readonly service: string;
  readonly siteFile: string;
  /** The other one. */
  readonly peer: End;
  readonly releases: readonly OfferedRelease[];
  /** Replaces what the site file offers. */
  offer(releases: readonly (Release | NebulaBuild)[]): Promise<readonly OfferedRelease[]>;
  /** Puts programs in place by hand, while the service is stopped or before it was ever started. */
  lay(release: Release): void;
  /** Replaces files of the authority and of the host, as hands do it; what runs keeps what it has read. */
  trust(pki: { readonly ca?: Buffer; readonly host?: Signed }): void;
  systemctl(...args: readonly string[]): Promise<void>;
  /** Whether the other one answers through the tunnel within that time. */
  reaches(limitMs?: number): Promise<boolean>;
  /** Whether the other one says, asked beside the tunnel, that it reaches this one. */
  isReached(limitMs?: number): Promise<boolean>;
}

export const folders = {
  programs: '/opt/flatnet/nebula',
  own: '/etc/flatnet/nebula',
  site: '/srv/flatnet-nebula',
  /** Where the product keeps generations when the site file says nothing. */
  generations: '/opt/flatnet/generations/nebula',
};
const program = `${folders.programs}/nebula`;
const cert = `${folders.programs}/nebula-cert`;
const config = `${folders.own}/config.yaml`;
const pki = { ca: `${folders.own}/ca.crt`, crt: `${folders.own}/host.crt`, key: `${folders.own}/host.key` };
const siteFile = `${folders.site}/flatnet.yaml`;

/** Lays an end on a machine that was made with `nebula: true`; nothing is started. `lines`: further ones of the `nebula:` part. */
export async function nebulaHost(
  machine: Machine,
  own: End,
  peer: End,
  how: { readonly release: Release; readonly offered: readonly Release[]; readonly lines: readonly string[] },
): Promise<NebulaHost> {
  for (const folder of [folders.programs, folders.own, folders.site])
    mkdirSync(machine.path(folder), { recursive: true });
  writeFileSync(machine.path(config), configText(own, peer));
  const asker = machine.path(`${folders.site}/ask-peer`);
  copyFileSync(asset('nebula/ask-peer.sh'), asker);
  chmodSync(asker, 0o755);
  layUnits(machine, peer);

  let offered: readonly OfferedRelease[] = [];
  const offer: NebulaHost['offer'] = async (releases) => {
    rmSync(machine.path(`${folders.site}/releases`), { recursive: true, force: true });
    const laid: OfferedRelease[] = [];
    for (const [index, one] of releases.entries())
      laid.push('nebula' in one ? await packBuild(machine, one, `${folders.site}/releases/${index}`) : genuine(one));
    offered = laid;
    const ask = [`${folders.site}/ask-peer`, peer.underlay];
    const site = { program, config, peer, ask, releases: offered, lines: how.lines };
    writeFileSync(machine.path(siteFile), nebulaSiteText(site));
    return offered;
  };
  await offer(how.offered);

  const systemctl = async (...args: readonly string[]) => {
    const got = await machine.exec(['systemctl', ...args]);
    if (got.code !== 0) throw new Error(`systemctl ${args.join(' ')}: ${got.stderr.trim()}`);
  };
  const lay = (release: Release) => {
    for (const name of ['nebula', 'nebula-cert']) {
      // Aside first: what runs cannot be written over.
      const aside = machine.path(`${folders.programs}/.laid`);
      copyFileSync(`${release.folder}/${name}`, aside);
      chmodSync(aside, 0o755);
      renameSync(aside, machine.path(`${folders.programs}/${name}`));
    }
  };
  lay(how.release);
  const becomes = async (argv: readonly string[], limitMs = 10_000): Promise<boolean> => {
    for (const end = Date.now() + limitMs; ; ) {
      if ((await machine.exec(argv)).code === 0) return true;
      if (Date.now() > end) return false;
      await sleep(50);
    }
  };
  return {
    ...own,
    ...{ machine, program, cert, config, pki, service: 'nebula', siteFile, peer },
    get releases() {
      return offered;
    },
    offer,
    lay,
    trust: ({ ca, host }) => {
      const files = { [pki.ca]: ca, [pki.crt]: host?.certificate, [pki.key]: host?.key };
      for (const [path, bytes] of Object.entries(files))
        if (bytes !== undefined) writeFileSync(machine.path(path), bytes, { mode: 0o600 });
    },
    systemctl,
    reaches: (limitMs) => becomes(['ping', '-n', '-c', '1', '-W', '0.3', peer.address], limitMs),
    isReached: (limitMs) => becomes([`${folders.site}/ask-peer`, peer.underlay, 'reaches'], limitMs),
  };
}

function configText({ name, isLighthouse }: End, peer: End): string {
  const known = peer.isLighthouse ? [peer] : [];
  const values: Readonly<Record<string, string>> = {
    NAME: name,
    IS_LIGHTHOUSE: String(isLighthouse),
    MAP: `{ ${known.map(({ address, underlay }) => `"${address}": ["${underlay}:4242"]`).join(', ')} }`,
    LIGHTHOUSES: `[${known.map(({ address }) => `"${address}"`).join(', ')}]`,
  };
  // No YAML by its name: no formatter shall tidy it.
  return readFileSync(asset('nebula/config.text'), 'utf8').replaceAll(/@([A-Z_]+)@/g, (_, key) => values[key] ?? '');
}

function layUnits(machine: Machine, peer: End): void {
  const units = machine.path('/etc/systemd/system');
  const status = maintArgv('status', '--site', siteFile, '--json');
  const answering = [
    '[Unit]\nDescription=Answers to the other end of the tunnel\nDefaultDependencies=no\n\n[Service]',
    // Where the tool finds its compiled code: else each answer compiles it anew.
    'Environment=HOME=/root',
    `ExecStart=${[process.execPath, entry('peer'), peer.address, ...status].join(' ')}`,
    '\n[Install]\nWantedBy=multi-user.target\n',
  ];
  writeFileSync(`${units}/practice-peer.service`, answering.join('\n'));
  copyFileSync(asset('nebula/nebula.service'), `${units}/nebula.service`);
}
