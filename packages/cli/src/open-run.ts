import { type Entry, MaintError } from '@flatnet-maint/core';
import type { House, RunSummary } from 'flatnet';
import { t } from './texts.ts';

/** The run that is open, as the history has it; null when none is. */
export const openRun = async (house: House): Promise<RunSummary | null> =>
  (await house.runs()).find(({ open }) => open) ?? null;

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
  return new MaintError('E_RUN_ABSENT', t('nothing-to-order'), t('see-runs'));
}
