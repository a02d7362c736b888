import { type MaintError, nextMove } from '@flatnet-maint/core';
import { openRun, readRun, whoseRun } from './run-folder.ts';
import { type Fence, ownerState } from './takeover.ts';
import { t } from './texts.ts';

const every = 200;
/** How long a guard that was just armed waits for the run that it was armed for. */
const patience = 2_000;

/**
 * The dead-man's loop: looks at the open run's owner five times a second; takes the run over when the owner is dead or hung.
 * Returns when the run that it saw is closed, when none came, or when the open one needs a human (stuck, damaged).
 */
export async function guardRuns(
  state: string,
  fence: Fence,
  resume: () => Promise<unknown>,
  log: (line: string) => void,
  sleep: (time: number) => Promise<void>,
): Promise<void> {
  let seen = false;
  for (let waited = 0; ; waited += every) {
    const id = openRun(state);
    if (id === null) {
      if (seen || waited >= patience) return;
      await sleep(every);
      continue;
    }
    seen = true;
    const journal = readRun(state, id);
    const { entries, damage } = journal;
    if (damage !== null) {
      log(t('guard-damaged', { run: id, damage, component: whoseRun(state, journal) }));
      return;
    }
    if (
      entries.length > 0 &&
      nextMove(entries) === null &&
      entries.at(-1)?.type === 'closed' &&
      isStuck(entries.at(-1))
    ) {
      log(t('guard-stuck', { run: id }));
      return;
    }
    const { is } = await ownerState(state, id, fence);
    if (is === 'dead' || is === 'hung') {
      log(t(`guard-${is}`, { run: id }));
      try {
        await resume();
      } catch (error) {
        const { code, message } = error as MaintError;
        log(t('guard-failed', { run: id, why: `${code} ${message}` }));
        if (code !== 'E_RUN_OWNED' && code !== 'E_RUN_EMPTY' && code !== 'E_RUN_CLOSED') throw error;
      }
    }
    await sleep(every);
  }
}

const isStuck = (entry: ReturnType<typeof readRun>['entries'][number] | undefined): boolean =>
  entry?.type === 'closed' && entry.outcome === 'stuck';
