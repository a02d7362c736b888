import type { AnyAction, AnyInquiry, Entry, Plan } from '@flatnet-maint/core';
import { MemoryDisk, type Snapshot, snapshot, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { Turn } from '../src/index.ts';
import { type ToyHow, type ToyRun, toyRun } from './support/toy-running.ts';
import { toyGate, toyPlan, toySite, toyStep } from './support/toy-world.ts';

interface Asked extends ToyRun {
  readonly old: Snapshot;
  /** From the wish to the first sign of the way back, on the clock of the world. */
  readonly took: number;
}

/** Runs, and wishes to turn back `after` this line was written. */
async function turnedAt(plan: Plan, isIt: (entry: Entry) => boolean, after: number, how: ToyHow = {}): Promise<Asked> {
  const hosts = toySite();
  const old = snapshot(hosts.world);
  const turn = new Turn();
  let at = Number.NaN;
  let took = Number.NaN;
  const onEntry = (entry: Entry, world: World) => {
    if (Number.isNaN(at) && isIt(entry)) {
      at = entry.mono + after;
      void world.clock.sleep(after).then(() => turn.ask('Ctrl-C'));
    }
    const isSign = entry.type === 'failed' || (entry.type === 'ordered' && entry.order === 'abort');
    if (Number.isNaN(took) && isSign) took = entry.mono - at;
  };
  const run = await toyRun(plan, { ...how, hosts, turn, onEntry });
  return { ...run, old, took };
}

const doing = (id: string) => (entry: Entry) => entry.type === 'doing' && entry.id === id;
const whyOf = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => {
    if (entry.type === 'failed') return [`${entry.code} ${entry.message}`];
    return entry.type === 'ordered' ? [`${entry.order} by ${entry.by}`] : [];
  });

/** Takes a minute, in host calls that a released lend ends. */
const slow: AnyAction = {
  name: 'slow@1',
  touches: () => [],
  capture: async () => null,
  async do(_args, _saved, host) {
    for (let n = 0; n < 600; n++) await host.sleep(100);
    await host.files.write('/state/slow', 'done');
  },
  undo: (_args, _saved, host) => host.files.remove('/state/slow'),
  async check(_args, _saved, host) {
    return (await host.files.stat('/state/slow')) === null ? 'undone' : 'done';
  },
};
const slowStep = { ...toyStep('slow', 'slow@1', null), limits: { capture: 1_000, do: 90_000, undo: 3_000 } };
const withSlow: Plan = { ...toyPlan, cutover: [...toyPlan.cutover.slice(0, 2), slowStep, ...toyPlan.cutover.slice(2)] };

describe('a wish to turn back', () => {
  test.each<[string, Plan, (entry: Entry) => boolean]>([
    ['a long step', withSlow, doing('slow')],
    [
      'a gate that stays closed',
      {
        ...toyPlan,
        cutover: [
          ...toyPlan.cutover,
          { ...toyGate('never', 'reads', { path: '/live/build', is: '3' }), every: 30_000, limit: 90_000 },
        ],
      },
      (entry) => entry.type === 'done' && entry.id === 'start',
    ],
    ['a long soak', { ...toyPlan, soak: 600_000 }, (entry) => entry.type === 'verdict'],
    [
      'the pause of a probe that is asked once a minute',
      {
        ...toyPlan,
        soak: 600_000,
        probes: { ...toyPlan.probes, forward: [{ ...toyPlan.probes.forward[0]!, every: 60_000 }] },
      },
      (entry) => entry.type === 'verdict',
    ],
    ['the wait for a confirmation', { ...toyPlan, confirmWithin: 600_000 }, (entry) => entry.type === 'waiting'],
  ])('ends %s promptly, and everything is as it was', async (_, plan, isIt) => {
    const { outcome, old, world, entries, took } = await turnedAt(plan, isIt, 1_000, { actions: [slow] });
    expect(outcome).toBe('rolled-back');
    expect(took).toBeLessThanOrEqual(510);
    expect(withoutBackup(snapshot(world))).toEqual(old);
    expect(whyOf(entries)[0]).toMatch(/E_RUN_ABORTED Sent back by Ctrl-C\.|abort by Ctrl-C/);
    for (const entry of entries) if (entry.type === 'failed') expect(entry.next).toBe('flatnet-maint show');
  });

  test('that comes at any line of a run leaves the world old or new, never between', async () => {
    const calm = await toyRun(toyPlan);
    for (const { n } of calm.entries) {
      const { outcome, old, world } = await turnedAt(toyPlan, (entry) => entry.n === n, 0);
      if (outcome === 'committed') expect(withoutBackup(snapshot(world))).toEqual(withoutBackup(snapshot(calm.world)));
      else {
        expect(['refused', 'rolled-back']).toContain(outcome);
        expect(withoutBackup(snapshot(world))).toEqual(old);
      }
    }
  });

  test('while nothing live was changed is a refusal', async () => {
    const { outcome } = await turnedAt(toyPlan, doing('lay'), 0);
    expect(outcome).toBe('refused');
  });

  test('after commit changes nothing', async () => {
    const { outcome, entries } = await turnedAt(toyPlan, (entry) => entry.type === 'committed', 0);
    expect(outcome).toBe('committed');
    expect(whyOf(entries)).toEqual([]);
  });

  test('during the way back changes nothing of it', async () => {
    const broken = { ...toyPlan, cutover: [...toyPlan.cutover, toyStep('broken', 'broken@1', null)] };
    const calm = await toyRun(broken);
    const back = calm.entries.findIndex((entry) => entry.type === 'failed');
    for (const { n } of calm.entries.slice(back)) {
      const { outcome, entries } = await turnedAt(broken, (entry) => entry.n === n, 0);
      expect(outcome).toBe('rolled-back');
      expect(entries.map((entry) => entry.type)).toEqual(calm.entries.map((entry) => entry.type));
    }
  });

  test('does not cut short the undo of a step, however long it takes', async () => {
    const sticky: AnyAction = {
      ...slow,
      name: 'sticky@1',
      do: (_args, _saved, host) => host.files.write('/state/slow', 'done'),
      async undo(_args, _saved, host) {
        await host.sleep(2_000);
        await host.files.remove('/state/slow');
      },
    };
    const plan = { ...toyPlan, cutover: [toyStep('sticky', 'sticky@1', null), toyStep('broken', 'broken@1', null)] };
    const { outcome, entries } = await turnedAt(
      plan,
      (entry) => entry.type === 'undoing' && entry.id === 'sticky',
      500,
      {
        actions: [sticky],
      },
    );
    expect(outcome).toBe('rolled-back');
    expect(entries.filter((entry) => entry.type === 'note')).toEqual([]);
  });

  test('does not hurry the pauses of the way back', async () => {
    const turn = new Turn();
    const { promise, resolve } = Promise.withResolvers<void>();
    let isOver = false;
    const rest = turn
      .rest(() => promise, 1_000)
      .then(() => {
        isOver = true;
      });
    turn.ask('Ctrl-C');
    turn.ask('again');
    await new Promise((next) => setImmediate(next));
    expect(isOver).toBe(false);
    resolve();
    await rest;
    expect(turn.asked).toBe('Ctrl-C');
  });

  test('keeps nothing of the pauses that it did not end', async () => {
    const turn = new Turn();
    let rests = 0;
    await turn.during(async () => {
      for (; rests < 1_000; rests++) await turn.rest(async () => {}, 1);
    });
    expect(turn.waiters).toBe(0);
  });
});

describe('an order to abort', () => {
  const ordered = (isIt: (entries: readonly Entry[]) => boolean): MemoryDisk => {
    const disk = new MemoryDisk();
    disk.orders = (entries) => (isIt(entries) ? ['abort'] : []);
    return disk;
  };
  const isIn = (type: Entry['type']) => (entries: readonly Entry[]) => entries.some((entry) => entry.type === type);

  test.each<[string, Partial<Plan>]>([
    ['a soak', { soak: 600_000, limits: { verify: 600_000, back: 3_000 } }],
    ['a wait for a confirmation', { confirmWithin: 600_000 }],
  ])('ends %s promptly', async (_, more) => {
    const disk = ordered(isIn('confirmWithin' in more ? 'waiting' : 'verdict'));
    const { outcome, entries } = await toyRun({ ...toyPlan, ...more }, { disk });
    expect(outcome).toBe('rolled-back');
    expect(entries.at(-1)!.mono).toBeLessThan(10_000);
    expect(whyOf(entries)[0]).toContain('flatnet-maint abort');
  });

  test('ends the wait at a closed gate promptly', async () => {
    const never: AnyInquiry = { name: 'never', ask: async () => ({ ok: false, value: null, detail: 'closed' }) };
    const gate = { ...toyGate('never', 'never', null), every: 100, limit: 600_000 };
    const hosts = toySite();
    const isAtGate = (entries: readonly Entry[]) =>
      entries.some((entry) => entry.type === 'done' && entry.id === 'start');
    const disk = ordered((entries) => isAtGate(entries) && hosts.world.clock.now() - entries.at(-1)!.mono > 1_000);
    const plan = { ...toyPlan, cutover: [...toyPlan.cutover, gate] };
    const { outcome, entries } = await toyRun(plan, { hosts, disk, inquiries: [never] });
    expect(outcome).toBe('rolled-back');
    expect(entries.at(-1)!.mono).toBeLessThan(10_000);
  });

  test('that came between two moves is journaled once', async () => {
    const disk = ordered(isIn('baseline'));
    const { outcome, entries } = await toyRun(toyPlan, { disk });
    expect(outcome).toBe('refused');
    expect(whyOf(entries)).toEqual(['abort by flatnet-maint abort']);
  });
});

function withoutBackup(one: Snapshot): Snapshot {
  return {
    ...one,
    files: Object.fromEntries(Object.entries(one.files).filter(([path]) => !path.startsWith('/backup/'))),
  };
}
