import type { Entry } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { waitLeft } from '../src/waiting.ts';
import { toyPlan } from './support/toy-world.ts';

const began = { at: '2026-01-02T03:00:00.000Z', mono: 50_000, boot: 'one' };
const entries = [
  {
    n: 1,
    owner: 1,
    ...began,
    type: 'opened',
    plan: { ...toyPlan, confirmWithin: 120_000 },
    tool: '',
    node: '',
    cli: '',
  },
  { n: 2, owner: 1, ...began, type: 'waiting', until: '2026-01-02T03:02:00.000Z' },
] satisfies Entry[];
const left = (at: string, mono: number, boot: string) => waitLeft(entries, { at: `2026-01-02T${at}.000Z`, mono, boot });

describe('what is left of a wait', () => {
  test('is told by the clock that nobody sets, whatever the other one says', () => {
    expect(left('03:01:00', 110_000, 'one')).toBe(60_000);
    expect(left('09:00:00', 110_000, 'one')).toBe(60_000);
    expect(left('01:00:00', 170_000, 'one')).toBe(0);
  });

  test('after a reboot is what the deadline says', () => {
    expect(left('03:01:30', 9, 'two')).toBe(30_000);
    expect(left('03:05:00', 9, 'two')).toBeLessThan(0);
  });

  test('is nothing when the clock lies behind the beginning after a reboot: it might never end', () => {
    expect(left('01:00:00', 9, 'two')).toBe(0);
  });

  test('is null where none was begun', () => {
    expect(waitLeft(entries.slice(0, 1), began)).toBeNull();
  });
});
