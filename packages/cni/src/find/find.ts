import { dirname, join } from 'node:path/posix';
import { each, type Look, makeLook, type PodmanPlaces, podmanPlaces } from '@flatnet-maint/actions';
import type { Candidate, Finding, Found, FoundTree, HostView } from '@flatnet-maint/core';
import type { CniSite } from '../facts.ts';
import { t } from '../texts.ts';
import { addressesOf } from './addresses.ts';
import { bestOf } from './best.ts';
import { inTheWay, storeRemarks } from './host.ts';
import { isFlatnet, type List } from './lists.ts';
import { findPlugins, isReference, type Plugin, pluginOfSite } from './plugins.ts';
import { askAll, type Program, programsOf, timeForAsking } from './programs.ts';
import { remarksOf, type Seen, serves } from './remarks.ts';
import { attached, imageWithPing, type Runs, running } from './store.ts';
import { usualIpam, valuesOf } from './values.ts';

interface Around {
  readonly places: PodmanPlaces;
  readonly all: readonly Runs[];
  readonly image: string | null;
  readonly hasUsualIpam: boolean;
  readonly site: CniSite | null;
}

/** The plugin finds itself: what lists name, what lies in the folders of plugins; `site`: only what the site file means. */
export async function find(
  host: HostView,
  { use, site }: { readonly use: readonly string[]; readonly site: CniSite | null },
): Promise<Found> {
  if (host.os === 'windows') return { component: 'cni', candidates: [], remarks: [], rights: [t('find-on-windows')] };
  const look = makeLook(host, timeForAsking, /flatnet/i);
  const places = await podmanPlaces(look);
  const plugins = site === null ? await findPlugins(look, places, use) : [await pluginOfSite(look, places, site)];
  if (plugins.length === 0) return { component: 'cni', candidates: [], remarks: [], rights: look.rights() };
  const all = running(await host.processes.list());
  const around: Around = {
    ...{ places, all, site },
    image: site === null ? await imageWithPing(look, places.store) : null,
    hasUsualIpam: (await look.stat(usualIpam)) !== null,
  };
  const missing = await inTheWay(look, places);
  const candidates = await each(plugins, 2, (plugin) => candidateOf(look, plugin, around, missing));
  return { component: 'cni', candidates, remarks: await storeRemarks(look, places, all), rights: look.rights() };
}

async function candidateOf(
  look: Look,
  plugin: Plugin,
  { places, all, image, hasUsualIpam, site }: Around,
  missing: readonly Finding[],
): Promise<Candidate> {
  const { path, network, list, type, isChosen } = plugin;
  const generations = site?.generations ?? join(dirname(dirname(path)), 'generations/cni');
  const programs = await askAll(look, await programsOf(look, path, generations), {
    cniVersion: network?.cniVersion ?? null,
    isTrusted: isChosen,
  });
  const ids = network === null ? [] : await attached(look, network.name);
  const on = ids === null ? null : all.filter(({ id }) => ids.includes(id));
  const kept = site?.ipam ?? network?.ipam ?? (hasUsualIpam ? usualIpam : null);
  const seen: Seen = { plugin, programs, on, addresses: await addressesOf(look, kept, all) };
  const serving = missing.length === 0 && serves(seen);
  const names = [type, network?.name ?? ''];
  const hasPodman = !missing.some(({ id }) => id === 'podman-absent');
  return {
    path,
    running: serving,
    // What no list names, or no Podman runs, may as well be left over.
    sure: isChosen || (list !== null && hasPodman && !isReference(type) && names.some(isFlatnet)),
    why: hasPodman ? whyOf(seen) : t('why-no-podman'),
    values: valuesOf(plugin, { image, hasUsualIpam, store: places.store, site }),
    trees: [...programs.map((one) => treeOf(one, serving, site)), ...listTrees(list)],
    remarks: [...missing, ...remarksOf(seen)],
    best: bestOf(programs),
  };
}

function whyOf({ plugin: { list, network, path }, on, programs }: Seen): string {
  if (list === null || network === null)
    return t(programs.length === 0 ? 'why-only-list' : 'why-only-program', { plugin: path, list: list?.path ?? '-' });
  const named = { network: network.name, list: list.path };
  return on === null ? t('why-named-unseen', named) : t('why-named', { ...named, count: on.length });
}

const treeOf = (
  { path, role, exe, dated, version, test }: Program,
  serving: boolean,
  site: CniSite | null,
): FoundTree => ({
  path,
  role: role === 'home' && serving ? 'live' : role,
  version: version ?? site?.releases.find(({ sha256 }) => sha256 === exe)?.version ?? null,
  exe,
  dated,
  test,
  lastAccess: null,
});

/** Copies of the list: configuration only. */
const listTrees = (list: List | null): readonly FoundTree[] =>
  (list?.copies ?? []).map(({ path, dated, why, text }) => ({
    path,
    role: 'backup',
    version: null,
    exe: null,
    dated,
    test: { ok: text === null ? null : why === null, said: why ?? t('list-can-be-read') },
    lastAccess: null,
  }));
