import { dirname, isAbsolute, join, normalize } from 'node:path/posix';
import type { Generation, HostView } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { t } from './texts.ts';

export type PlaceObstacle = { readonly id: string; readonly message: string; readonly next: string };
type Places = Pick<
  GatewayFacts,
  'home' | 'tree' | 'pointer' | 'configFolder' | 'configPointer' | 'configTree' | 'generations'
>;

const holds = (folder: string, path: string): boolean => `${path}/`.startsWith(`${folder}/`);

/** Why a folder could not become a pointer. Told before anything is touched, not by a rename that fails while the gateway is down. */
export async function placeObstacles(places: Places, leaving: Generation, host: HostView): Promise<PlaceObstacle[]> {
  return [
    ...nested(places),
    ...(await taken(places, leaving, host)),
    ...(await otherFileSystem(places, host)),
    ...(await looseLinks(places, host)),
  ];
}

function nested({ home, tree, configFolder, configTree, generations }: Places): PlaceObstacle[] {
  const found: PlaceObstacle[] = [];
  if (holds(tree, generations))
    found.push({
      id: 'generations-inside',
      message: t('generations-inside', { generations, tree }),
      next: t('generations-inside-next'),
    });
  for (const folder of new Set([configFolder, configTree])) {
    if (folder === null) continue;
    const inside = [home, tree, generations].find((path) => holds(folder, path));
    const around = [home, tree].find((path) => holds(path, folder));
    if (inside === undefined && around === undefined && dirname(folder) !== '/') continue;
    found.push({
      id: 'config-folder',
      message: t('config-folder', {
        folder,
        why:
          inside !== undefined
            ? t('lies-in-it', { path: inside })
            : around !== undefined
              ? t('lies-in-tree', { path: around })
              : t('system-folder'),
      }),
      next: t('config-folder-next'),
    });
    break;
  }
  return found;
}

/** An earlier one of the same build lies where the plain folder would go: a hand has put the old tree back, or a copy of it. */
async function taken(places: Places, leaving: Generation, host: HostView): Promise<PlaceObstacle[]> {
  const { tree, pointer, configFolder, configPointer, configTree } = places;
  const config = partsOf(leaving).config;
  const moves = [
    ...(pointer ? [] : [{ from: tree, to: leaving.tree }]),
    ...(configFolder === null || configPointer || config === null
      ? []
      : [{ from: configTree ?? configFolder, to: config }]),
  ];
  const found: PlaceObstacle[] = [];
  for (const { from, to } of moves)
    if ((await host.files.stat(to)) !== null)
      found.push({
        id: 'place-taken',
        message: t('place-taken', { path: from, place: to }),
        next: t('place-taken-next'),
      });
  return found;
}

/** A plain folder is renamed into the generations folder, which works inside one mount only. */
async function otherFileSystem(places: Places, host: HostView): Promise<PlaceObstacle[]> {
  const { tree, pointer, configPointer, configTree, generations } = places;
  const moved = [...(pointer ? [] : [tree]), ...(!configPointer && configTree !== null ? [configTree] : [])];
  if (host.os === 'windows' || moved.length === 0) return [];
  const table = '/proc/self/mountinfo';
  const mounts = (await host.files.stat(table)) === null ? ['/'] : mountPoints(await host.files.text(table));
  const mountOf = (path: string) =>
    mounts.filter((mount) => mount === '/' || holds(mount, path)).sort((a, b) => b.length - a.length)[0];
  const there = mountOf(generations);
  return moved
    .filter((folder) => mountOf(folder) !== there)
    .map((folder) => ({
      id: 'other-file-system',
      message: t('other-file-system', { folder, mount: mountOf(folder) ?? '/', other: there ?? '/' }),
      next: t('other-file-system-next'),
    }));
}

export const mountPoints = (table: string): string[] =>
  table
    .split('\n')
    .flatMap((line) => line.split(' ')[4] ?? [])
    .map((path) => path.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))));

/** A relative link that leads out of its tree leads elsewhere from the generations folder, without a word. */
async function looseLinks(places: Places, host: HostView): Promise<PlaceObstacle[]> {
  const { tree, configTree, generations } = places;
  const loose: { path: string; to: string }[] = [];
  for (const root of [tree, configTree]) {
    if (root === null || dirname(root) === generations) continue;
    for await (const { path, to } of links(host, root))
      if (!isAbsolute(to) && !holds(root, normalize(join(dirname(path), to)))) loose.push({ path, to });
  }
  const [first] = loose;
  if (first === undefined) return [];
  const target = normalize(join(dirname(first.path), first.to));
  return [
    {
      id: 'relative-link',
      message:
        loose.length === 1
          ? t('relative-link', { ...first, generations })
          : t('relative-links', { ...first, more: loose.length - 1, generations }),
      next: t('relative-link-next', { target }),
    },
  ];
}

async function* links(host: HostView, folder: string): AsyncGenerator<{ path: string; to: string }> {
  for (const name of await host.files.list(folder)) {
    const path = join(folder, name);
    const stat = await host.files.stat(path);
    if (stat?.kind === 'link') yield { path, to: stat.to ?? '' };
    if (stat?.kind === 'folder') yield* links(host, path);
  }
}

/** A path with its links resolved, as running programs will show it, also before it is made. */
export async function realPlace(host: HostView, path: string): Promise<string> {
  const real = await host.files.real(path);
  if (real !== null || dirname(path) === path) return real ?? path;
  return join(await realPlace(host, dirname(path)), path.slice(dirname(path).length));
}
