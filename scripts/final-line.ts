import type { Counts } from './count-reporter.ts';

/** What a whole test run says at its end. A test that could not run is said with its reason, and in CI it is a failure. */
export function finalLines(counts: readonly Counts[], ci: boolean): { lines: readonly string[]; good: boolean } {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  const notRun = counts.flatMap((count) => count.notRun);
  const reasons = new Map<string, number>();
  for (const reason of notRun) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const last = `${passed} passed, ${failed} failed${notRun.length === 0 ? '' : `, ${notRun.length} skipped`}`;
  return {
    lines: [...[...reasons].map(([reason, times]) => `not run: ${reason} (${times})`), last],
    good: failed === 0 && passed > 0 && !(ci && notRun.length > 0),
  };
}
