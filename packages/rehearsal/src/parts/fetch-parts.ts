import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { t } from '../texts.ts';
import { pack } from './archive.ts';
import { cannotRehearse } from './cannot-rehearse.ts';
import { type Distribution, readDistribution } from './distribution.ts';
import { fetchSuite } from './fetch-suite.ts';
import { defaultCache, keptFolder } from './kept-folder.ts';
import { recipe } from './recipe.ts';
import { layRelease, layRuntime, loaderIn, runtimeFolder } from './release-tree.ts';
import { unpack, upstreamVersion } from './suite.ts';

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
  const at = { cache: options.cache ?? defaultCache(), log: options.log ?? (() => {}) };
  const distribution = readDistribution();
  const made = JSON.stringify([distribution, process.arch, gatewayPackages, layerPackages, recipe()]);
  // A changed recipe or another distribution is another key.
  const key = createHash('sha256').update(made).digest('hex').slice(0, 12);
  const folder = await keptFolder(at.cache, 'parts', key, (aside, folder) => build(distribution, at, aside, folder));
  return JSON.parse(readFileSync(`${folder}/parts.json`, 'utf8')) as Parts;
}

async function build(
  distribution: Distribution,
  at: { readonly cache: string; readonly log: (line: string) => void },
  aside: string,
  folder: string,
): Promise<void> {
  const own = await fetchSuite(distribution, at, distribution.codename, 'tools', layerPackages);
  at.log(t('unpacking-tools'));
  const layer = `${aside}/layer`;
  await unpack(own, layer);
  const patchelf = await patchelfOf(layer, aside);

  const release = async (name: string): Promise<Release> => {
    const files = await fetchSuite(distribution, at, name, 'gateway', gatewayPackages);
    const version = upstreamVersion(files, 'nginx');
    at.log(t('laying-gateway', { version, suite: name }));
    const unpacked = `${aside}/unpacked-${name}`;
    const runtime = `${aside}/opt/runtime/${name}`;
    await unpack(files, unpacked);
    await layRuntime(unpacked, runtime);
    const tree = `releases/openresty-${version}`;
    await layRelease({ unpacked, runtime, runtimeInside: `${runtimeFolder}/${name}`, patchelf }, `${aside}/${tree}`);
    rmSync(unpacked, { recursive: true });
    const sha256 = await pack(`${aside}/${tree}`, `${aside}/${tree}.tar.gz`);
    return { version, suite: name, folder: `${folder}/${tree}`, archive: `${folder}/${tree}.tar.gz`, sha256 };
  };
  const older = await release(distribution.oldSuite);
  const newer = await release(distribution.newSuite);
  rmSync(`${aside}/patchelf-libraries`, { recursive: true });
  const parts: Parts = { cache: at.cache, layer: `${folder}/layer`, opt: `${folder}/opt`, older, newer };
  writeFileSync(`${aside}/parts.json`, `${JSON.stringify(parts, null, 2)}\n`);
}

/** patchelf runs on the layer's own loader and libraries, for the machine itself may have neither it nor its libstdc++. */
async function patchelfOf(layer: string, aside: string): Promise<readonly string[]> {
  const libraries = `${aside}/patchelf-libraries`;
  await layRuntime(layer, libraries);
  return [`${libraries}/${loaderIn(libraries)}`, '--library-path', libraries, `${layer}/usr/bin/patchelf`];
}
