import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { layPodman } from '../containers/lay-podman.ts';
import { containersOn, type PracticeContainer, type PracticeContainers } from '../containers/practice-containers.ts';
import type { OfferedRelease } from '../gateway/site-file.ts';
import type { Machine } from '../machine/machine.ts';
import { sha256File } from '../parts/archive.ts';
import { type CniRelease, type CniVersion, cniVersions, sha256Of, soundConflist, soundPlugin } from './cni-release.ts';
import { cniSiteText } from './cni-site.ts';

export interface CniOptions {
  /** Which stand-in is live at first; 0.1.0 if absent. */
  readonly version?: CniVersion;
  /** What the site file offers; the three sound ones if absent. */
  readonly releases?: readonly CniRelease[];
  /** Names of containers that run on the network at first; `shop` and `web` if absent. */
  readonly containers?: readonly string[];
  /** Further lines of the `cni:` part, each with its two spaces. */
  readonly lines?: readonly string[];
}

/** A host whose containers get their network from a stand-in of Flatnet's plugin, under real Podman and real CNI. */
export interface PracticeCni extends Pick<PracticeContainers, 'image' | 'network' | 'podman' | 'start'> {
  readonly plugin: string;
  readonly conflist: string;
  readonly gateway: string;
  readonly siteFile: string;
  /** Those that were started first. */
  readonly containers: readonly PracticeContainer[];
  readonly releases: readonly OfferedRelease[];
  /** Replaces what the site file offers. */
  offer(releases: readonly CniRelease[]): Promise<readonly OfferedRelease[]>;
  /** Puts a pair in place by hand, as the manual has it. */
  lay(release: CniRelease): void;
}

const root = '/srv/flatnet-cni';
const plugin = '/opt/cni/bin/flatnet';
const listName = '10-flatnet.conflist';
const conflist = `/etc/cni/net.d/${listName}`;
const network = 'flatnet';

/** On a machine that was made with `podman: true`. */
export async function practiceCni(machine: Machine, options: CniOptions = {}): Promise<PracticeCni> {
  const siteFile = `${root}/flatnet.yaml`;
  await layPodman(machine, { name: listName, text: soundConflist() });
  mkdirSync(machine.path(root), { recursive: true });
  const lay = (release: CniRelease) => {
    // Aside first: whoever watches for it must not meet it before its mode is set.
    const aside = machine.path(`${dirname(plugin)}/.laid`);
    writeFileSync(aside, release.plugin);
    chmodSync(aside, 0o755);
    renameSync(aside, machine.path(plugin));
    if (release.conflist !== null) writeFileSync(machine.path(conflist), release.conflist);
  };
  lay(soundPlugin(options.version ?? '0.1.0'));

  let offered: readonly OfferedRelease[] = [];
  const offer = async (releases: readonly CniRelease[]) => {
    rmSync(machine.path(`${root}/releases`), { recursive: true, force: true });
    const laid: OfferedRelease[] = [];
    for (const [index, release] of releases.entries())
      laid.push(await layRelease(machine, `${root}/releases/${index}`, release));
    offered = laid;
    const site = { plugin, conflist, image: on.image, releases: offered, lines: options.lines ?? [] };
    writeFileSync(machine.path(siteFile), cniSiteText(site));
    return offered;
  };
  const on = containersOn(machine, network);
  await offer(options.releases ?? cniVersions.map(soundPlugin));
  const containers: PracticeContainer[] = [];
  for (const name of options.containers ?? ['shop', 'web']) containers.push(await on.start(name));
  return {
    ...on,
    plugin,
    conflist,
    gateway: '10.87.1.1',
    siteFile,
    containers,
    get releases() {
      return offered;
    },
    offer,
    lay,
  };
}

async function layRelease(machine: Machine, folder: string, release: CniRelease): Promise<OfferedRelease> {
  const name = `flatnet-${release.version}`;
  const { version } = release;
  mkdirSync(machine.path(folder), { recursive: true });
  if (release.conflist === null) {
    const path = `${folder}/${name}`;
    writeFileSync(machine.path(path), release.plugin, { mode: 0o755 });
    return { version, path, sha256: sha256Of(release.plugin) };
  }
  const tree = `${folder}/${name}`;
  mkdirSync(machine.path(tree));
  writeFileSync(machine.path(`${tree}/flatnet`), release.plugin, { mode: 0o755 });
  writeFileSync(machine.path(`${tree}/${listName}`), release.conflist);
  const path = `${tree}.tar.gz`;
  const packed = await machine.exec(['tar', '-czf', path, '-C', folder, name]);
  if (packed.code !== 0) throw new Error(`cannot pack ${path}: ${packed.stderr.trim()}`);
  rmSync(machine.path(tree), { recursive: true });
  return { version, path, sha256: await sha256File(machine.path(path)) };
}
