import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { t } from '../texts.ts';
import { pack } from './archive.ts';
import { cannotRehearse } from './cannot-rehearse.ts';
import { type Distribution, readDistribution } from './distribution.ts';
import { withLock } from './lock.ts';
import { recipe } from './recipe.ts';
import { layRelease, layRuntime, loaderIn, runtimeFolder } from './release-tree.ts';
import { downloadClosure, openSuite, type Suite, unpack, updateSuite, upstreamVersion } from './suite.ts';

/** One genuine release, as the vendor would ship it: a folder and its archive with one top folder. */
export interface Release {
  readonly version: string;
  readonly suite: string;
  readonly folder: string;
  readonly archive: string;
  readonly sha256: string;
}

/** Everything a practice machine is made of, on disk and complete. */
export interface Parts {
  readonly cache: string;
  /** systemd, iproute2 and their libraries: laid over the machine's own /usr. */
  readonly layer: string;
  /** Shown inside as /opt/flatnet-practice. */
  readonly opt: string;
  readonly older: Release;
  readonly newer: Release;
}

export interface FetchOptions {
  readonly cache?: string;
  readonly log?: (line: string) => void;
}

const gatewayPackages = ['nginx', 'libnginx-mod-http-lua', 'lua-resty-core', 'lua-resty-lrucache', 'lua-cjson'];
const layerPackages = ['systemd', 'iproute2', 'patchelf'];

/** Answers the parts from the cache, or builds them from this machine's own package archive. */
export async function fetchParts(options: FetchOptions = {}): Promise<Parts> {
  if (process.getuid?.() !== 0) throw cannotRehearse(t('needs-root'), 'sudo flatnet-maint rehearse');
  const log = options.log ?? (() => {});
  const cache = options.cache ?? defaultCache();
  const distribution = readDistribution();
  const key = contentKey(distribution);
  const folder = `${cache}/parts-${key}`;
  const stamp = `${folder}/parts.json`;
  if (existsSync(stamp)) return readStamp(stamp);
  mkdirSync(cache, { recursive: true });
  return withLock(`${cache}/lock-file`, async () => {
    if (existsSync(stamp)) return readStamp(stamp);
    const aside = `${cache}/building-${key}`;
    rmSync(aside, { recursive: true, force: true });
    await build(distribution, { apt: `${cache}/apt`, aside, folder, cache }, log);
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
    prune(cache, folder);
    return readStamp(stamp);
  });
}

function defaultCache(): string {
  const own = process.env.FLATNET_MAINT_CACHE;
  return `${own || process.env.XDG_CACHE_HOME || `${homedir()}/.cache`}${own ? '' : '/flatnet-maint'}/practice`;
}

/** A changed recipe or another distribution is another key; the key's folder is complete from the moment it has its name. */
function contentKey(distribution: Distribution): string {
  const made = JSON.stringify([distribution, process.arch, gatewayPackages, layerPackages, recipe()]);
  return createHash('sha256').update(made).digest('hex').slice(0, 12);
}

function readStamp(stamp: string): Parts {
  utimesSync(stamp, new Date(), new Date()); // in use today
  return JSON.parse(readFileSync(stamp, 'utf8')) as Parts;
}

/**
 * Parts of other recipes go when nobody has used them for a week; a running machine's are younger than that. What was
 * left half built goes at once: whoever builds holds the lock, and that is us.
 */
function prune(cache: string, keep: string): void {
  for (const name of readdirSync(cache).filter((one) => one.startsWith('building-')))
    rmSync(`${cache}/${name}`, { recursive: true, force: true });
  for (const name of readdirSync(cache).filter((one) => one.startsWith('parts-'))) {
    const folder = `${cache}/${name}`;
    const stamp = `${folder}/parts.json`;
    const unused = !existsSync(stamp) || Date.now() - statSync(stamp).mtimeMs > 7 * 24 * 3600 * 1000;
    if (folder !== keep && unused) rmSync(folder, { recursive: true, force: true });
  }
}

interface Places {
  readonly apt: string;
  readonly aside: string;
  readonly folder: string;
  readonly cache: string;
}

async function build(distribution: Distribution, at: Places, log: (line: string) => void): Promise<void> {
  const { aside } = at;
  const own = await fetchSuite(distribution, at, distribution.codename, 'tools', layerPackages, log);
  log(t('unpacking-tools'));
  const layer = `${aside}/layer`;
  await unpack(own, layer);
  const patchelf = await patchelfOf(layer, aside);

  const release = async (name: string): Promise<Release> => {
    const files = await fetchSuite(distribution, at, name, 'gateway', gatewayPackages, log);
    const version = upstreamVersion(files, 'nginx');
    log(t('laying-gateway', { version, suite: name }));
    const unpacked = `${aside}/unpacked-${name}`;
    const runtime = `${aside}/opt/runtime/${name}`;
    await unpack(files, unpacked);
    await layRuntime(unpacked, runtime);
    const tree = `releases/openresty-${version}`;
    await layRelease({ unpacked, runtime, runtimeInside: `${runtimeFolder}/${name}`, patchelf }, `${aside}/${tree}`);
    rmSync(unpacked, { recursive: true });
    const sha256 = await pack(`${aside}/${tree}`, `${aside}/${tree}.tar.gz`);
    return { version, suite: name, folder: `${at.folder}/${tree}`, archive: `${at.folder}/${tree}.tar.gz`, sha256 };
  };
  const older = await release(distribution.oldSuite);
  const newer = await release(distribution.newSuite);
  rmSync(`${aside}/patchelf-libraries`, { recursive: true });
  const parts: Parts = { cache: at.cache, layer: `${at.folder}/layer`, opt: `${at.folder}/opt`, older, newer };
  writeFileSync(`${aside}/parts.json`, `${JSON.stringify(parts, null, 2)}\n`);
}

async function fetchSuite(
  distribution: Distribution,
  at: Places,
  name: string,
  label: string,
  packages: readonly string[],
  log: (line: string) => void,
): Promise<string[]> {
  const suite: Suite = openSuite(at.apt, distribution, name);
  log(t('fetching', { packages: packages.join(' '), suite: name }));
  const refused = await updateSuite(suite);
  try {
    return await downloadClosure(suite, label, packages);
  } catch (error) {
    if (refused === undefined) throw error;
    throw cannotRehearse(t('no-lists', { suite: name, why: String(refused), cache: at.cache }));
  }
}

/** patchelf runs on the layer's own loader and libraries, for the machine itself may have neither it nor its libstdc++. */
async function patchelfOf(layer: string, aside: string): Promise<readonly string[]> {
  const libraries = `${aside}/patchelf-libraries`;
  await layRuntime(layer, libraries);
  return [`${libraries}/${loaderIn(libraries)}`, '--library-path', libraries, `${layer}/usr/bin/patchelf`];
}
