import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecResult } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { asset, entry } from '../machine/places.ts';
import type { Release } from '../parts/fetch-parts.ts';
import { t } from '../texts.ts';
import { ask } from './ask.ts';
import { bootUnits } from './boot-units.ts';
import { drainConf, siteConf } from './site-conf.ts';
import { type OfferedRelease, siteFileText } from './site-file.ts';

export interface GatewayOptions {
  /** `tree`: nginx.conf inside the tree. `config`: in a folder of the site's own, named by `-c`. */
  readonly layout?: 'tree' | 'config';
  /** `pointer`: home is a link to a generation. `directory`: home is the tree itself, as the documents have it. */
  readonly home?: 'pointer' | 'directory';
  /** Which genuine release runs at first; the older one if absent. */
  readonly version?: string;
  readonly root?: string;
  /** What the site file offers, named by host paths; the two genuine releases if absent. */
  readonly releases?: readonly ArchiveOnHost[];
  /** Whether the site's own unit starts the gateway at boot. */
  readonly startsAtBoot?: boolean;
}

export interface ArchiveOnHost {
  readonly version: string;
  readonly path: string;
  readonly sha256: string;
}

export interface PracticeGateway {
  readonly root: string;
  readonly home: string;
  /** Folder of the first tree: what the pointer leads to, or home itself. */
  readonly tree: string;
  /** Path of nginx.conf as the gateway is started with it. */
  readonly config: string;
  readonly siteFile: string;
  readonly pidFile: string;
  readonly releases: readonly OfferedRelease[];
  /** The site's own start command. */
  readonly argv: readonly string[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** `nginx` with the site's own arguments before these. */
  nginx(...rest: readonly string[]): Promise<ExecResult>;
  /** Starts the practice container and registers its route as `app`. */
  startContainer(): Promise<void>;
  /** Replaces what the site file offers. */
  offer(releases: readonly ArchiveOnHost[]): Promise<readonly OfferedRelease[]>;
}

export async function practiceGateway(machine: Machine, options: GatewayOptions = {}): Promise<PracticeGateway> {
  const { older, newer } = machine.parts;
  const release = [older, newer].find((one) => one.version === (options.version ?? older.version));
  if (!release)
    throw new Error(`no practice release ${options.version}; there are ${older.version} and ${newer.version}`);
  const root = options.root ?? '/srv/flatnet';
  const home = `${root}/openresty`;
  const pointer = options.home !== 'directory';
  const tree = pointer ? `${root}/generations/gateway/${release.version}-first` : home;
  const config = options.layout === 'config' ? `${root}/config/nginx.conf` : `${home}/conf/nginx.conf`;
  const siteFile = `${root}/flatnet.yaml`;
  const nginxArgv = [`${home}/sbin/nginx`, '-p', home, ...(options.layout === 'config' ? ['-c', config] : [])];
  const nginx = (...rest: readonly string[]) => machine.exec([...nginxArgv, ...rest], { limit: 20_000 });

  await unpackRelease(machine, release, tree);
  mkdirSync(machine.path('/run/flatnet'), { recursive: true });
  for (const folder of ['logs', 'temp', 'releases', 'config'])
    mkdirSync(machine.path(`${root}/${folder}`), { recursive: true });
  if (pointer) symlinkSync(tree, machine.path(home));
  layOwnFiles(machine.path(tree));
  const confFolder = dirname(config);
  writeFileSync(machine.path(config), siteConf({ root, home, confFolder }));
  writeFileSync(machine.path(`${confFolder}/flatnet-drain.conf`), drainConf(home));
  bootUnits(machine, options.startsAtBoot ? nginxArgv : undefined);

  let offered: OfferedRelease[] = [];
  const offer = async (releases: readonly ArchiveOnHost[]) => {
    rmSync(machine.path(`${root}/releases`), { recursive: true, force: true });
    offered = releases.map((one, index) => {
      // Two archives may bear one name: a bad build calls itself like the good one.
      const twin = releases.findIndex((other) => basename(other.path) === basename(one.path)) !== index;
      const path = `${root}/releases/${twin ? `${index}/` : ''}${basename(one.path)}`;
      mkdirSync(machine.path(dirname(path)), { recursive: true });
      cpSync(one.path, machine.path(path));
      return { version: one.version, path, sha256: one.sha256 };
    });
    const named = options.layout === 'config' ? config : undefined;
    writeFileSync(machine.path(siteFile), siteFileText({ home, config: named, releases: offered }));
    return offered;
  };
  await offer(
    options.releases ?? [older, newer].map(({ version, archive, sha256 }) => ({ version, path: archive, sha256 })),
  );

  return {
    root,
    home,
    tree,
    config,
    siteFile,
    pidFile: '/run/flatnet/nginx.pid',
    get releases() {
      return offered;
    },
    argv: nginxArgv,
    nginx,
    offer,
    start: async () => {
      mkdirSync(machine.path('/run/flatnet'), { recursive: true });
      const got = await nginx();
      if (got.code !== 0) throw new Error(t('does-not-start', { why: got.stderr.trim() }));
    },
    stop: async () => {
      await nginx('-s', 'stop');
      for (let i = 0; i < 250 && existsSync(machine.path('/run/flatnet/nginx.pid')); i++) await sleep(20);
    },
    startContainer: async () => {
      await startApp(machine);
      await registerApp(machine);
    },
  };
}

/** Unpacks a genuine release at any path; its archive has one top folder. */
export async function unpackRelease(machine: Machine, release: Pick<Release, 'archive'>, tree: string): Promise<void> {
  mkdirSync(machine.path(tree), { recursive: true });
  const got = await machine.exec(['tar', '-xzf', release.archive, '-C', tree, '--strip-components=1']);
  if (got.code !== 0) throw new Error(`cannot unpack ${release.archive}: ${got.stderr.trim()}`);
}

/** What is the site's and not the vendor's in a tree: its Lua and its page. A new tree needs them carried over. */
export function layOwnFiles(tree: string): void {
  cpSync(asset('lualib/flatnet'), `${tree}/lualib/flatnet`, { recursive: true });
  writeFileSync(`${tree}/html/index.html`, '<!doctype html><title>Flatnet</title><h1>Practice Flatnet</h1>\n');
}

/** The practice container alone: nobody is told of it. */
export async function startApp(machine: Machine): Promise<void> {
  const unit = [
    'systemd-run',
    '--unit=practice-app',
    '-p',
    'DefaultDependencies=no',
    process.execPath,
    entry('container'),
    '9900',
  ];
  const got = await machine.exec(unit);
  if (got.code !== 0) throw new Error(`the practice container does not start: ${got.stderr.trim()}`);
  for (let tries = 0; ; tries++) {
    const up = await ask(machine, 'http://127.0.0.1:9900/', { limit: 1000 });
    if (up.status === 200) break;
    if (tries === 50) throw new Error(`the practice container does not answer: ${up.body}`);
    await sleep(50);
  }
}

/** Tells the gateway of it, as a container does again and again. */
export async function registerApp(machine: Machine): Promise<void> {
  const body = { name: 'app', address: '127.0.0.1:9900' };
  const posted = await ask(machine, 'http://10.100.1.1:8080/api/containers', { method: 'POST', body });
  if (posted.status !== 201)
    throw new Error(`the gateway refuses the practice container's route: ${posted.status} ${posted.body}`);
}
