import { type Entry, MaintError } from '@flatnet-maint/core';
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

/**
 * What the open run's journal holds so far, so that the view can show the whole of it. Only the picture needs it: a history
 * that cannot be read must not stand between the operator and the way back.
 */
export async function openPast(house: House): Promise<readonly Entry[]> {
  try {
    const open = await openRun(house);
    return open === null ? [] : (await house.show(open.run)).entries;
  } catch {
    return [];
  }
}

export function noRunOpen(): MaintError {
  return new MaintError('E_RUN_ABSENT', 'No run is open. Nothing was changed.', 'See flatnet-maint runs');
}
