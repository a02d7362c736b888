import { setTimeout as pause } from 'node:timers/promises';
import { MaintError, type Millis, type ProcessInfo, type ProcessRef } from '@flatnet-maint/core';
import { isClosed, isGone, isZombie, readStat } from './proc-stat.ts';
import { bootId } from './processes.ts';
import { sweep } from './sweep.ts';
import { t } from './texts.ts';

/**
 * Ends what a dead or superseded owner left running: everything whose environment holds `FLATNET_RUN=mark`. What is
 * still in `left` cannot be killed (it waits in the kernel): then nothing may be done on this machine.
 */
export async function sweepMark(mark: string, how: { limit?: Millis } = {}): Promise<{ left: ProcessInfo[] }> {
  return { left: await sweep({ env: `FLATNET_RUN=${mark}` }, Math.min(how.limit ?? 10_000, 10_000)) };
}

/** This process, named so that no other can be taken for it. */
export function selfRef(): ProcessRef {
  return { pid: process.pid, started: readStat(process.pid)!.started, boot: bootId() };
}

/** A zombie is not alive. */
export function isAlive(ref: ProcessRef): boolean {
  if (ref.boot !== bootId()) return false;
  const stat = readStat(ref.pid);
  return stat !== null && stat.started === ref.started && !isZombie(stat);
}

/** SIGKILL, and waits until it is gone. A process that is gone already, or another one with its number, is left alone. */
export async function endProcess(ref: ProcessRef, how: { limit?: Millis } = {}): Promise<void> {
  const limit = how.limit ?? 10_000;
  const until = performance.now() + limit;
  while (isAlive(ref)) {
    try {
      process.kill(ref.pid, 'SIGKILL');
    } catch (error) {
      if (isClosed(error)) throw notEnded(ref, t('may-not-end'), error);
      if (!isGone(error)) throw error;
    }
    if (performance.now() > until) throw notEnded(ref, t('survives-kill', { limit }));
    await pause(5);
  }
}

/** What taking a run over asks of the system. */
export const posixFence = {
  self: async (): Promise<ProcessRef> => selfRef(),
  alive: async (owner: ProcessRef): Promise<boolean> => isAlive(owner),
  /** true = it is gone. */
  end: (owner: ProcessRef): Promise<boolean> =>
    endProcess(owner).then(
      () => true,
      () => false,
    ),
  /** How many processes could not be ended. */
  sweep: async (run: string): Promise<number> => (await sweepMark(run)).left.length,
};

function notEnded(ref: ProcessRef, why: string, cause?: unknown): MaintError {
  return new MaintError(
    'E_PROCESS_UNKILLABLE',
    t('not-ended', { pid: ref.pid, why }),
    t('end-by-hand', { pid: ref.pid }),
    { exit: 5, cause },
  );
}
