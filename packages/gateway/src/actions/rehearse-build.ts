import { join } from 'node:path/posix';
import { lastLines } from '@flatnet-maint/actions';
import { type Action, type Host, MaintError } from '@flatnet-maint/core';
import { writeRehearsal } from '../config/rehearsal.ts';
import { versionOf } from '../inspect.ts';
import { nginxUnder } from '../masters.ts';
import { readRoutes } from '../routes.ts';
import { t } from '../texts.ts';
import { endAll, within } from './run-nginx.ts';

export type RehearseArgs = {
  readonly tree: string;
  readonly mainConfig: string;
  readonly folder: string;
  readonly version: string;
  readonly bootFile: string;
  /** Live addresses: what is asked of the new build is asked of the live one beside it. */
  readonly site: string;
  readonly api: string | null;
  readonly fromTree: string;
  readonly steady: number;
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Whether it must be about as fast as the live build; a return to a kept one is no time for that question. */
  readonly compared: boolean;
};

// Below the ports that the system gives to outgoing connections: one of those may be in use without listening.
const firstPort = 21_100;
const samples = 15;

/**
 * The new build is started where no user reaches it, with its real configuration, Lua and the present container routes,
 * and must answer, stay up and be about as fast as the live one. What can be caught here never answers a user.
 */
export const rehearseBuild: Action<RehearseArgs, null> = {
  name: 'gateway-rehearse@1',
  posixOnly: true,
  touches: ({ folder }) => [{ kind: 'path', name: folder, access: 'writes' }],
  capture: async () => null,
  async do(args, _saved, host) {
    await clear(args, host);
    try {
      await rehearse(args, host);
    } catch (error) {
      if ((error as MaintError).code === 'E_LIMIT') throw error;
      const said = await host.files.text(join(args.folder, 'logs', 'error.log')).catch(() => '');
      const signs = said
        .split('\n')
        .filter((line) => /\[(emerg|alert|crit|error)\]/.test(line))
        .join('\n');
      const why = (error as Error).message;
      // Also for one that was superseded in the middle of it: whoever goes back may have looked already.
      await clear(args, host).catch(() => undefined);
      throw new MaintError(
        'E_REHEARSAL_FAILED',
        signs === '' ? t('rehearsal-failed', { why }) : t('rehearsal-failed-log', { why, log: lastLines(signs) }),
        t('sound-build'),
        { cause: error },
      );
    }
    await endAll(host, [args.tree], 500);
    await host.files.remove(args.folder);
    await host.files.write(proof(args), `${JSON.stringify({ version: args.version })}\n`, { mode: 0o644 });
  },
  async undo(args, _saved, host) {
    await clear(args, host);
  },
  async check(args, _saved, host) {
    const runs = (await nginxUnder(host, args.tree)).all.length > 0;
    const folder = (await host.files.stat(args.folder)) !== null;
    if (runs || folder) return 'partly';
    return (await host.files.stat(proof(args))) === null ? 'undone' : 'done';
  },
};

const proof = (args: RehearseArgs): string => join(args.tree, 'rehearsed.json');

async function clear(args: RehearseArgs, host: Host): Promise<void> {
  await host.files.remove(proof(args));
  await endAll(host, [args.tree], 0);
  await host.files.remove(args.folder);
}

async function rehearse(args: RehearseArgs, host: Host): Promise<void> {
  const program = join(args.tree, 'sbin/nginx');
  const reported = await versionOf(host, program);
  if (reported !== args.version) throw new Error(t('says-other-version', { said: reported, version: args.version }));
  const live = (await nginxUnder(host, args.fromTree)).accepting.map((p) => p.pid);
  const told = args.api === null ? null : await readRoutes(host, args.api, live);
  const routes = told ?? [];
  // Where nobody tells routes, a tree that served before may hold the only record of them.
  if (told !== null || (await host.files.stat(args.bootFile)) === null) {
    await host.files.makeFolder(join(args.bootFile, '..'));
    await host.files.write(args.bootFile, JSON.stringify(routes), { mode: 0o644 });
  }
  const taken = new Set((await host.processes.listeners()).map((listener) => listener.port));
  const free = Array.from({ length: 2_000 }, (_, n) => firstPort + n).filter((port) => !taken.has(port));
  const { main, ports } = await writeRehearsal(host.files, { ...args, portAt: (index) => free[index] as number });
  const out = await host.run([program, '-p', args.folder, '-c', main], { leaves: 'daemon', limit: 6_000 });
  if (out.code !== 0) throw new Error(t('does-not-start', { code: String(out.code), said: lastLines(out.stderr) }));
  const up = async () => (await nginxUnder(host, args.tree)).accepting.length > 0;
  if (!(await within(host, 4_000, up))) throw new Error(t('no-connections'));
  const first = (await nginxUnder(host, args.tree)).masters[0]?.pid;
  const began = performance.now();
  await ask(
    args,
    host,
    ports,
    routes.map((route) => route.name),
  );
  await host.sleep(Math.max(0, args.steady - (performance.now() - began)));
  const now = await nginxUnder(host, args.tree);
  if (now.masters[0]?.pid !== first || now.accepting.length === 0)
    throw new Error(t('not-steady', { steady: args.steady }));
  await ask(
    args,
    host,
    ports,
    routes.map((route) => route.name),
  );
}

async function ask(
  args: RehearseArgs,
  host: Host,
  ports: ReadonlyMap<string, number>,
  names: readonly string[],
): Promise<void> {
  const urls = [
    `${args.site}/health`,
    ...(args.api === null ? [] : [`${args.api}/api/health`, `${args.api}/api/status`]),
  ];
  for (const url of urls) {
    const there = await host.http.get(privately(url, ports), { limit: 4_000 });
    if (there.status !== 200) throw new Error(t('path-answers', { path: new URL(url).pathname, status: there.status }));
    if (!args.compared) continue;
    const [live, rehearsed] = await paired(host, url, privately(url, ports));
    // Both are asked in turn in the same moments, so a busy machine slows both; 4 ms keeps noise of tiny answers out.
    if (rehearsed > live * 4 && rehearsed - live > 4)
      throw new Error(
        t('path-slow', { path: new URL(url).pathname, rehearsed: rehearsed.toFixed(1), live: live.toFixed(1) }),
      );
  }
  if (args.api === null || names.length === 0) return;
  const known = (await host.http.get(privately(`${args.api}/api/containers`, ports), { limit: 4_000 })).body;
  const missing = names.filter((name) => !known.includes(JSON.stringify(name)));
  if (missing.length > 0) throw new Error(t('routes-unknown', { routes: missing.join(', ') }));
}

/** Median times of the live and of the rehearsed build, asked in turn. */
async function paired(host: Host, live: string, rehearsed: string): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < samples; n += 1) {
    times[0].push((await host.http.get(live, { limit: 4_000 })).took);
    times[1].push((await host.http.get(rehearsed, { limit: 4_000 })).took);
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(samples / 2)] as number) as [number, number];
}

/** The same request at the rehearsal's private port. */
function privately(url: string, ports: ReadonlyMap<string, number>): string {
  const { hostname, port, pathname } = new URL(url);
  const wanted = port === '' ? '80' : port;
  const key =
    [`${hostname}:${wanted}`, `0.0.0.0:${wanted}`, `:::${wanted}`].find((k) => ports.has(k)) ??
    [...ports.keys()].find((k) => k.endsWith(`:${wanted}`));
  if (key === undefined) throw new Error(t('not-listening', { address: `${hostname}:${wanted}` }));
  return `http://127.0.0.1:${ports.get(key)}${pathname}`;
}
