import type { AnyAction, Entry, Host, Plan } from '@flatnet-maint/core';
import { MemoryDisk, MemoryRecord } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import * as engine from '../src/index.ts';
import { type Running, registryOf, run, write } from '../src/index.ts';
import { toyActions, toyInquiries } from './support/toy-actions.ts';
import { type ToyHow, toyRun, toyRunning } from './support/toy-running.ts';
import { toyPlan, toySite, toyStep } from './support/toy-world.ts';

/** A lease that remembers when each of its renewals began and ended, and what else was asked of it. */
function lease(renewal: (n: number, host: Host) => Promise<void> = async () => {}) {
  const seen: { renewed: number[]; open: number; atOnce: number; told: string[] } = {
    renewed: [],
    open: 0,
    atOnce: 0,
    told: [],
  };
  const { clock } = hosts.world;
  const action: AnyAction = {
    name: 'lease@1',
    touches: () => [],
    capture: async () => null,
    do: (_args, _saved, host) => host.files.write('/state/lease', 'held'),
    async undo(_args, _saved, host) {
      seen.told.push(`undone with ${seen.open} under way`);
      await host.files.remove('/state/lease');
    },
    check: async (_args, _saved, host) => ((await host.files.stat('/state/lease')) === null ? 'undone' : 'done'),
    async renew(_args, _saved, host) {
      seen.renewed.push(clock.now());
      seen.open += 1;
      seen.atOnce = Math.max(seen.atOnce, seen.open);
      try {
        await renewal(seen.renewed.length, host);
      } finally {
        seen.open -= 1;
      }
    },
  };
  return { action, seen };
}

let hosts = toySite();
const holding = { ...toyStep('lease', 'lease@1', null), renews: 100 };
const planOf = (more: Partial<Plan>): Plan => ({
  ...toyPlan,
  around: [holding],
  cutover: [toyStep('words', 'set@1', { path: '/site/motd', to: 'new words' })],
  prepare: [],
  trial: [],
  cleanup: [],
  backup: [],
  guard: [],
  probes: { forward: [{ ...(toyPlan.probes.forward[1] as never as Plan['probes']['forward'][0]) }], back: [] },
  soak: 1_000,
  ...more,
});
const play = (plan: Plan, action: AnyAction, how: ToyHow = {}) => toyRun(plan, { hosts, actions: [action], ...how });
const notes = (entries: readonly Entry[]) => entries.flatMap((entry) => (entry.type === 'note' ? [entry.text] : []));
const fresh = (renewal?: Parameters<typeof lease>[0]) => {
  hosts = toySite();
  return lease(renewal);
};

describe('a step with a lease', () => {
  test('is renewed while the run goes on, also after commit, and never again once it is undone', async () => {
    const { action, seen } = fresh();
    const slow = { ...holding, id: 'late', action: 'slow@1' };
    const late: AnyAction = {
      name: 'slow@1',
      touches: () => [],
      capture: async () => null,
      do: (_args, _saved, host) => host.sleep(450),
      check: async () => 'done',
    };
    const plan = planOf({ cleanup: [{ ...slow, renews: 10_000, undoes: 'never' }] });
    let committed = 0;
    const { outcome } = await play(plan, action, {
      actions: [action, late],
      onEntry: (entry, world) => {
        if (entry.type === 'committed') committed = world.clock.now();
      },
    });
    expect(outcome).toBe('committed');
    expect(seen.renewed.length).toBeGreaterThan(8);
    expect(seen.renewed.filter((at) => at > committed).length).toBeGreaterThan(2);
    const gaps = seen.renewed.slice(1).map((at, index) => at - (seen.renewed[index] as number));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(100);
    const before = seen.renewed.length;
    await hosts.world.clock.sleep(2_000);
    expect(seen.renewed).toHaveLength(before);
    expect(seen.told).toEqual(['undone with 0 under way']);
  });

  test('is renewed on the way back as well', async () => {
    const { action, seen } = fresh();
    const fails = toyStep('broken', 'broken@1', null);
    const lingers: AnyAction = {
      name: 'lingers@1',
      touches: () => [],
      capture: async () => null,
      do: (_args, _saved, host) => host.files.write('/state/lingers', 'x'),
      async undo(_args, _saved, host) {
        await host.sleep(450);
        await host.files.remove('/state/lingers');
      },
      check: async (_args, _saved, host) => ((await host.files.stat('/state/lingers')) === null ? 'undone' : 'done'),
    };
    const { outcome } = await play(planOf({ cutover: [toyStep('lingers', 'lingers@1', null), fails] }), action, {
      actions: [action, lingers],
    });
    expect(outcome).toBe('rolled-back');
    expect(seen.renewed.length).toBeGreaterThanOrEqual(4);
  });

  test('is never renewed twice at once, and a renewal under way is awaited before it is undone', async () => {
    const { action, seen } = fresh((_n, host) => host.sleep(330));
    await play(planOf({}), action);
    expect(seen.atOnce).toBe(1);
    expect(seen.renewed.length).toBeGreaterThan(1);
    expect(seen.told).toEqual(['undone with 0 under way']);
  });

  test('is not waited for longer than two seconds: a renewal that hangs is cut off', async () => {
    let wrote = 'nothing';
    const { action } = fresh(async (_n, host) => {
      await host.sleep(50_000).catch(() => {});
      wrote = await host.files.write('/state/late', 'x').then(
        () => 'it',
        (error: Error) => error.message,
      );
    });
    const began = hosts.world.clock.now();
    const { outcome } = await play(
      planOf({ around: [{ ...holding, limits: { ...holding.limits, do: 60_000 } }] }),
      action,
    );
    expect(outcome).toBe('committed');
    expect(hosts.world.clock.now() - began).toBeLessThan(5_000);
    await hosts.world.clock.sleep(60_000);
    expect(wrote).toContain('had been given back');
  });

  test('fails nothing when it cannot be renewed, and the journal says it once for each time in a row', async () => {
    const { action } = fresh(async (n) => {
      if (n !== 4) throw new Error(`no answer ${n}`);
    });
    const { outcome, entries } = await play(planOf({}), action);
    expect(outcome).toBe('committed');
    expect(notes(entries)).toEqual([
      'lease could not be renewed, which is tried again: no answer 1',
      'lease could not be renewed, which is tried again: no answer 5',
    ]);
  });

  test('is renewed at once by whoever takes the run over, and by nobody after it was undone', async () => {
    const { action, seen } = fresh();
    const disk = new MemoryDisk();
    const { world } = hosts;
    const plan = planOf({ confirmWithin: 60_000 });
    const registry = registryOf([...toyActions, action], toyInquiries);
    const first = new MemoryRecord(engine, plan.id, disk, world);
    const begun: Running = toyRunning(hosts, first, { registry });
    write(begun, { type: 'opened', plan, tool: '0', node: 'node', cli: 'cli' });
    for (const body of [
      { type: 'phase', phase: 'do', note: '' },
      { type: 'rechecked', facts: 'facts' },
      { type: 'doing', id: 'lease', saved: null },
    ] as const)
      write(begun, body);
    world.file('/state/lease', 'held');
    write(begun, { type: 'done', id: 'lease', took: 1 });
    write(begun, { type: 'doing', id: 'words', saved: { was: null, text: 'old words' } });
    world.reborn();
    const next = new MemoryRecord(engine, plan.id, disk, world);
    const taking = toyRunning(hosts, next, { registry });
    engine.takeUp(next, 'operator', 'It was killed.');
    const began = world.clock.now();
    expect(await run(taking)).toBe('rolled-back');
    expect(seen.renewed[0]).toBeLessThan(began + 20);
    expect(seen.told).toEqual(['undone with 0 under way']);
  });

  test('is left alone by an owner whose run was taken over meanwhile', async () => {
    const { action, seen } = fresh();
    const disk = new MemoryDisk();
    const plan = planOf({});
    let isOwned = true;
    const record = new MemoryRecord(engine, plan.id, disk, hosts.world);
    Object.defineProperty(record, 'isOwned', { value: () => isOwned });
    const registry = registryOf([...toyActions, action], toyInquiries);
    const onEntry = (entry: Entry) => {
      if (entry.type === 'done' && entry.id === 'words') isOwned = false;
    };
    const running = toyRunning(hosts, record, { registry, onEntry });
    write(running, { type: 'opened', plan, tool: '0', node: 'node', cli: 'cli' });
    await run(running);
    expect(seen.renewed.length).toBeLessThanOrEqual(1);
  });
});

test('what a step says that it could not do is in the journal, as something told', async () => {
  hosts = toySite();
  const action: AnyAction = {
    name: 'says@1',
    touches: () => [],
    capture: async () => null,
    do: async () => 'Nobody was there.',
    check: async () => 'either',
  };
  const { entries } = await play(planOf({ around: [toyStep('says', 'says@1', null)] }), action);
  expect(entries).toContainEqual(expect.objectContaining({ type: 'note', text: 'Nobody was there.', told: true }));
});
