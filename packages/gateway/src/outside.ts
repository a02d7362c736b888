import { dirname } from 'node:path/posix';
import { type HostView, MaintError } from '@flatnet-maint/core';
import type { Config } from './config/read.ts';
import { type Reference, references } from './config/references.ts';
import { isUnder } from './masters.ts';
import { t } from './texts.ts';

/** What a snapshot keeps besides the tree and the configuration's folder, and what it does not keep. */
export type Outside = {
  /** Files and folders, links resolved. */
  readonly paths: readonly string[];
  /** What is not kept, for it cannot be known or is not there. */
  readonly notes: readonly string[];
  /** What is not kept although it is there, and why. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
};

interface Places {
  readonly home: string;
  readonly tree: string;
  readonly confFolder: string;
  readonly configTree: string | null;
  /** Entries of the tree that the snapshot keeps anyway. */
  readonly keeps: readonly string[];
  readonly generations: string;
}

const mostBytes = 512 * 1_048_576;
const mostEntries = 10_000;
/** Of the machine, not of the site; a `root /` must not copy what it holds. */
const system =
  /^\/(?:|bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:\/lib|\/log|\/share|\/local)?$/;
export const isOfSystem = (folder: string): boolean => system.test(folder);

/** Looks for everything that the configuration refers to and that lies elsewhere (H41). Reads only. */
export async function outsideOf(
  host: HostView,
  config: Config,
  places: Places,
): Promise<{ outside: Outside; bytes: number; writes: readonly string[] }> {
  const { reads, writes, unresolved } = references(config, places);
  const covered = [...places.keeps.map((name) => `${places.tree}/${name}`), places.configTree].filter(
    (one) => one !== null,
  );
  const included = config.files.map(
    ({ path }): Reference => ({ path, directive: 'include', where: path, wanted: true, guessed: false }),
  );
  const notes = new Set(
    unresolved.map(({ directive, value, where }) => t('unresolved', { setting: [directive, value].join(' '), where })),
  );
  const found = new Map<string, number>();
  const left = new Map<string, string>();
  for (const { path, directive, where, wanted, guessed } of [...included, ...reads]) {
    const seen = await looked(host, path);
    if (seen === null) {
      if (wanted) notes.add(t('absent', { directive, path, where }));
      continue;
    }
    const { real, kind, bytes } = seen;
    if (guessed && kind !== 'file') continue;
    if (covered.some((root) => real === root || isUnder(real, root)) || found.has(real) || left.has(real)) continue;
    const size = kind === 'folder' ? await measured(host, real, places) : kind === 'file' ? ofFile(bytes) : kind;
    if (typeof size === 'number') found.set(real, size);
    else left.set(real, size);
  }
  // What lies in a folder that is kept is kept with it.
  const paths = [...found.keys()].filter((path) => ![...found.keys()].some((other) => isUnder(path, other))).sort();
  const bytes = paths.reduce((sum, path) => sum + (found.get(path) ?? 0), 0);
  const outside = {
    paths,
    notes: [...notes].sort(),
    left: [...left].map(([path, why]) => ({ path, why })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  // A log with a variable in its name makes its folder one that is written; one that is read from too is no such folder.
  const read = relativeTo(
    [...included, ...reads].map(({ path }) => path),
    places,
  );
  const isRead = (path: string) => read.some((one) => one === path || isUnder(one, path));
  return { outside, bytes, writes: relativeTo(writes, places).filter((path) => !isRead(path)) };
}

/** Where a path leads and what is there: a file, a folder, or in words why it can be neither; null = nothing is there. */
async function looked(
  host: HostView,
  path: string,
): Promise<{ readonly real: string; readonly kind: string; readonly bytes: number } | null> {
  try {
    const real = await host.files.real(path);
    const stat = real === null ? null : await host.files.stat(real);
    if (real === null || stat === null) return null;
    return { real, kind: stat.kind === 'other' ? t('left-special', { path: real }) : stat.kind, bytes: stat.bytes };
  } catch (error) {
    // A user who may not look at a key may still look at a plan.
    if (!(error instanceof MaintError)) throw error;
    return { real: path, kind: t('left-unreadable', { why: error.message }), bytes: 0 };
  }
}

/**
 * What of the tree a snapshot keeps: not what the program writes there, nor what has no content. A link at its top stands
 * for what it leads to, and that is kept under the same limits as anything else that lies elsewhere.
 */
export async function keptOfTree(
  host: HostView,
  names: readonly string[],
  writes: readonly string[],
  places: Omit<Places, 'keeps' | 'confFolder'>,
): Promise<{
  readonly keeps: readonly string[];
  readonly left: Outside['left'];
  readonly special: readonly string[];
  /** Folders and links, parents first, that a tree does not work without although what is behind them is not kept. */
  readonly frame: readonly string[];
}> {
  const keeps: string[] = [];
  const frame: string[] = [];
  const sockets: string[] = [];
  const left: { path: string; why: string }[] = [];
  for (const name of names) {
    const path = `${places.tree}/${name}`;
    const kind = (await host.files.stat(path))?.kind ?? null;
    if (writes.includes(name)) {
      if (kind === 'folder' || kind === 'link') frame.push(name);
      continue;
    }
    if (kind === null) continue;
    if (kind === 'folder' && writes.some((written) => isUnder(written, name))) {
      const inside = (await host.files.list(path)).map((one) => `${name}/${one}`);
      const deeper = await keptOfTree(host, inside, writes, places);
      keeps.push(...deeper.keeps);
      frame.push(name, ...deeper.frame);
      left.push(...deeper.left);
      sockets.push(...deeper.special);
      continue;
    }
    const why = kind === 'link' ? await behindLink(host, path, places) : kind === 'other' ? special(path) : null;
    if (why === null) keeps.push(name);
    else left.push({ path, why });
    if (why !== null && kind === 'link') frame.push(name);
    if (kind === 'other') sockets.push(name);
  }
  return { keeps, left, special: sockets, frame };
}

/** The folders of a tree in which the program writes, parents first: it makes none of them by itself. */
export const foldersWritten = (writes: readonly string[]): readonly string[] =>
  [...new Set(writes.flatMap((path) => path.split('/').map((_, n, all) => all.slice(0, n).join('/'))))]
    .filter((path) => path !== '')
    .sort();

const special = (path: string): string => t('left-special', { path });

/** Why what a link leads to is not kept; null = it is. */
async function behindLink(host: HostView, path: string, places: Omit<Places, 'keeps' | 'confFolder'>) {
  const seen = await looked(host, path);
  if (seen === null) return t('left-nowhere');
  if (isUnder(seen.real, places.tree)) return null;
  const { real, kind, bytes } = seen;
  const size = kind === 'folder' ? await measured(host, real, places) : kind === 'file' ? ofFile(bytes) : kind;
  return typeof size === 'number' ? null : size;
}

const large = () => t('left-large', { mib: mostBytes / 1_048_576, entries: mostEntries });
const ofFile = (bytes: number): number | string => (bytes > mostBytes ? large() : bytes);

/** Bytes of a folder, or in words why it is not kept. */
async function measured(
  host: HostView,
  folder: string,
  places: Omit<Places, 'keeps' | 'confFolder'>,
): Promise<number | string> {
  try {
    return await counted(host, folder, places);
  } catch (error) {
    // A share that is away, or a folder of somebody else's, is no reason not to look at the gateway.
    if (!(error instanceof MaintError) || error.code === 'E_LIMIT') throw error;
    return t('left-unreadable', { why: error.message });
  }
}

async function counted(
  host: HostView,
  folder: string,
  places: Omit<Places, 'keeps' | 'confFolder'>,
): Promise<number | string> {
  if (system.test(folder)) return t('left-system');
  const own = [places.home, places.tree, places.generations, places.configTree];
  if (own.some((path) => path !== null && (path === folder || isUnder(path, folder)))) return t('left-own');
  let bytes = 0;
  let entries = 0;
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const name of await host.files.list(at)) {
      const path = `${at}/${name}`;
      const stat = await host.files.stat(path);
      // Gone since it was listed.
      if (stat === null) continue;
      if (stat.kind === 'other') return special(path);
      if (stat.kind === 'folder') folders.push(path);
      if (stat.kind === 'file') bytes += stat.bytes;
      entries += 1;
      if (bytes > mostBytes || entries > mostEntries) return large();
    }
  }
  return bytes;
}

/** Where in its own tree the program writes, relative to it; the tree itself is no such place. */
function relativeTo(writes: readonly string[], { home, tree }: Places): readonly string[] {
  const inside = writes.flatMap((path) => {
    const root = [home, tree].find((one) => isUnder(path, one));
    return root === undefined ? [] : [path.slice(root.length + 1)];
  });
  return [...new Set(inside)].filter((path) => path !== '' && dirname(`/${path}`) !== path).sort();
}
