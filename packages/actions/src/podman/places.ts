import { join } from 'node:path/posix';
import type { Look } from '../look.ts';

/** Where root's Podman looks, as its settings say, else as it is built. */
export interface PodmanPlaces {
  /** The folder of lists. */
  readonly lists: string;
  /** The folders of plugins; the first that holds one wins. */
  readonly plugins: readonly string[];
  /** `cni` or `netavark`; null = nothing says it. */
  readonly backend: string | null;
  /** Where containers and images are kept. */
  readonly store: string;
}

const most = 262_144;
const usualPlugins = [
  '/usr/local/libexec/cni',
  '/usr/libexec/cni',
  '/usr/local/lib/cni',
  '/usr/lib/cni',
  '/opt/cni/bin',
];

/** Settings of a distribution, of this host, then those added to it: a later one wins. */
export async function podmanPlaces(look: Look): Promise<PodmanPlaces> {
  const added = '/etc/containers/containers.conf.d';
  const names = (await look.names(added)).filter((name) => name.endsWith('.conf'));
  const network = await readAll(
    look,
    [
      '/usr/share/containers/containers.conf',
      '/etc/containers/containers.conf',
      ...[...names].sort().map((name) => join(added, name)),
    ],
    'network',
  );
  const storage = await readAll(
    look,
    ['/usr/share/containers/storage.conf', '/etc/containers/storage.conf'],
    'storage',
  );
  const folder = (words: readonly string[] | undefined, usual: string) =>
    words?.[0]?.startsWith('/') === true ? words[0] : usual;
  const plugins = network.get('cni_plugin_dirs')?.filter((one) => one.startsWith('/')) ?? [];
  const store = folder(storage.get('graphroot'), '/var/lib/containers/storage');
  return {
    lists: folder(network.get('network_config_dir'), '/etc/cni/net.d'),
    plugins: plugins.length > 0 ? plugins : usualPlugins,
    // What Podman once chose by itself is remembered in its store.
    backend:
      network.get('network_backend')?.[0] || (await textOf(look, join(store, 'defaultNetworkBackend')))?.trim() || null,
    store,
  };
}

async function readAll(look: Look, paths: readonly string[], table: string): Promise<Map<string, readonly string[]>> {
  const all = new Map<string, readonly string[]>();
  for (const path of paths)
    for (const [key, words] of wordsIn((await textOf(look, path)) ?? '', table)) all.set(key, words);
  return all;
}

/** A small plain file as text; null = none, or it may not be read. */
export async function textOf(look: Look, path: string, bytes = most): Promise<string | null> {
  if ((await look.stat(path))?.kind !== 'file') return null;
  const got = await look.bytes(path, { from: 0, max: bytes });
  return got === null ? null : new TextDecoder().decode(got);
}

/** The strings of each key in one table of a TOML file, so far as these settings use TOML: strings, and lists of them. */
export function wordsIn(toml: string, table: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  let inTable = '';
  let open: { key: string; text: string } | null = null;
  for (const raw of toml.split('\n')) {
    const line = withoutComment(raw);
    if (open === null) {
      const name = /^\s*\[\s*([\w.-]+)\s*\]\s*$/.exec(line)?.[1];
      if (name !== undefined) inTable = name;
      const pair = /^\s*([\w-]+)\s*=\s*(.*)$/.exec(line);
      if (name !== undefined || pair === null) continue;
      open = { key: pair[1] as string, text: pair[2] as string };
    } else open.text += ` ${line}`;
    if (open.text.startsWith('[') && !open.text.trimEnd().endsWith(']')) continue;
    if (inTable === table) found.set(open.key, stringsIn(open.text));
    open = null;
  }
  return found;
}

const strings = /"((?:\\.|[^"\\])*)"|'([^']*)'/g;
const stringsIn = (text: string): readonly string[] =>
  [...text.matchAll(strings)].map(([, double, single]) => (double ?? single ?? '').replace(/\\(.)/g, '$1'));
const withoutComment = (line: string): string => /^(?:"(?:\\.|[^"\\])*"|'[^']*'|[^#"'])*/.exec(line)?.[0] ?? '';
