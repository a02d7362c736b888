import { expect, test } from 'vitest';
import { finalLines } from './final-line.ts';

const counts = (passed: number, failed: number, notRun: readonly string[] = []) => ({ passed, failed, notRun });

test('a run in which everything ran ends in one line', () => {
  expect(finalLines([counts(3, 0), counts(4, 0)], true)).toEqual({ lines: ['7 passed, 0 failed'], good: true });
});

test('what could not run is said with its reason and count, and is a failure in CI', () => {
  const notRun = ['needs root', 'needs systemd', 'needs root'];
  const lines = ['not run: needs root (2)', 'not run: needs systemd (1)', '3 passed, 0 failed, 3 skipped'];
  expect(finalLines([counts(3, 0, notRun)], false)).toEqual({ lines, good: true });
  expect(finalLines([counts(3, 0, notRun)], true)).toEqual({ lines, good: false });
});

test('a failure anywhere, or nothing that passed, is no success', () => {
  expect(finalLines([counts(3, 0), counts(0, 1)], false).good).toBe(false);
  expect(finalLines([counts(0, 0)], false).good).toBe(false);
});
