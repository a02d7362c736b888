import { basename, dirname, join, normalize } from 'node:path/posix';
import { baseOf, each, type Look, type PodmanPlaces } from '@flatnet-maint/actions';
import type { CniSite, Network } from '../facts.ts';
import { isFlatnet, type List, listAt, listsIn, typeOf } from './lists.ts';

/** One plugin: its program, there or not, and the list that names it. */
export interface Plugin {
  /** Where its program is, or is to be. */
  readonly path: string;
  readonly type: string;
  readonly list: List | null;
  /** What its list says, or a copy of it where it cannot be read. */
  readonly network: Network | null;
  /** Other lists that name it, too. */
  readonly others: readonly List[];
  /** Programs of its name in other folders, which Podman does not take. */
  readonly shadowed: readonly string[];
  readonly isChosen: boolean;
}

/** What comes with every Linux; a list that begins with one of these is no Flatnet's for that. */
const reference =
  /^(?:bandwidth|bridge|dhcp|dnsname|dummy|firewall|host-device|host-local|ipvlan|loopback|macvlan|portmap|ptp|sbr|static|tap|tuning|vlan|vrf)$/;
export const isReference = (type: string): boolean => reference.test(type);

/** What lists name and what lies in the folders of plugins, each program once. `use` = paths that somebody chose. */
export async function findPlugins(
  look: Look,
  places: PodmanPlaces,
  use: readonly string[],
): Promise<readonly Plugin[]> {
  const chosen = await each(use, 4, (path) => chosenOf(look, path));
  const far = chosen.flatMap(({ list }) => (list === null || dirname(list) === places.lists ? [] : [list]));
  const lists = [...(await listsIn(look, places.lists)), ...(await each(far, 4, (path) => listAt(look, path)))];
  const isOurs = (list: List, type: string) =>
    !isReference(type) || [type, list.network?.name ?? '', basename(list.path)].some(isFlatnet);
  const byType = new Map<string, List[]>();
  for (const list of lists) {
    const type = typeOf(list);
    const isNamed = chosen.some((one) => one.list === list.path);
    if (type === null || !(isOurs(list, type) || isNamed)) continue;
    byType.set(type, [...(byType.get(type) ?? []), list]);
  }
  const plugins = await each([...byType], 4, ([type, all]) => pluginOf(look, places, type, all, chosen));
  const known = new Set(plugins.map(({ path }) => path));
  const bare: Plugin[] = [];
  const add = (path: string, type: string, isChosen: boolean) => {
    if (known.has(path)) return;
    known.add(path);
    bare.push({ path, type, list: null, network: null, others: [], shadowed: [], isChosen });
  };
  for (const folder of places.plugins)
    if (!byType.has('flatnet') && bare.length === 0)
      for (const name of await look.names(folder))
        if (baseOf(name) === 'flatnet') add(join(folder, 'flatnet'), 'flatnet', false);
  const named = chosen.flatMap(({ program }) => (program === null ? [] : [program]));
  for (const path of named) add(path, basename(path), true);
  return [...plugins, ...bare.map((one) => ({ ...one, isChosen: one.isChosen || named.includes(one.path) }))];
}

/** The plugin that a site file means. */
export async function pluginOfSite(look: Look, places: PodmanPlaces, site: CniSite): Promise<Plugin> {
  const list = await listAt(look, site.conflist);
  const type = basename(site.plugin);
  const beside = await listsIn(look, dirname(site.conflist));
  return {
    path: site.plugin,
    type,
    list,
    network: networkOf(list),
    others: beside.filter((one) => one.path !== list.path && one.network?.type === type),
    shadowed: await programsNamed(look, places.plugins, type).then((all) => all.filter((path) => path !== site.plugin)),
    isChosen: true,
  };
}

const networkOf = (list: List): Network | null =>
  list.network ?? list.copies.find(({ network }) => network !== null)?.network ?? null;

interface Chosen {
  readonly list: string | null;
  readonly program: string | null;
}

/** What a path that somebody named stands for: a list or a program, in their places or as a copy beside them. */
async function chosenOf(look: Look, path: string): Promise<Chosen> {
  const plain = normalize(path).replace(/(?<=.)\/+$/, '');
  const base = join(dirname(plain), baseOf(basename(plain)));
  if (/\.(?:conflist|conf|json)$/.test(base)) return { list: base, program: null };
  const lies = (await look.names(dirname(plain))).some((name) => baseOf(name) === basename(base));
  const isFile = (await look.stat(plain))?.kind === 'file';
  return { list: null, program: lies && isFile ? base : null };
}

async function pluginOf(
  look: Look,
  places: PodmanPlaces,
  type: string,
  lists: readonly List[],
  chosen: readonly Chosen[],
): Promise<Plugin> {
  const isChosenList = ({ path }: List) => chosen.some(({ list }) => list === path);
  const rank = (list: List) =>
    8 * Number(isChosenList(list)) +
    4 * Number(list.network !== null) +
    2 * Number(!list.isAbsent) +
    Number(isFlatnet(list.network?.name ?? basename(list.path)));
  const [list, ...others] = [...lists].sort((a, b) => rank(b) - rank(a) || (a.path < b.path ? -1 : 1)) as [
    List,
    ...List[],
  ];
  const programs = await programsNamed(look, places.plugins, type);
  const path = programs[0] ?? (await placeOf(look, places.plugins, type));
  const named = chosen.find(({ program }) => program !== null && basename(program) === type)?.program ?? null;
  return {
    path: named ?? path,
    type,
    list,
    network: networkOf(list),
    others,
    shadowed: programs.filter((one) => one !== (named ?? path)),
    isChosen: named !== null || isChosenList(list),
  };
}

async function programsNamed(look: Look, folders: readonly string[], type: string): Promise<readonly string[]> {
  const paths = folders.map((folder) => join(folder, type));
  const there = await each(paths, 4, async (path) => (await look.stat(path))?.kind === 'file');
  return paths.filter((_, index) => there[index]);
}

/** Where a program that is gone was: beside its copies, else where the manual puts it. */
async function placeOf(look: Look, folders: readonly string[], type: string): Promise<string> {
  for (const folder of folders)
    if ((await look.names(folder)).some((name) => baseOf(name) === type)) return join(folder, type);
  const usual = '/opt/cni/bin';
  return join(folders.includes(usual) ? usual : (folders.at(-1) ?? usual), type);
}
