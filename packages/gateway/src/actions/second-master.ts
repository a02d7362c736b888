import { lastLines } from '@flatnet-maint/actions';
import {
  type Action,
  type Host,
  type HostView,
  MaintError,
  type ProcessInfo,
  type ProcessRef,
} from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { readRoutes, sendRoutes } from '../routes.ts';
import { t } from '../texts.ts';
import { endAll, pidsOf, signalAll, within } from './run-nginx.ts';

export type SecondMasterArgs = {
  readonly fromTree: string;
  readonly toTree: string;
  readonly errorLogs: readonly string[];
  readonly pidFile: string;
  readonly api: string | null;
};
export type OldMaster = { readonly old: { readonly pid: number; readonly started: string; readonly boot: string } };

/**
 * USR2: the old master starts the new build beside itself, with the same listening sockets, through the pointer that now
 * leads to the new tree. Both answer from here on.
 */
export const secondMaster: Action<SecondMasterArgs, OldMaster> = {
  name: 'gateway-second-master@1',
  posixOnly: true,
  touches: ({ toTree }) => [{ kind: 'process', name: toTree, access: 'writes' }],
  async capture({ fromTree }, host) {
    const [master] = (await nginxUnder(host, fromTree)).masters;
    if (master === undefined) throw new MaintError('E_GATEWAY_GONE', t('gateway-stopped'), 'flatnet-maint status');
    return { old: { pid: master.pid, started: master.started, boot: await host.processes.bootId() } };
  },
  async do({ toTree, errorLogs, pidFile }, { old }, host) {
    if ((await nginxUnder(host, toTree)).masters.length > 0) return;
    const before = await sizesOf(host, errorLogs);
    if (!(await host.signal(old, 'USR2')))
      throw new MaintError('E_GATEWAY_GONE', t('gateway-gone-before'), 'flatnet-maint show');
    let begun = false;
    for (let waited = 0; waited < 6_000; waited += 25) {
      const now = await nginxUnder(host, toTree);
      if (now.masters.length > 0 && now.accepting.length > 0) return;
      // The old master sets its pid file aside while it has a successor, and takes it back when that one ends.
      const pending = (await host.files.stat(`${pidFile}.oldbin`)) !== null || now.all.length > 0;
      if ((begun || waited > 1_000) && !pending) break;
      begun ||= pending;
      await host.sleep(25);
    }
    throw new MaintError(
      'E_GATEWAY_NO_SECOND_MASTER',
      t('no-second-master', { said: lastLines(await said(host, errorLogs, before)) || t('wrote-nothing') }),
      t('old-still-serves'),
    );
  },
  async undo({ fromTree, toTree, pidFile, api }, { old }, host) {
    await within(host, 3_000, async () => !(await isComing(host, toTree, pidFile)));
    const oldLives = await isAlive(host, old);
    if (!oldLives) return endAll(host, [toTree], 1_000);
    await retreat(host, fromTree, toTree);
    let quiet = false;
    const goQuiet = async (): Promise<void> => {
      if (quiet) return;
      quiet = true;
      await signalAll(host, (await nginxUnder(host, toTree)).workers, 'QUIT');
      await within(host, 3_000, async () => (await pidsOf(host, toTree)).length === 0);
    };
    // What was registered at the new build goes back to the old one; a build too broken to tell takes it with it.
    if (api !== null) await bringBack(host, api, fromTree, toTree, goQuiet).catch(unlessLimit);
    await goQuiet();
    await signalAll(host, (await nginxUnder(host, toTree)).accepting, 'KILL');
  },
  async check({ fromTree, toTree, pidFile }, { old }, host) {
    const coming = await isComing(host, toTree, pidFile);
    const now = await nginxUnder(host, toTree);
    if (now.masters.length > 0 && now.accepting.length > 0) return 'done';
    // Workers that only finish what they began are out of the way; the tree's removal waits for them.
    if (now.masters.length > 0 || now.accepting.length > 0) return 'partly';
    if (!(await isAlive(host, old))) return 'undone';
    if (coming) return 'partly';
    return (await nginxUnder(host, fromTree)).accepting.length > 0 ? 'undone' : 'partly';
  },
};

async function bringBack(
  host: Host,
  api: string,
  fromTree: string,
  toTree: string,
  goQuiet: () => Promise<void>,
): Promise<void> {
  const [from, to] = [await pidsOf(host, fromTree), await pidsOf(host, toTree)];
  if (from.length === 0 || to.length === 0) return;
  const known = new Set((await readRoutes(host, api, from))?.map((route) => route.name));
  const last = await readRoutes(host, api, to, goQuiet);
  await sendRoutes(
    host,
    api,
    (last ?? []).filter((route) => !known.has(route.name)),
    await pidsOf(host, fromTree),
  );
}

function unlessLimit(error: MaintError & { killed?: boolean }): void {
  if (error.code === 'E_LIMIT' || error.killed === true) throw error;
}

/**
 * SIGKILL of the new master only: its workers go on answering, and the old master, who sees its successor die, starts its
 * own workers again from what it has in memory (tried on 1.22 and 1.26). Nothing is read from disk, so it does not matter
 * where the pointer leads, and at no moment does nobody answer. (HUP instead would load the new tree's configuration.)
 */
export async function retreat(host: Host, fromTree: string, toTree: string): Promise<void> {
  await signalAll(host, (await nginxUnder(host, toTree)).masters, 'KILL');
  await within(host, 4_000, async () => (await nginxUnder(host, fromTree)).accepting.length > 0);
}

/** After USR2 the pid file is set aside, then a program runs, and only later it calls itself a master. */
async function isComing(host: HostView, toTree: string, pidFile: string): Promise<boolean> {
  // In this order: one that came meanwhile is in the list. A file left by a power cut stands beside the pid file.
  const isSetAside = (await host.files.stat(`${pidFile}.oldbin`)) !== null && (await host.files.stat(pidFile)) === null;
  const { all, masters } = await nginxUnder(host, toTree);
  return masters.length === 0 && (isSetAside || all.some((p) => p.argv[0]?.startsWith('nginx: ') === false));
}

export async function isAlive(host: { processes: Host['processes'] }, ref: ProcessRef): Promise<boolean> {
  const now: ProcessInfo | null = await host.processes.get(ref.pid);
  return now !== null && now.started === ref.started && (await host.processes.bootId()) === ref.boot;
}

async function sizesOf(host: Host, logs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const log of logs) sizes.set(log, (await host.files.stat(log))?.bytes ?? 0);
  return sizes;
}

/** What was added to the logs since. */
async function said(host: Host, logs: readonly string[], since: ReadonlyMap<string, number>): Promise<string> {
  const parts: string[] = [];
  for (const log of logs) {
    const stat = await host.files.stat(log);
    const from = since.get(log) ?? 0;
    if (stat === null || stat.bytes <= from) continue;
    parts.push(Buffer.from(await host.files.read(log, { from, max: 64 * 1024 })).toString('utf8'));
  }
  return parts
    .join('\n')
    .split('\n')
    .filter((line) => /\[(emerg|alert|crit|error)\]/.test(line))
    .join('\n');
}
