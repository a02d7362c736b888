import type { Answer, AnyInquiry, Plan, Probe } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { type ToyHow, type ToyRun, toyRun } from './support/toy-running.ts';
import { toyPlan, toySite, toyStep } from './support/toy-world.ts';

const good: Answer = { ok: true, value: null, detail: 'well' };
const bad: Answer = { ok: false, value: null, detail: 'ill' };
const probe = (id: string, more: Partial<Probe> = {}): Probe => ({
  id,
  host: 'local',
  severity: 'outage',
  ask: { inquiry: 'script', args: id },
  every: 100,
  passes: 2,
  fails: 3,
  ...more,
});

/** Live things change (one value), and the probes are all that decides. */
const plan = (more: Partial<Plan>): Plan => ({
  ...toyPlan,
  guard: [],
  prepare: [],
  around: [],
  backup: [],
  cutover: [toyStep('words', 'set@1', { path: '/site/motd', to: 'new words' })],
  trial: [],
  cleanup: [],
  soak: 0,
  limits: { verify: 5_000, back: 3_000 },
  ...more,
});

type Script = (n: number, at: { readonly since: number; readonly isNew: boolean }) => Answer | Error;

/** Runs with probes that answer by script: `n` counts the askings in this world (before, new, old again), `since` its time. */
async function scripted(planned: Plan, scripts: Readonly<Record<string, Script>>, how: ToyHow = {}): Promise<ToyRun> {
  const hosts = toySite();
  const counts = new Map<string, number>();
  const began = new Map<string, number>();
  const inquiry: AnyInquiry = {
    name: 'script',
    async ask(id: string) {
      const isNew = hosts.world.text('/site/motd') === 'new words';
      const key = `${id} ${isNew}`;
      const n = (counts.get(key) ?? 0) + 1;
      counts.set(key, n);
      const now = hosts.world.clock.now();
      began.set(key, began.get(key) ?? now);
      const answer = scripts[id]!(n, { since: now - began.get(key)!, isNew });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return toyRun(planned, { ...how, hosts, inquiries: [inquiry] });
}

const verdicts = ({ entries }: ToyRun, direction: 'forward' | 'back' = 'forward') =>
  entries.flatMap((entry) =>
    entry.type === 'verdict' && entry.direction === direction ? [`${entry.id} ${entry.verdict}`] : [],
  );
const failureOf = ({ entries }: ToyRun) => entries.find((entry) => entry.type === 'failed');
const forward = (...probes: Probe[]) => ({ probes: { forward: probes, back: [] } });
const both = (...probes: Probe[]) => ({ probes: { forward: probes, back: probes } });

describe('going forward', () => {
  test('commits once every probe passed often enough in a row', async () => {
    const run = await scripted(plan(forward(probe('a'), probe('b'))), {
      a: () => good,
      b: (n) => (n < 3 ? bad : good),
    });
    expect(run.outcome).toBe('committed');
    expect(verdicts(run)).toEqual(['a pass', 'b fail', 'b pass']);
  });

  test('bears a flapping probe as long as it never misses often enough in a row', async () => {
    const run = await scripted(plan(forward(probe('a'))), {
      a: (n, { isNew }) => (isNew && n < 12 && n % 3 !== 0 ? bad : good),
    });
    expect(run.outcome).toBe('committed');
    expect(verdicts(run).filter((line) => line === 'a fail').length).toBeGreaterThan(2);
  });

  test('journals changes of verdict, not each answer', async () => {
    const run = await scripted(plan({ ...forward(probe('a')), soak: 2_000 }), { a: () => good });
    expect(verdicts(run)).toEqual(['a pass']);
  });

  test('starts the soak again after a single miss', async () => {
    const run = await scripted(plan({ ...forward(probe('a')), soak: 1_000 }), {
      a: (_n, { since, isNew }) => (isNew && since >= 800 && since < 900 ? bad : good),
    });
    const at = (type: string) => run.entries.find((entry) => entry.type === type)!.mono;
    const missed = run.entries.find((entry) => entry.type === 'verdict' && entry.verdict === 'fail')!.mono;
    expect(run.outcome).toBe('committed');
    expect(at('verified') - missed).toBeGreaterThanOrEqual(1_000);
  });

  test('goes back after enough misses in a row, at once, and says since when', async () => {
    const run = await scripted(plan(forward(probe('a'))), {
      a: (_n, { since, isNew }) => (isNew && since >= 50 ? bad : good),
    });
    expect(run.outcome).toBe('rolled-back');
    const failed = failureOf(run)!;
    const firstMiss = run.entries.find((entry) => entry.type === 'verdict' && entry.verdict === 'fail')!;
    expect(failed).toMatchObject({ code: 'E_VERIFY_FAILED', message: 'a failed.', failing: firstMiss.at });
    expect(failed.mono - firstMiss.mono).toBeLessThan(300);
  });

  test('counts a probe that could not be asked as a miss', async () => {
    const run = await scripted(plan(forward(probe('a'))), {
      a: (_n, { isNew }) => (isNew ? new Error('no route') : good),
    });
    expect(run.outcome).toBe('rolled-back');
    expect(verdicts(run)).toEqual(['a unknown']);
  });

  test('names the probes that missed, not those that were not asked yet', async () => {
    const run = await scripted(plan(forward(probe('a', { fails: 1 }), probe('b'))), {
      a: (_n, { isNew }) => (isNew ? bad : good),
      b: () => good,
    });
    expect(failureOf(run)!.message).toBe('a failed.');
  });

  test('goes back when it does not become steady within the limit', async () => {
    const run = await scripted(plan(forward(probe('a'))), { a: (n, { isNew }) => (isNew && n % 2 === 0 ? bad : good) });
    expect(run.outcome).toBe('rolled-back');
    expect(failureOf(run)!.message).toContain('within 5000 ms');
  });

  test('is not kept past its limit by probes that take their time', async () => {
    const slow = Array.from({ length: 8 }, (_, n) => probe(`p${n}`, { passes: 9, fails: 99 }));
    const hosts = toySite();
    const inquiry: AnyInquiry = {
      name: 'script',
      async ask() {
        await hosts.world.clock.sleep(4_900);
        return good;
      },
    };
    const run = await toyRun(plan({ ...forward(...slow), limits: { verify: 12_000, back: 3_000 } }), {
      hosts,
      inquiries: [inquiry],
    });
    expect(run.outcome).toBe('rolled-back');
    const [begun, ended] = [run.entries.find((entry) => entry.type === 'baseline')!, failureOf(run)!];
    expect(ended.mono - begun.mono).toBeLessThan(12_000 + 10_000);
  });

  test('compares with what was before', async () => {
    const probes = forward(probe('a', { compare: { atMost: { times: 3, floor: 50 } } }));
    const took = (value: number): Answer => ({ ...good, value });
    expect((await scripted(plan(probes), { a: (_n, { isNew }) => took(isNew ? 60 : 20) })).outcome).toBe('committed');
    expect((await scripted(plan(probes), { a: (_n, { isNew }) => took(isNew ? 61 : 20) })).outcome).toBe('rolled-back');
    const unasked = { a: (_n: number, { isNew }: { isNew: boolean }) => (isNew ? took(1) : new Error('down')) };
    expect((await scripted(plan(probes), unasked)).outcome).toBe('rolled-back');
  });
});

describe('the baseline', () => {
  const answersOf = (run: ToyRun) => run.entries.find((entry) => entry.type === 'baseline')!.answers;

  test('holds five answers of a number that is compared, two of what is no number, and one of any other', async () => {
    const run = await scripted(
      plan(
        forward(
          probe('a'),
          probe('b', { compare: { equalsBefore: true } }),
          probe('c', { compare: { atMost: { times: 2, floor: 1 } } }),
        ),
      ),
      { a: () => good, b: () => good, c: () => ({ ...good, value: 1 }) },
    );
    expect(Object.fromEntries(Object.entries(answersOf(run)).map(([id, answers]) => [id, answers.length]))).toEqual({
      a: 1,
      b: 2,
      c: 5,
    });
  });

  test('asks a probe again that could not be asked, so that one hiccup does not make it optional', async () => {
    const run = await scripted(plan(both(probe('a'))), {
      a: (n, { isNew }) => (n === 1 && !isNew ? new Error('hiccup') : isNew ? bad : good),
    });
    expect(answersOf(run).a).toEqual([null, good]);
    expect(run.outcome).toBe('rolled-back');
    expect(verdicts(run, 'back')).toEqual(['a pass']);
    expect(run.entries.find((entry) => entry.type === 'verified')!.detail).toContain('1 of 1 probes required');
  });

  test('of a probe that stands in both lists is asked with the question about the old version', async () => {
    const about = (args: string) => probe('who', { ask: { inquiry: 'script', args } });
    const run = await scripted(plan({ probes: { forward: [about('new')], back: [about('old')] } }), {
      new: (_n, { isNew }) => (isNew ? good : bad),
      old: (_n, { isNew }) => (isNew ? bad : good),
    });
    expect(answersOf(run)).toEqual({ who: [good] });
  });
});

describe('what is red before the change', () => {
  const accepted = (id: string) => ({ accepted: [{ id: `probe-${id}`, reason: 'known' }] });
  const mild = probe('mild', { severity: 'slow' });

  test('refuses a run that asks for green, with nothing live touched', async () => {
    const run = await scripted(plan({ ...both(probe('a'), mild), green: ['a', 'mild'] }), {
      a: () => good,
      mild: () => bad,
    });
    expect(run.outcome).toBe('refused');
    expect(failureOf(run)).toMatchObject({
      code: 'E_BASELINE_RED',
      message: 'Probe mild is not green before the change: ill. Nothing live was changed.',
      next: expect.stringContaining('--accept probe-mild --reason'),
    });
    expect(run.entries.some((entry) => entry.type === 'doing' && entry.id === plan({}).cutover[0]!.id)).toBe(false);
  });

  test('stands in the way of no rollback, and tells nothing against the version that is returned to', async () => {
    const scripts: Readonly<Record<string, Script>> = { a: () => good, mild: () => bad };
    const rollback = plan({ ...both(probe('a'), mild), command: 'rollback' });
    expect((await scripted(rollback, scripts)).outcome).toBe('committed');
    expect((await scripted({ ...rollback, command: 'upgrade' }, scripts)).outcome).toBe('rolled-back');
  });

  test('and was accepted is reported afterwards, not required', async () => {
    const run = await scripted(plan({ ...both(probe('a'), mild), green: ['a'], ...accepted('mild') }), {
      a: () => good,
      mild: () => bad,
    });
    expect(run.outcome).toBe('committed');
    expect(verdicts(run)).toContain('mild fail');
    expect(run.entries.find((entry) => entry.type === 'verified')!.detail).toContain('1 of 2 probes required');
  });

  test('is required when it was accepted as red and was green after all', async () => {
    const run = await scripted(plan({ ...both(probe('a'), mild), green: ['a'], ...accepted('mild') }), {
      a: () => good,
      mild: (_n, { isNew }) => (isNew ? bad : good),
    });
    expect(run.outcome).toBe('rolled-back');
  });

  test('of the worst kind must be green afterwards, whatever was accepted', async () => {
    const down = plan({ ...both(probe('a')), green: [], ...accepted('a') });
    expect((await scripted(down, { a: (_n, { isNew }) => (isNew ? good : bad) })).outcome).toBe('committed');
    expect((await scripted(down, { a: () => bad })).outcome).toBe('rolled-back');
  });
});

describe('going back', () => {
  const broken = (run: Script): Readonly<Record<string, Script>> => ({ a: run });

  test('ends only when the old version answers', async () => {
    const run = await scripted(
      plan(both(probe('a'))),
      broken((n, { isNew }) => (isNew ? bad : n > 1 && n < 9 ? bad : good)),
    );
    expect(run.outcome).toBe('rolled-back');
    expect(verdicts(run, 'back')).toEqual(['a fail', 'a pass']);
  });

  test('bears more misses than going forward does, up to its own limit', async () => {
    const run = await scripted(
      plan(both(probe('a', { fails: 1 }))),
      broken((n, { isNew }) => (isNew ? bad : n > 1 && n < 25 ? bad : good)),
    );
    expect(run.outcome).toBe('rolled-back');
  });

  test('reports, but does not require, what was red before', async () => {
    const planned = plan({ probes: { forward: [probe('a')], back: [probe('a'), probe('red')] } });
    const run = await scripted(planned, { a: (_n, { isNew }) => (isNew ? bad : good), red: () => bad });
    expect(run.outcome).toBe('rolled-back');
    expect(verdicts(run, 'back')).toEqual(['a pass', 'red fail']);
    expect(run.entries.find((entry) => entry.type === 'verified')!.detail).toContain('1 of 2 probes required');
  });

  test('is stuck when the old version never answers, and the brackets are ended', async () => {
    const planned = plan({ ...both(probe('a')), around: toyPlan.around, guard: toyPlan.guard });
    const run = await scripted(
      planned,
      broken((n, { isNew }) => (isNew || n > 1 ? bad : good)),
    );
    expect(run.outcome).toBe('stuck');
    expect(run.world.outside()).toEqual({});
    expect(run.world.text('/state/dead-man')).toBeNull();
    expect(run.world.text('/site/motd')).toBe('old words');
    const why = run.entries.findLast((entry) => entry.type === 'failed')!;
    expect(why.message).toContain('a did not all pass within 3000 ms');
  });

  test('has its own time, however much the way forward took', async () => {
    const run = await scripted(
      plan({ ...both(probe('a')), limits: { verify: 200, back: 3_000 } }),
      broken((n, { isNew, since }) => (isNew ? (n % 2 === 0 ? bad : good) : n > 1 && since < 2_500 ? bad : good)),
    );
    expect(run.outcome).toBe('rolled-back');
  });
});
