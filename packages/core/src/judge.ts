import { canonical, type Json, type Millis } from './json.ts';
import type { Probe, Verdict } from './plan.ts';
import type { Answer } from './step.ts';

/**
 * A verdict is a pure function of (question, answers before, answer now). `null` = could not ask, which never passes;
 * a comparison without a baseline is unknown, never a pass (H7).
 */
export function verdictOf(probe: Probe, before: readonly (Answer | null)[] | undefined, now: Answer | null): Verdict {
  if (now === null) return 'unknown';
  if (!now.ok) return 'fail';
  if (probe.compare === undefined) return 'pass';
  const known = (before ?? []).filter((answer): answer is Answer => answer?.ok === true);
  const last = known.at(-1);
  if (last === undefined) return 'unknown';
  if ('equalsBefore' in probe.compare) return canonical(now.value) === canonical(last.value) ? 'pass' : 'fail';
  if ('nothingNew' in probe.compare) {
    if (!Array.isArray(now.value)) return 'unknown';
    const seen = new Set(known.flatMap((answer) => answer.value as readonly string[]));
    return now.value.every((sign) => seen.has(sign)) ? 'pass' : 'fail';
  }
  if ('nothingMissing' in probe.compare) {
    if (!Array.isArray(now.value) || !Array.isArray(last.value)) return 'unknown';
    const there = new Set(now.value);
    return last.value.every((sign: Json) => there.has(sign)) ? 'pass' : 'fail';
  }
  const { times, floor } = probe.compare.atMost;
  // Only a number is one: `Number(null)` is 0, which would be at most anything.
  const sorted = known.flatMap(({ value }) => (isNumber(value) ? [value] : [])).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined || !isNumber(now.value)) return 'unknown';
  return now.value <= Math.max(median * times, floor) ? 'pass' : 'fail';
}

const isNumber = (value: Json): value is number => Number.isFinite(value);

/** Whether a probe was green before the change; one that was not is reported on the way back, not required. */
export function wasGreen(before: readonly (Answer | null)[] | undefined): boolean {
  return (before ?? []).some((answer) => answer?.ok === true);
}

/** One probe's run of equal verdicts. */
export interface Tally {
  readonly passes: number;
  readonly misses: number;
  /** Monotonic time of the first miss of the present run of misses, and of the first pass of the present run of passes. */
  readonly missingSince: Millis | null;
  readonly passingSince: Millis | null;
}
export const emptyTally: Tally = { passes: 0, misses: 0, missingSince: null, passingSince: null };

export function tallied(tally: Tally, verdict: Verdict, now: Millis): Tally {
  if (verdict === 'pass')
    return { passes: tally.passes + 1, misses: 0, missingSince: null, passingSince: tally.passingSince ?? now };
  return { passes: 0, misses: tally.misses + 1, missingSince: tally.missingSince ?? now, passingSince: null };
}

/**
 * What the tallies mean for an unattended run: a fail is certain after `fails` misses in a row, of whatever severity,
 * and then the policy's default is taken at once: back (S102–S105; clocks for attended runs come later).
 */
export function judge(
  probes: readonly Probe[],
  tallies: ReadonlyMap<string, Tally>,
  soak: Millis,
  now: Millis,
): 'wait' | 'commit' | 'back' {
  const rows = probes.map((probe) => ({ probe, tally: tallies.get(probe.id) ?? emptyTally }));
  if (rows.some(({ probe, tally }) => tally.misses >= probe.fails)) return 'back';
  const steady = rows.every(
    ({ probe, tally }) =>
      tally.passes >= probe.passes && tally.passingSince !== null && now - tally.passingSince >= soak,
  );
  return steady ? 'commit' : 'wait';
}
