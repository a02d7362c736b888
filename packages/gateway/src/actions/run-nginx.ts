import { lastLines } from '@flatnet-maint/actions';
import { type Host, MaintError, type ProcessInfo, type ProcessRef } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { t } from '../texts.ts';
import { startRefused } from './start-refused.ts';

export const refOf = async (host: Host, p: ProcessInfo): Promise<ProcessRef> => ({
  pid: p.pid,
  started: p.started,
  boot: await host.processes.bootId(),
});

export async function signalAll(
  host: Host,
  processes: readonly ProcessInfo[],
  signal: 'QUIT' | 'TERM' | 'KILL',
): Promise<void> {
  for (const p of processes) await host.signal(await refOf(host, p), signal);
}

/** Who takes new connections for a tree. */
export const pidsOf = async (host: Host, tree: string): Promise<number[]> =>
  (await nginxUnder(host, tree)).accepting.map((p) => p.pid);

/** Waits until `settled` says so, or the time is over; true = settled. */
export async function within(host: Host, time: number, settled: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; ; waited += 25) {
    if (await settled()) return true;
    if (waited >= time) return false;
    await host.sleep(25);
  }
}

/** Ends all nginx processes of the trees: asks them to finish (`drain`), then to stop, then kills; returns when none is left. */
export async function endAll(host: Host, roots: readonly string[], drain: number): Promise<void> {
  const gone = async () => (await nginxUnder(host, ...roots)).all.length === 0;
  for (const [signal, time] of [
    ['QUIT', drain],
    ['TERM', 1_000],
    ['KILL', 2_000],
  ] as const) {
    const { masters, all } = await nginxUnder(host, ...roots);
    if (all.length === 0) return;
    // A master passes the word on to its workers; workers without one must be told themselves.
    const parents = new Set(masters.map((p) => p.pid));
    await signalAll(
      host,
      signal === 'KILL' ? all : [...masters, ...all.filter((p) => !parents.has(p.pid) && !parents.has(p.parent))],
      signal,
    );
    if (await within(host, time, gone)) return;
  }
  throw new MaintError('E_GATEWAY_UNKILLABLE', t('nginx-unkillable', { roots: roots.join(', ') }), t('look-ps'), {
    exit: 5,
  });
}

/** Starts the gateway as it is always started and waits until workers of `tree` take connections. */
export async function startAndWait(
  host: Host,
  how: { argv: readonly string[]; service: string | null; tree: string; wait: number },
): Promise<void> {
  const up = async () => (await nginxUnder(host, how.tree)).accepting.length > 0;
  if (await up()) return;
  if (how.service !== null) {
    try {
      await host.services.start(how.service);
    } catch (error) {
      throw await startRefused(host, how.argv, (error as Error).message, error);
    }
  } else {
    const out = await host.run(how.argv as [string, ...string[]], { leaves: 'daemon', limit: how.wait });
    if (out.code !== 0) {
      const said = lastLines(out.stderr);
      const failed = t('command-failed', { command: how.argv.join(' '), code: String(out.code), said });
      throw await startRefused(host, how.argv, said, new MaintError('E_GATEWAY_START', failed, 'flatnet-maint show'));
    }
  }
  if (await within(host, how.wait, up)) return;
  const silent = t('no-worker', { tree: how.tree, wait: how.wait });
  throw await startRefused(host, how.argv, silent, new MaintError('E_GATEWAY_START', silent, t('error-log-tells')));
}
