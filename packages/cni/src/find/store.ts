import { basename, join } from 'node:path/posix';
import { each, type Look, textOf } from '@flatnet-maint/actions';
import type { ProcessInfo } from '@flatnet-maint/core';

/*
 * What Podman keeps, read from its own files: Podman makes its store at the first command ever and puts it in order at the
 * first one after a boot, so asking it could write.
 */

/** A container that runs: its id, its name where it is told, and whose it is. */
export interface Runs {
  readonly id: string;
  readonly name: string;
  readonly uid: number;
}

/** Every running container has a process that keeps it. */
export function running(list: readonly ProcessInfo[]): readonly Runs[] {
  return list.flatMap(({ argv, zombie, uid }) => {
    if (zombie || basename(argv[0] ?? '') !== 'conmon') return [];
    const id = argv[argv.indexOf('-c') + 1] ?? '';
    if (!/^[0-9a-f]{64}$/.test(id)) return [];
    return [{ id, name: argv.includes('-n') ? (argv[argv.indexOf('-n') + 1] ?? '') : id.slice(0, 12), uid }];
  });
}

/** Ids of containers that were given an address of this network, as libcni notes them; null = its notes may not be read. */
export async function attached(look: Look, network: string): Promise<readonly string[] | null> {
  const folder = '/var/lib/cni/results';
  const before = look.rights().length;
  const names = await look.names(folder);
  if (names.length === 0 && look.rights().length > before) return null;
  return names.flatMap((name) => {
    const [, of, id] = /^(.+)-([0-9a-f]{64})-[^-]+$/.exec(name) ?? [];
    return of === network && id !== undefined ? [id] : [];
  });
}

/** How many containers a store holds, running or not; 0 also where there is none. */
export async function countIn(look: Look, store: string): Promise<number> {
  for (const driver of ['overlay', 'vfs', 'btrfs']) {
    const all = await json(look, join(store, `${driver}-containers/containers.json`));
    if (all.length > 0) return all.length;
  }
  return 0;
}

interface Entry {
  readonly id?: unknown;
  readonly names?: unknown;
  readonly layer?: unknown;
  readonly parent?: unknown;
}
const mostImages = 64;
const mostLayers = 32;
const pings = ['bin/ping', 'usr/bin/ping', 'sbin/ping'];

/** An image of root's that has ping in it, those that the manual names first; null = none is seen. */
export async function imageWithPing(look: Look, store: string): Promise<string | null> {
  const images = (await json(look, join(store, 'overlay-images/images.json'))).slice(0, mostImages);
  const named = images.flatMap(({ names, layer }) =>
    typeof layer === 'string' && Array.isArray(names)
      ? names.flatMap((name) =>
          typeof name === 'string' && /^[A-Za-z0-9][\w./:@-]*$/.test(name) ? [{ name, layer }] : [],
        )
      : [],
  );
  if (named.length === 0) return null;
  const parents = new Map(
    (await json(look, join(store, 'overlay-layers/layers.json'))).map(({ id, parent }) => [id, parent]),
  );
  const isUsual = ({ name }: { readonly name: string }) => Number(/(?:^|\/)(?:alpine|busybox)\b/.test(name));
  const ordered = named.sort((a, b) => isUsual(b) - isUsual(a) || (a.name < b.name ? -1 : 1));
  const have = await each(ordered, 4, async (one) => hasPing(look, store, one.layer, parents));
  return ordered.find((_, index) => have[index])?.name ?? null;
}

async function hasPing(look: Look, store: string, layer: string, parents: ReadonlyMap<unknown, unknown>) {
  let at: unknown = layer;
  for (let depth = 0; depth < mostLayers && typeof at === 'string' && /^[0-9a-f]+$/.test(at); depth += 1) {
    for (const path of pings) if ((await look.entry(join(store, 'overlay', at, 'diff', path))) !== null) return true;
    at = parents.get(at);
  }
  return false;
}

async function json(look: Look, path: string): Promise<readonly Entry[]> {
  try {
    const all: unknown = JSON.parse((await textOf(look, path, 8 * 1_048_576)) ?? '[]');
    return Array.isArray(all) ? all.filter((one) => typeof one === 'object' && one !== null) : [];
  } catch {
    // Podman writes it anew at this moment, or it is no store of the kind that is known here.
    return [];
  }
}
