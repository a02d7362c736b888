import type { Entry } from '@flatnet-maint/core';
import { MaintError } from '@flatnet-maint/core';
import type { House, RunSummary } from 'flatnet';

/** The run that is open, as the history has it; null when none is. */
export async function openRun(house: House): Promise<RunSummary | null> {
  const open = (await house.runs()).find(({ outcome, endedAt }) => isOpen(outcome, endedAt));
  return open ?? null;
}

/** A stuck run keeps its journal open, and so does a damaged one that nobody closed. */
function isOpen(outcome: RunSummary['outcome'], endedAt: string | null): boolean {
  switch (outcome) {
    case 'open':
    case 'waiting':
    case 'stuck':
      return true;
    case 'damaged':
      return endedAt === null;
    case 'committed':
    case 'refused':
    case 'rolled-back':
    case 'superseded':
      return false;
  }
}

/** What its journal holds so far, so that the view can show the whole run. A journal that cannot be read shows nothing. */
export async function pastOf(house: House, run: RunSummary | null): Promise<readonly Entry[]> {
  if (run === null) return [];
  const { entries, damage } = await house.show(run.run);
  return damage === null ? entries : [];
}

export function noRunOpen(): MaintError {
  return new MaintError('E_RUN_ABSENT', 'No run is open. Nothing was changed.', 'See flatnet-maint runs');
}
