import { basename, dirname } from 'node:path/posix';
import { type HostView, MaintError, sha256 } from '@flatnet-maint/core';
import { absentAddresses } from './addresses.ts';
import { startedThrough } from './as-if.ts';
import { besidesHome, withoutOthers } from './besides.ts';
import { parseListen } from './config/listen.ts';
import { readConfig, valuesOf } from './config/read.ts';
import type { GatewayFacts, GatewayReadings, GatewaySite } from './facts.ts';
import { findMaster } from './find-master.ts';
import { live } from './generations.ts';
import { handoverObstacles } from './handover.ts';
import { lookedIn } from './kept-routes.ts';
import { argvOf } from './layout.ts';
import { isUnder } from './masters.ts';
import { foldersWritten, isOfSystem, keptOfTree, outsideOf } from './outside.ts';
import { placeObstacles, realPlace } from './places.ts';
import { routesNote } from './routes-note.ts';
import { t } from './texts.ts';
import { unitBesides } from './unit-besides.ts';

const absent = t('gateway-absent-next');

/** Reads the gateway from the running process and the disk, and holds it against the site file. Reads only. */
export async function inspect(
  written: GatewaySite,
  real: HostView,
  how: { readonly tree?: string | undefined } = {},
): Promise<{ facts: GatewayFacts; readings: GatewayReadings }> {
  const chosen = how.tree === undefined ? null : await chosenTree(real, how.tree);
  const host = chosen === null ? real : startedThrough(real, written.home, chosen);
  // Running programs show their real path, whatever links lead there.
  const site = { ...written, generations: await realPlace(host, written.generations) };
  const home = await host.files.stat(site.home);
  const tree = await host.files.real(site.home);
  if (home === null || tree === null) {
    throw new MaintError('E_GATEWAY_ABSENT', t('gateway-absent', { home: site.home }), absent);
  }
  const program = `${tree}/sbin/nginx`;
  if ((await host.files.stat(program)) === null) {
    throw new MaintError('E_GATEWAY_ABSENT', t('gateway-no-program', { home: site.home }), absent);
  }
  const main = site.config ?? `${site.home}/conf/nginx.conf`;
  const config = await readConfig(host.files, main);
  // Named with `-c` or not, a configuration in the tree's own folder is a part of the tree.
  const configFolder = site.config === null || dirname(main) === `${site.home}/conf` ? null : dirname(main);
  const configTree = configFolder === null ? null : await host.files.real(configFolder);
  const listens = listensOf(valuesOf(config, 'listen'));
  const ours = {
    home: site.home,
    ports: listens.map(({ port }) => port),
    inTree: configFolder === null,
  };
  const left =
    chosen === null
      ? []
      : [...(await withoutOthers(real, await besidesHome(real, site.home), ours)), ...(await plainHome(real, written))];
  const argv = argvOf(site);
  const { master, strangers, serves } = await findMaster(
    { home: site.home, tree, others: [site.generations, ...left], isChosen: chosen !== null, argv, listens },
    host,
  );
  const pidFile = absolute(valuesOf(config, 'pid')[0] ?? 'logs/nginx.pid', site.home);
  const service = master === null ? site.service : managing(await host.services.of(master.pid));
  const owned = service !== null && service === site.service ? service : null;
  const names = (await host.files.list(tree)).filter((name) => !/^logs$|_temp$|^rehearsed\.json$/.test(name));
  const own = [site.routes.boot, site.drain].flatMap((path) => path ?? []);
  const confFolder = dirname(main);
  const { generations } = site;
  const places = { home: site.home, tree, configTree, generations };
  const around = await outsideOf(host, config, { ...places, confFolder, keeps: names });
  // What a run writes there must not look like a change of what it was planned for.
  const kept = await keptOfTree(host, names, [...around.writes, ...own], places);
  const facts: Omit<GatewayFacts, 'noHandover'> = {
    host: host.id,
    home: site.home,
    tree,
    pointer: home.kind === 'link',
    configFolder,
    configPointer: configFolder !== null && (await host.files.stat(configFolder))?.kind === 'link',
    configTree,
    configName: basename(main),
    configDigest: sha256(config.files.map((file) => `${file.path}\0${sha256(file.text)}\n`).join('')),
    argv,
    version: await versionOf(host, program),
    exe: await host.files.digest(program),
    running: master !== null,
    pidFile,
    errorLogs: [...new Set(valuesOf(config, 'error_log').map((path) => absolute(path, site.home)))],
    listens,
    shared: await sharedFiles(
      host,
      config.files.map((file) => file.path),
      [tree, configTree ?? tree],
    ),
    luaDigest: sha256((await entriesUnder(host, `${tree}/lualib`)).join('\n')),
    keeps: kept.keeps,
    frame: [...new Set([...foldersWritten(around.writes), ...kept.frame])].sort(),
    outside: { ...around.outside, left: [...around.outside.left, ...kept.left] },
    runtime: [...new Set([...around.writes, ...kept.special, ...own])],
    generations,
    left,
    service: owned,
    site: site.probes.site,
    api: site.probes.api,
    boot: site.routes.boot,
    drain: site.drain,
    drainLimit: site.drainLimit,
    commands: site.verify,
  };
  const noHandover = await handoverObstacles(facts, master, service, host);
  const obstacles = await placeObstacles(facts, live(facts), host);
  const readings = {
    ...(await room(host, tree, kept.keeps, generations)),
    outsideBytes: around.bytes,
    serves,
    routes: chosen === null || serves !== null ? null : await routesNote(real, lookedIn(facts)),
    unit: chosen === null ? null : await unitBesides(real, site),
    absent: await absentAddresses(host, listens),
    strangers,
    places: obstacles,
  };
  return { facts: { ...facts, noHandover }, readings };
}

/** Its real path, as programs that run from it show it; E_GATEWAY_ABSENT when it holds no program. */
async function chosenTree(host: HostView, path: string): Promise<string> {
  const tree = await host.files.real(path);
  if (tree === null || (await host.files.stat(`${tree}/sbin/nginx`)) === null)
    throw new MaintError('E_GATEWAY_ABSENT', t('no-such-tree', { path }), t('no-such-tree-next'));
  // A distribution's own nginx lies in /usr/sbin: nothing of that is looked through, let alone copied.
  if (isOfSystem(tree)) throw new MaintError('E_GATEWAY_ABSENT', t('system-tree', { path }), t('no-such-tree-next'));
  return tree;
}

/** A plain folder in the place of home is one more that a hand left, and the one that may be in the way. */
const plainHome = async (host: HostView, { home }: GatewaySite): Promise<readonly string[]> =>
  (await host.files.stat(home))?.kind === 'folder' ? [home] : [];

/** A guard or a detached run of ours may have started the gateway, and a login session is a service too; neither manages it. */
const managing = (service: string | null): string | null =>
  service === null || service.startsWith('flatnet-maint-') || service.startsWith('user@') ? null : service;

/** What `nginx -v` reports: `1.26.3`, or OpenResty's four parts. */
export async function versionOf(host: HostView, program: string): Promise<string> {
  const out = await host.query([program, '-v'], { limit: 5_000 });
  const version = /nginx version: [^/\s]+\/(\S+)/.exec(out.stderr + out.stdout)?.[1];
  if (version !== undefined) return version;
  throw new MaintError(
    'E_GATEWAY_VERSION',
    t('no-version', { program, said: (out.stderr || out.stdout).trim().slice(0, 200) }),
    t('no-version-next'),
  );
}

function listensOf(values: readonly string[]): { address: string; port: number }[] {
  const parsed = values.flatMap((value) => parseListen(value) ?? []);
  return [...new Map(parsed.map((listen) => [`${listen.address} ${listen.port}`, listen])).values()];
}

const absolute = (path: string, prefix: string): string => (path.startsWith('/') ? path : `${prefix}/${path}`);

/** Logs and caches may well be larger than all the rest, and nobody copies them. */
async function room(host: HostView, tree: string, keeps: readonly string[], generations: string) {
  const uid = process.getuid?.() ?? 0;
  const sizes = await Promise.all(keeps.map((name) => bytesAt(host, `${tree}/${name}`)));
  return {
    free: await host.files.free(generations),
    treeBytes: sizes.reduce((sum, size) => sum + size, 0),
    mayWrite: uid === 0,
    uid,
  };
}

/** Configuration files that lie, seen through all links, neither in the tree nor in the configuration's folder. */
async function sharedFiles(host: HostView, paths: readonly string[], roots: readonly string[]): Promise<string[]> {
  const real = await Promise.all(paths.map(async (path) => (await host.files.real(path)) ?? path));
  return [...new Set(real.filter((path) => !roots.some((root) => isUnder(path, root))))].sort();
}

/** Names, lengths and times of writing: enough to see that somebody changed a file. */
async function entriesUnder(host: HostView, folder: string): Promise<string[]> {
  if ((await host.files.stat(folder))?.kind !== 'folder') return [];
  const found = (await host.files.list(folder)).map(async (name) => {
    const path = `${folder}/${name}`;
    const stat = await host.files.stat(path);
    if (stat === null) return [];
    if (stat.kind === 'folder') return entriesUnder(host, path);
    return [`${path} ${stat.kind} ${stat.bytes} ${stat.modified} ${stat.to ?? ''}`];
  });
  return (await Promise.all(found)).flat();
}

async function bytesAt(host: HostView, path: string): Promise<number> {
  const stat = await host.files.stat(path);
  if (stat?.kind !== 'folder') return stat?.kind === 'file' ? stat.bytes : 0;
  const sizes = (await host.files.list(path)).map((name) => bytesAt(host, `${path}/${name}`));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
