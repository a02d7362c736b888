import type { Argv, FileStat, HostView } from '@flatnet-maint/core';
import type { Tool } from '../house.ts';
import { command, endOfFile, headOfFile, made, madeClean, type Wanted } from './got.ts';

const mostEntries = 4_000;
const mostRuns = 5;
const journalBytes = 2_097_152;
const headBytes = 4_096;

/** What is true of any host, whatever runs there. */
export function ofHost(tool: Tool, places: readonly string[]): readonly Wanted[] {
  const proc = (name: string, path: string) => endOfFile(`host/${name}`, path);
  return [
    madeClean('host/processes.json', '/proc', async ({ processes }, commandLine) => {
      const list = await processes.list();
      return list.map(({ pid, parent, uid, started, exe, exeDeleted, zombie, argv }) => ({
        ...{ pid, parent, uid, started, exe, argv: commandLine(argv) },
        ...(exeDeleted ? { exeDeleted } : {}),
        ...(zombie ? { zombie } : {}),
      }));
    }),
    madeClean('host/listeners.json', '/proc/net/tcp', ownedListeners),
    made('host/versions.json', 'flatnet-maint', async () => ({
      tool: tool.version,
      cli: tool.cli,
      node: process.version,
    })),
    made('host/clock.json', 'clock', async ({ processes }) => ({
      now: new Date().toISOString(),
      boot: await processes.bootId(),
    })),
    made('host/space.json', 'statfs', async ({ files }) =>
      Promise.all(
        places.map(async (path) => ({
          path,
          freeBytes: await files.free(path).catch((error: Error) => error.message),
        })),
      ),
    ),
    proc('uptime', '/proc/uptime'),
    proc('mountinfo', '/proc/self/mountinfo'),
    proc('kernel', '/proc/version'),
    proc('os-release', '/etc/os-release'),
    proc('meminfo', '/proc/meminfo'),
    proc('addresses-4', '/proc/net/fib_trie'),
    proc('addresses-6', '/proc/net/if_inet6'),
  ];
}

async function ownedListeners(
  { processes }: HostView,
  commandLine: (argv: readonly string[]) => string,
): Promise<unknown> {
  const [listeners, list] = await Promise.all([processes.listeners(), processes.list()]);
  const byPid = new Map(list.map((one) => [one.pid, one]));
  return listeners.map(({ address, port, pids }) => ({
    address,
    port,
    holders: pids.map((pid) => ({
      pid,
      exe: byPid.get(pid)?.exe ?? null,
      argv: commandLine(byPid.get(pid)?.argv ?? []),
    })),
  }));
}

/** State, unit and journal of each service that is concerned. */
export function ofServices(names: readonly string[]): readonly Wanted[] {
  return names.flatMap((written) => {
    const name = written.replace(/\.service$/, '');
    return [
      made(`services/${name}.json`, name, ({ services }) => services.status(name)),
      command(`services/${name}.unit`, ['systemctl', 'cat', '--no-pager', '--', `${name}.service`]),
      command(`services/${name}.log`, journalOf(name, 2_000), journalOf(name, 200)),
    ];
  });
}

const journalOf = (name: string, lines: number): Argv => [
  'journalctl',
  ...['--no-pager', '-q', '-o', 'short-iso', '-n', String(lines), '-u', `${name}.service`],
];

/** Services that hold a listening socket. */
export async function listeningServices({ processes, services }: HostView): Promise<readonly string[]> {
  const listeners = await processes.listeners();
  const pids = [...new Set(listeners.flatMap((one) => one.pids))];
  const names = await Promise.all(pids.map((pid) => services.of(pid)));
  return [...new Set(names.filter((name) => name !== null))];
}

/** What the tool itself knows, sound or not: names of all, journals of the open and the last runs, heads of records. */
export async function ofState(state: string, { files }: HostView): Promise<readonly Wanted[]> {
  const list = async (folder: string) =>
    (await files.list(`${state}/${folder}`).catch(() => [])).map((name) => `${folder}/${name}`);
  const nested = async (folder: string) => (await Promise.all((await list(folder)).map(list))).flat();
  const open = await files.text(`${state}/open/run`).then(
    (text) => text.trim(),
    () => '',
  );
  const newest = (await list('runs')).slice(-mostRuns).reverse();
  const runs = [...new Set([...(/^[\w.-]+$/.test(open) ? [`runs/${open}`] : []), ...newest])];
  const owners = (await Promise.all(runs.map(list))).flat().filter((path) => /\/owner\.\d+\.json$/.test(path));
  const records = (await nested('generations')).filter((path) => path.endsWith('.json'));
  const kept = [...(await list('last-good')), ...(await list('protected')), ...owners];
  const wholly = (path: string) => endOfFile(`state/${path}`, `${state}/${path}`);
  return [
    made('state/listing.txt', state, (view) => listing(view, state)),
    ...(open === '' ? [] : [wholly('open/run')]),
    ...runs.map((run) => endOfFile(`state/${run}/journal.jsonl`, `${state}/${run}/journal.jsonl`, journalBytes)),
    ...kept.map(wholly),
    ...((await list('')).includes('/history.jsonl')
      ? [endOfFile('state/history.jsonl', `${state}/history.jsonl`, 262_144)]
      : []),
    ...records.map((path) => headOfFile(`state/${path}`, `${state}/${path}`, headBytes)),
  ];
}

/** Every name to the third level. */
async function listing({ files }: HostView, root: string): Promise<string> {
  const lines: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    const names = await files.list(folder).catch((error: Error) => error);
    // Of the folder itself that is all there is to say.
    if (names instanceof Error && folder === root) throw names;
    if (names instanceof Error) {
      lines.push(`${folder}/ ${names.message}`);
      return;
    }
    for (const name of names) {
      if (lines.length >= mostEntries) return;
      const path = `${folder}/${name}`;
      const stat = await files.stat(path);
      lines.push(stat === null ? path : lineOf(path, stat));
      if (stat?.kind === 'folder' && depth > 1) await visit(path, depth - 1);
    }
  };
  await visit(root, 3);
  return `${lines.join('\n')}\n${lines.length >= mostEntries ? '…\n' : ''}`;
}

const lineOf = (path: string, { kind, mode, uid, gid, bytes, modified, to }: FileStat): string =>
  `${kind} ${mode.toString(8).padStart(4, '0')} ${uid}:${gid} ${bytes} ${new Date(modified).toISOString()} ${path}${to === undefined ? '' : ` -> ${to}`}`;
