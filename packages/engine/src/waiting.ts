import { type Entry, foldRun, type Millis } from '@flatnet-maint/core';

/** A moment on both clocks; `mono` counts within one boot. */
export interface Moment {
  /** ISO 8601. */
  readonly at: string;
  readonly mono: Millis;
  readonly boot: string;
}

/**
 * What is left of a wait for `confirm` at a moment; 0 or less = it is over, null = none was begun. Nobody sets the monotonic clock,
 * so that is the one that counts; after a reboot there is only the other, and where that was set back behind the beginning of
 * the wait nobody can tell any more how long it lasts: then it is over.
 */
export function waitLeft(entries: readonly Entry[], { at, mono, boot }: Moment): Millis | null {
  const waits = entries.findLast((entry) => entry.type === 'waiting');
  if (waits?.type !== 'waiting') return null;
  const whole = foldRun(entries).plan.confirmWithin ?? Date.parse(waits.until) - Date.parse(waits.at);
  if (boot === waits.boot) return whole - (mono - waits.mono);
  return at < waits.at ? 0 : Date.parse(waits.until) - Date.parse(at);
}
