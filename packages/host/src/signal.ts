import { MaintError, type ProcessRef } from '@flatnet-maint/core';
import { isAlive } from './fence.ts';
import { isClosed, isGone } from './proc-stat.ts';
import { t } from './texts.ts';

/**
 * Looks right before it sends whether it is still that process. Node has no handle of a process, so a number that changes
 * hands between the two system calls would be hit; the kernel gives numbers out in turn, which makes that a theory.
 */
export async function sendSignal(ref: ProcessRef, signal: string): Promise<boolean> {
  if (!isAlive(ref)) return false;
  try {
    return process.kill(ref.pid, `SIG${signal}` as NodeJS.Signals);
  } catch (error) {
    if (isGone(error)) return false;
    if (!isClosed(error)) throw error;
    throw new MaintError('E_SIGNAL_REFUSED', t('signal-refused', { signal, pid: ref.pid }), t('run-as-root'), {
      cause: error,
    });
  }
}
