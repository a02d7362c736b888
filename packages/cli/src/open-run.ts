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

/** The one that was named, else the open one, else the newest. */
export async function runOrLatest(named: string | undefined, house: House): Promise<string> {
  if (named !== undefined) return named;
  const runs = await house.runs();
  const found = runs.find(({ open }) => open) ?? runs[0];
  if (found !== undefined) return found.run;
  throw new MaintError('E_RUN_ABSENT', t('no-run-yet'), 'flatnet-maint status');
}

export function noRunOpen(): MaintError {
  return new MaintError('E_RUN_ABSENT', t('nothing-to-order'), t('see-runs'));
}
