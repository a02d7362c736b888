import { basename, dirname } from 'node:path/posix';
import { makeLook, placedFile, podmanPlaces } from '@flatnet-maint/actions';
import { describeError, type HostView } from '@flatnet-maint/core';
import { keptAddresses } from './addresses.ts';
import { answers } from './answers.ts';
import { seenAs } from './as-if.ts';
import { chosenPair, movesTo } from './chosen.ts';
import { readConflist, usableOf } from './conflist.ts';
import type { CniFacts, CniReadings, CniSite, Network, PlacedFile } from './facts.ts';
import { namedAs } from './generations.ts';
import { containersOn, imageIsThere, podmanInfo } from './podman.ts';
import { t } from './texts.ts';

/** Reads the plugin, its list, Podman and the network as they are, also where half of it is broken. */
export async function inspect(
  site: CniSite,
  real: HostView,
  { tree }: { readonly tree?: string | null | undefined } = {},
): Promise<{ facts: CniFacts; readings: CniReadings }> {
  const plugin = (await real.files.real(site.plugin)) ?? site.plugin;
  const conflist = (await real.files.real(site.conflist)) ?? site.conflist;
  const chosen = tree == null ? null : await chosenPair(real, { plugin, conflist }, tree);
  const host = chosen === null ? real : seenAs(real, movesTo({ plugin, conflist }, chosen));
  const [pluginFile, conflistFile, list, podman] = await Promise.all([
    placedFile(host, plugin),
    placedFile(host, conflist),
    networkOf(host, site, conflist),
    podmanInfo(host),
  ]);
  const { network, why: networkWhy } = list;
  const generation = await namedAs(
    host,
    site.generations,
    { plugin: pluginFile?.sha256 ?? null, conflist: conflistFile?.sha256 ?? null },
    site.releases,
  );
  const answer =
    pluginFile === null
      ? { ok: false, said: t('plugin-absent', { path: plugin }), took: 0 }
      : await answers(host, plugin, network?.cniVersion ?? null);
  const facts: CniFacts = {
    host: host.id,
    boot: await host.processes.bootId(),
    plugin,
    conflist,
    pluginFile: ofRoot(pluginFile, chosen === null ? null : 0o755),
    conflistFile: ofRoot(conflistFile, chosen === null ? null : 0o644),
    network,
    networkWhy,
    // What was chosen becomes a generation in the same run, and is no other for it.
    generation: chosen === null ? generation : { ...generation, kept: false },
    tree: generation.kept && chosen === null ? generation.tree : null,
    answers: answer.ok,
    chosen,
    generations: site.generations,
    podman,
    image: site.trial.image,
    trial: { command: site.trial.command, port: site.trial.port },
    registry: site.registry,
    mentions: site.mentions,
    commands: site.verify,
  };
  return {
    facts,
    readings: {
      ...(await readingsOf(host, facts, answer)),
      linked: basename(plugin) === basename(site.plugin) ? null : site.plugin,
    },
  };
}

/** Whosever the copy is that somebody chose: what root’s Podman runs is root’s. */
const ofRoot = (file: PlacedFile | null, mode: number | null): PlacedFile | null =>
  file === null || mode === null ? file : { ...file, mode, uid: 0, gid: 0 };

async function networkOf(host: HostView, site: CniSite, conflist: string) {
  const stat = await host.files.stat(conflist);
  if (stat?.kind !== 'file') return { network: null, why: t('list-absent') } as const;
  const read = readConflist(await host.files.text(conflist));
  if (read.network === null) return read;
  return { network: { ...read.network, ipam: site.ipam ?? read.network.ipam }, why: null };
}

async function readingsOf(
  host: HostView,
  facts: CniFacts,
  answer: CniReadings['answer'],
): Promise<Omit<CniReadings, 'linked'>> {
  const { network, podman } = facts;
  const uid = process.getuid?.() ?? 0;
  const seen = network === null || podman === null ? null : await containersSeen(host, network.name);
  return {
    free: await host.files.free(facts.generations),
    treeBytes: (await bytesOf(host, facts.plugin)) + (await bytesOf(host, facts.conflist)) + 65_536,
    mayWrite: uid === 0,
    uid,
    answer,
    containers: seen?.containers ?? [],
    containersWhy: seen === null ? t('containers-not-asked') : seen.why,
    addresses: network === null ? null : await addressesOf(host, network, seen?.ids ?? null),
    image: podman === null ? false : await imageIsThere(host, facts.image).catch(() => false),
    shadows: await shadowsOf(host, facts),
    lacks: await lacksOf(host),
  };
}

async function containersSeen(host: HostView, network: string) {
  try {
    const all = await containersOn(host, network);
    const containers = all.map(({ name, id, address, running }) => ({ name, id, address, running }));
    return { containers, ids: new Set(all.map(({ id }) => id)), why: null };
  } catch (error) {
    return { containers: [], ids: null, why: describeError(error).message };
  }
}

async function addressesOf(
  host: HostView,
  { ipam, ranges }: Network,
  ids: ReadonlySet<string> | null,
): Promise<CniReadings['addresses']> {
  if (ipam === null) return null;
  const kept = await keptAddresses(host, ipam).catch(() => null);
  if (kept === null) return null;
  const isOf = ({ owner }: { owner: string }) => ids === null || [...ids].some((id) => owner.includes(id));
  const orphans = kept.filter((one) => !isOf(one)).map(({ address }) => address);
  return { used: kept.length, usable: usableOf(ranges), orphans };
}

/** Programs of the plugin's name that Podman may find before it, with another content (H20). */
async function shadowsOf(host: HostView, { plugin, pluginFile }: CniFacts): Promise<readonly string[]> {
  const name = basename(plugin);
  const found: string[] = [];
  const { plugins } = await podmanPlaces(makeLook(host, 5_000, /flatnet/i));
  for (const folder of plugins) {
    const path = (await host.files.real(`${folder}/${name}`).catch(() => null)) ?? null;
    if (path === null || path === plugin || dirname(plugin) === folder) continue;
    const other = await placedFile(host, path);
    if (other !== null && other.sha256 !== pluginFile?.sha256) found.push(path);
  }
  return found;
}

async function lacksOf(host: HostView): Promise<readonly string[]> {
  const needed = ['ping', 'flock'];
  const there = await Promise.all(
    needed.map((name) =>
      host.query([name, '-V'], { limit: 2_000 }).then(
        () => true,
        (error) => describeError(error).code !== 'E_COMMAND_ABSENT',
      ),
    ),
  );
  return needed.filter((_, index) => there[index] === false);
}

const bytesOf = async (host: HostView, path: string): Promise<number> => (await host.files.stat(path))?.bytes ?? 0;
