import { dirname } from 'node:path/posix';
import { type Candidate, describeError, type EvidencePiece, type FileStat, type HostView } from '@flatnet-maint/core';
import { type Config, readConfig, valuesOf } from './config/read.ts';
import { references } from './config/references.ts';

/** Of a log, so much of its end. */
const logBytes = 1_048_576;
const mostTrees = 12;
const mostNames = 200;

/**
 * What tells of a gateway: of each of its trees what its program says of itself, configuration with all includes, ends of
 * logs, pid file and kept routes; and the routes as it answers for them now. What cannot be read here is left for whoever
 * packs it to find absent. Reads only.
 */
export async function evidence(found: Candidate, host: HostView): Promise<readonly EvidencePiece[]> {
  const value = (...key: readonly string[]): string | null => {
    const seen = found.values.find((one) => one.key.join('.') === key.join('.'))?.value;
    return typeof seen === 'string' ? seen : null;
  };
  const home = value('home') ?? found.path;
  const boot = value('routes', 'boot');
  const roots = await differing(host, [home, ...found.trees.map(({ path }) => path)]);
  const mains = [value('config') ?? `${home}/conf/nginx.conf`, ...roots.map((root) => `${root}/conf/nginx.conf`)];
  const parts = await Promise.all([
    ...[...new Set(mains)].map((main) => configured(host, main, home)),
    ...roots.map((root) => ofTree(host, root, boot)),
    routes(host, value('probes', 'api')),
  ]);
  return once([...parts.flat(), ...programs(found, roots)]);
}

/** Each folder once, whatever links lead to it, and no more than can be looked at in the time. */
async function differing(host: HostView, paths: readonly string[]): Promise<readonly string[]> {
  const real = new Map<string, string>();
  for (const path of paths.slice(0, mostTrees)) {
    const led = await host.files.real(path).catch(() => path);
    if (led !== null && !real.has(led)) real.set(led, path);
  }
  return [...real.values()];
}

/** Where a file lies is what it is called: two trees have files of one name. */
const file = (path: string, most?: number): EvidencePiece => ({
  kind: 'file',
  as: `files${path}`,
  path,
  ...(most === undefined ? {} : { most }),
});
const once = (pieces: readonly EvidencePiece[]): readonly EvidencePiece[] => [
  ...new Map(pieces.map((piece) => [piece.as, piece])).values(),
];

/** One of each version is enough; a program whose digest nobody knows is asked for itself. */
function programs(found: Candidate, roots: readonly string[]): readonly EvidencePiece[] {
  const exes = new Map(found.trees.map((tree) => [tree.path, tree.exe ?? tree.path]));
  const each = new Map(roots.map((root) => [exes.get(root) ?? root, root]));
  return [...each.values()].map((root) => ({
    kind: 'command',
    as: `version${root}.txt`,
    argv: [`${root}/sbin/nginx`, '-V'],
  }));
}

/** A configuration with its includes, and what of the rest it names tells something: logs, pid, certificates. */
async function configured(host: HostView, main: string, home: string): Promise<readonly EvidencePiece[]> {
  let config: Config;
  try {
    config = await readConfig(host.files, main);
  } catch {
    // Half of it is there, or nothing is: the file itself, or that it is absent, is what there is to say.
    return [file(main)];
  }
  const at = (path: string) => (path.startsWith('/') ? path : `${home}/${path}`);
  // One with a variable in its name is not there, and is told so.
  const written = (name: string) =>
    valuesOf(config, name)
      .filter((path) => !/^(?:(?:off|on|stderr)$|syslog:|memory:)/.test(path))
      .map(at);
  const { reads } = references(config, { home, confFolder: dirname(main) });
  const certificates = reads.filter(({ directive }) => /(?:^|_)ssl_.*certificate(?:_key)?$/.test(directive));
  return [
    ...config.files.map(({ path }) => file(path)),
    ...[...written('error_log'), ...written('access_log')].map((path) => file(path, logBytes)),
    ...written('pid').map((path) => file(path)),
    ...certificates.map(({ path }) => file(path)),
  ];
}

async function ofTree(host: HostView, root: string, boot: string | null): Promise<readonly EvidencePiece[]> {
  const kept = [boot ?? 'boot/routes.json', 'generation.json', 'logs/nginx.pid'].map((path) => `${root}/${path}`);
  const logs = ['error.log', 'access.log'].map((name) => `${root}/logs/${name}`);
  const listed: EvidencePiece = { kind: 'text', as: `listing${root}.txt`, text: await listing(host, root) };
  const all = [...kept.map((path) => file(path)), ...logs.map((path) => file(path, logBytes))];
  const there = await Promise.all(kept.concat(logs).map((path) => host.files.stat(path).catch(() => null)));
  // Most trees have none of these, and that is nothing to tell.
  return [listed, ...all.filter((_, index) => there[index] !== null)];
}

/** The top of a tree: names, kinds, modes, lengths and times. A huge one stops, and says so. */
async function listing(host: HostView, root: string): Promise<string> {
  try {
    const names = await host.files.list(root);
    const lines = await Promise.all(
      names.slice(0, mostNames).map(async (name) => {
        const stat = await host.files.stat(`${root}/${name}`);
        return stat === null ? `${name} ?` : line(name, stat);
      }),
    );
    const more = names.length - lines.length;
    return `${root}\n${lines.join('\n')}\n${more > 0 ? `+${more}\n` : ''}`;
  } catch (error) {
    return `${root}\n${describeError(error).message}\n`;
  }
}

const line = (name: string, { kind, mode, uid, gid, bytes, modified, to }: FileStat): string =>
  [
    kind.padEnd(6),
    mode.toString(8).padStart(4, '0'),
    `${uid}:${gid}`,
    String(bytes).padStart(10),
    new Date(modified).toISOString(),
    to === undefined ? name : `${name} -> ${to}`,
  ].join(' ');

/** As the running one tells them, or why it does not. */
async function routes(host: HostView, api: string | null): Promise<readonly EvidencePiece[]> {
  if (api === null) return [];
  const text = await host.http
    .get(`${api}/api/containers`, { limit: 2_000 })
    .then(({ status, body }) => `${status}\n${body}\n`)
    .catch((error: unknown) => `${describeError(error).message}\n`);
  return [{ kind: 'text', as: 'routes.txt', text }];
}
