import type { Answer, AnyInquiry, Gate, HostView, Plan } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { type ToyRun, toyRun } from './support/toy-running.ts';
import { toyGate, toyPlan } from './support/toy-world.ts';

const good: Answer = { ok: true, value: null, detail: 'open' };
const bad: Answer = { ok: false, value: null, detail: 'the door is shut' };

/** A run whose cutover ends in a gate that answers by script. */
async function gated(
  more: Partial<Gate>,
  script: (n: number, host: HostView) => Answer | Error | Promise<Answer>,
): Promise<ToyRun & { asked: number }> {
  let asked = 0;
  const inquiry: AnyInquiry = {
    name: 'script',
    async ask(_, host) {
      asked += 1;
      const answer = await script(asked, host);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const gate = { ...toyGate('gate', 'script', null), every: 100, limit: 1_000, ...more };
  const plan: Plan = { ...toyPlan, cutover: [...toyPlan.cutover, gate] };
  const run = await toyRun(plan, { inquiries: [inquiry] });
  return { ...run, asked };
}

describe('a gate', () => {
  test('is passed by enough good answers in a row', async () => {
    const { outcome, asked } = await gated({ passes: 3 }, (n) => (n === 3 ? bad : good));
    expect(outcome).toBe('committed');
    expect(asked).toBe(6);
  });

  test('is not passed by a question that could not be asked', async () => {
    const { outcome, asked } = await gated({ passes: 2 }, (n) => (n === 2 ? new Error('no route') : good));
    expect(outcome).toBe('committed');
    expect(asked).toBe(4);
  });

  test.each<[string, Answer | Error, string]>([
    ['stays closed', bad, 'This gate did not pass: gate: the door is shut.'],
    ['cannot be asked', new Error('no route'), 'This gate did not pass: gate: could not ask: no route.'],
  ])('that %s turns the run round within its limit, with the last answer', async (_, answer, message) => {
    const { outcome, entries } = await gated({}, () => answer);
    expect(outcome).toBe('rolled-back');
    const failed = entries.find((entry) => entry.type === 'failed')!;
    expect(failed).toMatchObject({ code: 'E_GATE_CLOSED', id: 'gate', message });
    const before = entries.findLast((entry) => entry.type === 'done')!;
    expect(failed.mono - before.mono).toBeLessThanOrEqual(1_000);
  });

  test('whose last question is cut short by the limit tells what was answered before', async () => {
    const { entries } = await gated({}, async (n, host) => {
      if (n > 2) await host.sleep(60_000);
      return bad;
    });
    expect(entries.find((entry) => entry.type === 'failed')).toMatchObject({
      message: 'This gate did not pass: gate: the door is shut.',
    });
  });

  test('whose answer is final is not asked again', async () => {
    const { outcome, asked, entries } = await gated({ limit: 60_000 }, () => ({ ...bad, final: true }));
    expect({ outcome, asked }).toEqual({ outcome: 'rolled-back', asked: 1 });
    expect(entries.find((entry) => entry.type === 'failed')).toMatchObject({
      message: 'This gate did not pass: gate: the door is shut.',
    });
  });

  test('that misses says since when, counted from the last time that it was open', async () => {
    const { entries } = await gated({ passes: 9 }, (n) => (n === 3 ? good : bad));
    const failed = entries.find((entry) => entry.type === 'failed')!;
    const since = Date.parse(failed.at) - Date.parse(failed.failing);
    // Asked each 100 ms for a second; the third one was good.
    expect(since).toBeGreaterThan(400);
    expect(since).toBeLessThan(700);
  });

  test('is asked once even when its limit is shorter than its pause', async () => {
    expect((await gated({ every: 60_000 }, () => good)).outcome).toBe('committed');
    expect((await gated({ every: 60_000 }, () => bad)).outcome).toBe('rolled-back');
  });

  test('says in the journal what it was told', async () => {
    const { entries } = await gated({}, () => good);
    expect(entries).toContainEqual(expect.objectContaining({ type: 'passed', id: 'gate', detail: 'open' }));
  });
});
