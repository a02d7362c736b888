import { describeError, type ReadFiles } from '@flatnet-maint/core';
import { readLastGood } from '@flatnet-maint/store';
import type { LastGood } from './compose.ts';

/** The ready way back as it can be read now, and what of it cannot be used. */
export interface KnownGood {
  readonly record: LastGood | null;
  readonly damaged: readonly string[];
}

/** Damage is told and does not stand in the way: a new record is written at the next backup or commit. */
export async function knownGood(files: ReadFiles, state: string, component: string): Promise<KnownGood> {
  try {
    const found = await readLastGood(files, state, component);
    const record = (found?.record as unknown as LastGood | undefined) ?? null;
    return { record, damaged: (found?.damaged ?? []).map(({ reason }) => reason) };
  } catch (error) {
    const { code, message } = describeError(error);
    if (code !== 'E_LAST_GOOD_DAMAGED') throw error;
    return { record: null, damaged: [message] };
  }
}
