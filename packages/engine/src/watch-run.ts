import { type Entry, foldRun, type Millis } from '@flatnet-maint/core';
import { runDamaged } from './errors.ts';
import { readRun, whoseRun } from './run-folder.ts';
import { type Fence, ownerState } from './takeover.ts';
import { t } from './texts.ts';

const every: Millis = 200;
/** A dead owner is followed by the dead-man within a second; what is said before that only frightens. */
const patience: Millis = 5_000;

export interface Watched {
  readonly onEntry: (entry: Entry) => void;
  /** What is waited for now. */
  readonly onTick: (text: string) => void;
  /** Said once while it is so: nobody brings the run to its end. */
  readonly onNotice: (text: string) => void;
  /** Aborted = the view is left; the run goes on. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tells the journal of a run from its first line, and goes on telling until it is closed: then true; false when the watcher left.
 * Only reads. E_JOURNAL_DAMAGED.
 */
export async function watchRun(
  state: string,
  id: string,
  fence: Fence,
  { onEntry, onTick, onNotice, signal }: Watched,
  sleep: (time: Millis) => Promise<void>,
): Promise<boolean> {
  let told = 0;
  let alone = 0;
  for (;;) {
    const journal = readRun(state, id);
    if (journal.damage !== null) throw runDamaged(id, journal.damage, whoseRun(state, journal));
    for (const entry of journal.entries.slice(told)) onEntry(entry);
    told = journal.entries.length;
    const run = journal.entries[0]?.type === 'opened' ? foldRun(journal.entries) : null;
    if (run !== null && run.closed !== null) return true;
    if (signal?.aborted === true) return false;
    if (run !== null && run.waiting !== null && !run.confirmed && !run.goesBack && !run.committed)
      onTick(t('waiting-confirm', { until: run.waiting }));
    const { is } = await ownerState(state, id, fence);
    alone = is === 'dead' ? alone + every : 0;
    if (alone === patience) onNotice(t('nobody-works', { run: id }));
    await sleep(every);
  }
}
