import { basename, dirname } from 'node:path/posix';
import { makeLook, podmanPlaces } from '@flatnet-maint/actions';
import { type Candidate, describeError, type EvidencePiece, type HostView } from '@flatnet-maint/core';
import { readConflist } from './conflist.ts';
import { attached } from './find/store.ts';

/** Of what grows, so much of its end. */
const logBytes = 262_144;
const mostPrograms = 24;
const mostResults = 64;

/**
 * What tells of a plugin: its programs by their hashes and what each answers, the lists and their copies, the addresses that
 * are given out, what libcni noted of each container, and Podman's own words where asking it writes nothing. Reads only.
 */
export async function evidence(found: Candidate, host: HostView): Promise<readonly EvidencePiece[]> {
  const value = (key: string): string | null => {
    const seen = found.values.find((one) => one.key.join('.') === key)?.value;
    return typeof seen === 'string' ? seen : null;
  };
  const conflist = value('conflist');
  const network = conflist === null ? null : await networkIn(host, [conflist, ...listsOf(found)]);
  const ipam = value('ipam') ?? network?.ipam ?? null;
  const look = makeLook(host, 1_000, /flatnet/i);
  const { lists, store } = await podmanPlaces(look);
  const names = conflist === null ? [] : await look.names(dirname(conflist));
  const results = network === null ? [] : ((await attached(look, network.name)) ?? []);
  return [
    { kind: 'text', as: 'programs.txt', text: await programs(host, found) },
    ...once([
      ...(conflist === null ? [] : [conflist]),
      ...listsOf(found),
      ...names.filter((name) => /\.(?:conflist|conf|json)$/.test(name)).map((name) => `${lists}/${name}`),
      '/etc/containers/containers.conf',
      '/etc/containers/storage.conf',
    ]).map((path) => file(path)),
    ...(network === null ? [] : await noted(host, network.name, results.slice(0, mostResults))),
    ...(ipam === null ? [] : await addresses(host, ipam)),
    ...(await podman(host, network?.name ?? null, store)),
  ];
}

const file = (path: string, most?: number): EvidencePiece => ({
  kind: 'file',
  as: `files${path}`,
  path,
  ...(most === undefined ? {} : { most }),
});
const once = (paths: readonly string[]): readonly string[] => [...new Set(paths)];
const listsOf = ({ trees }: Candidate): readonly string[] =>
  trees.filter(({ role }) => role === 'backup').map(({ path }) => path);

async function networkIn(host: HostView, paths: readonly string[]) {
  for (const path of paths) {
    const text = await host.files.text(path).catch(() => null);
    const network = text === null ? null : readConflist(text).network;
    if (network !== null) return network;
  }
  return null;
}

/** One line each: hash, mode, owner, length, time, path, and what it says when it is asked. */
async function programs(host: HostView, { path, trees }: Candidate): Promise<string> {
  const all = once([path, ...trees.filter(({ role }) => role !== 'backup').map((tree) => tree.path)]);
  const lines = await Promise.all(
    all.slice(0, mostPrograms).map(async (one) => {
      const said = trees.find((tree) => tree.path === one)?.test.said ?? '-';
      try {
        const stat = await host.files.stat(one);
        if (stat?.kind !== 'file') return `${one}\t-`;
        const { mode, uid, gid, bytes, modified } = stat;
        const whose = `${mode.toString(8).padStart(4, '0')} ${uid}:${gid}`;
        return [await host.files.digest(one), whose, bytes, new Date(modified).toISOString(), one, said].join('\t');
      } catch (error) {
        return `${one}\t${describeError(error).message}`;
      }
    }),
  );
  return `${lines.join('\n')}\n`;
}

/** What libcni noted of each container; the list in it is put into words, so that what is secret in it is seen and masked. */
async function noted(host: HostView, network: string, ids: readonly string[]): Promise<readonly EvidencePiece[]> {
  return Promise.all(
    ids.map(async (id): Promise<EvidencePiece> => {
      const path = `/var/lib/cni/results/${network}-${id}-eth0`;
      const as = `results/${basename(path)}.json`;
      try {
        const { config, ...rest } = JSON.parse(await host.files.text(path)) as { readonly config?: unknown };
        const list = typeof config === 'string' ? Buffer.from(config, 'base64').toString('utf8') : '';
        return { kind: 'text', as, text: `${JSON.stringify(rest, null, 2)}\n${list}\n` };
      } catch (error) {
        return { kind: 'text', as, text: `${path}\n${describeError(error).message}\n` };
      }
    }),
  );
}

/** Each address and whom it is for, as its keeper has it. */
async function addresses(host: HostView, place: string): Promise<readonly EvidencePiece[]> {
  try {
    const stat = await host.files.stat(place);
    if (stat?.kind !== 'folder') return [file(place, logBytes)];
    const names = await host.files.list(place);
    const lines = await Promise.all(
      names.slice(0, 512).map(async (name) => {
        const text = await host.files.text(`${place}/${name}`).catch(() => '');
        return `${name}\t${text.slice(0, 400).trim().replace(/\s+/g, ' ')}`;
      }),
    );
    return [{ kind: 'text', as: `addresses/${basename(place)}.txt`, text: `${place}\n${lines.join('\n')}\n` }];
  } catch (error) {
    return [{ kind: 'text', as: 'addresses/problem.txt', text: `${place}\n${describeError(error).message}\n` }];
  }
}

/** Podman makes its store at the first command ever, puts it in order at the first one after a boot, and shows each user his own. */
async function podman(host: HostView, network: string | null, store: string): Promise<readonly EvidencePiece[]> {
  const isThere = async (path: string) => (await host.files.stat(path).catch(() => null)) !== null;
  const self = (await host.processes.get(process.pid))?.uid ?? 0;
  if (self !== 0 || !(await isThere(store)) || !(await isThere('/run/libpod/alive'))) return [];
  return [
    { kind: 'command', as: 'podman/info.txt', argv: ['podman', 'info'] },
    { kind: 'command', as: 'podman/containers.txt', argv: ['podman', 'ps', '-a', '--no-trunc', '--format', columns] },
    { kind: 'command', as: 'podman/networks.txt', argv: ['podman', 'network', 'ls'] },
    ...(network === null
      ? []
      : [{ kind: 'command', as: 'podman/network.json', argv: ['podman', 'network', 'inspect', network] } as const]),
    file('/run/libpod/events/events.log', logBytes),
    { kind: 'command', as: 'podman/journal.txt', argv: ['journalctl', '-t', 'podman', '-n', '200', '--no-pager'] },
  ];
}

/** Not their commands, which may hold a password. */
const columns = '{{.ID}},{{.Names}},{{.Image}},{{.Networks}},{{.Status}}';
