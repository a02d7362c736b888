import type { AnyAction, AnyInquiry, Comparison, Component, Json, Plan } from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import { type MemoryHosts, memoryHosts, RunLives } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { besideWell } from '../src/beside/beside-well.ts';
import { compareBeside } from '../src/beside/compare-beside.ts';
import { tellsBeside, withBeside } from '../src/beside/with-beside.ts';
import { composeVerify } from '../src/compose.ts';
import type { Site } from '../src/site/site.ts';
import { record, step, toy } from './support/toy.ts';

/* What is beside a change: one component with a script of answers, and containers that can be taken away. */

const probed = (id: string, ask: string, compare?: Comparison): Component<never, Json> => ({
  ...toy,
  id,
  inspect: async () => ({ facts: { host: 'local', live: '1.0' }, readings: null }),
  verify: () => ({
    trial: [],
    probes: [
      {
        ...{ id: 'answers', host: 'local', severity: 'partial', every: 1, passes: 1, fails: 1 },
        ...(compare === undefined ? {} : { compare }),
        ask: { inquiry: 'script', args: ask },
      },
    ],
  }),
});

interface Beside {
  readonly running: Set<string>;
  readonly hosts: MemoryHosts;
  /** Passes while it holds the name. */
  readonly well: Set<string>;
  readonly inquiries: readonly AnyInquiry[];
}

function beside(well: readonly string[], running: readonly string[] | null): Beside {
  const hosts = memoryHosts({ profile: 'posix' });
  const now: Beside = {
    hosts,
    running: new Set(running ?? []),
    well: new Set(well),
    inquiries: [
      {
        name: 'script',
        ask: async (of: string) => {
          if (!now.well.has(of)) return { ok: false, value: null, detail: `${of} is down` };
          return { ok: true, value: null, detail: 'fine' };
        },
      },
    ],
  };
  if (running !== null) {
    hosts.world.folder('/var/lib/containers/storage');
    hosts.world.programs.set('podman', async () => ({
      code: 0,
      stdout: [...now.running].map((name) => `${name}\timage:1\n`).join(''),
    }));
  }
  return now;
}

/** A run that changes something, in the middle of which `meanwhile` happens. */
async function played(
  now: Beside,
  components: readonly Component<never, Json>[],
  meanwhile: () => void,
  fails = false,
) {
  const { hosts, inquiries } = now;
  const place = { id: 'run-1', state: '/state' };
  const tool = { version: '9', node: '/node', cli: '/cli' };
  const facts = { host: 'local', live: '1.0' };
  const bare = composeVerify({ component: toy, facts, place, tool, lastGood: null, accepted: [] });
  const made: Plan = {
    ...{ ...bare, command: 'upgrade', facts: 'f', guard: [], trial: [], probes: { forward: [], back: [] } },
    cutover: [{ ...step('change', 'change it'), args: null }],
  };
  const site = { components: Object.fromEntries(components.map(({ id }) => [id, {}])) } as unknown as Site;
  const plan = await withBeside(made, { components, site: async () => site, view: hosts.view('local', 60_000) });
  let isDone = false;
  const change: AnyAction = {
    name: 'change@1',
    touches: () => [],
    capture: async () => null,
    async do() {
      isDone = true;
      meanwhile();
      if (fails) throw new Error('it does not work');
    },
    async undo() {
      isDone = false;
    },
    check: async () => (isDone ? 'done' : 'undone'),
  };
  const lives = new RunLives(engine as never, hosts, plan, (record) => ({
    ...{ record, hosts, registry: engine.registryOf([change, compareBeside(inquiries)], [...inquiries]) },
    ...{ clock: hosts.world.clock, facts: async () => 'f', turn: new engine.Turn(), keepEvidence: async () => {} },
    ...{ onEntry: () => {}, onTick: () => {} },
  }));
  const began = hosts.world.clock.now();
  const outcome = await lives.live(null);
  return {
    outcome,
    left: [...lives.leftovers.values()],
    notes: plan.expects.notes,
    took: hosts.world.clock.now() - began,
  };
}

test('a commit after which another component fails, or a container is gone, says so and what to type', async () => {
  const now = beside(['net'], ['web', 'db']);
  const { outcome, left, took } = await played(now, [probed('net', 'net')], () => {
    now.well.delete('net');
    now.running.delete('db');
  });
  expect(outcome).toBe('committed');
  expect(left).toEqual([
    'What stands beside toy is worse than before: `answers` of net passed before this run and does not now: net is down; ' +
      'the container db (image:1) ran before this run and does not now. To be typed: flatnet-maint verify net, podman start db.',
  ]);
  expect(took).toBeLessThanOrEqual(21_000);
});

test('a way back is told of in the same way, and ends as a way back', async () => {
  const now = beside([], ['web']);
  const { outcome, left } = await played(now, [], () => now.running.clear(), true);
  expect(outcome).toBe('rolled-back');
  expect(left.join()).toContain('the container web (image:1) ran before this run and does not now');
});

test('what only comes up late is waited for, and nothing is left over', async () => {
  const now = beside(['net'], ['web']);
  const { left, took } = await played(now, [probed('net', 'net')], () => {
    now.running.clear();
    now.hosts.world.clock.after(9_000, () => now.running.add('web'));
  });
  expect(left).toEqual([]);
  expect(took).toBeGreaterThanOrEqual(9_000);
});

test("what was ill before is nobody's news, nor is a container that came meanwhile", async () => {
  const now = beside([], ['web']);
  const { left, took } = await played(now, [probed('net', 'net')], () => now.running.add('new'));
  expect([left, took < 1_000]).toEqual([[], true]);
});

test('a component that cannot be looked at is said in the plan and stops nothing', async () => {
  const broken = { ...probed('net', 'net'), inspect: () => Promise.reject(new Error('no list')) };
  const { outcome, left, notes } = await played(beside([], null), [broken as never], () => {});
  expect([outcome, left]).toEqual(['committed', []]);
  expect(notes.slice(1)).toEqual(['net is not held against before, for it cannot be looked at: no list']);
});

test('containers that can no longer be listed are not taken for running', async () => {
  const now = beside([], ['web']);
  const { left } = await played(now, [], () => now.hosts.world.programs.delete('podman'));
  expect(left.join()).toContain('could be listed before this run and cannot now. To be typed: podman ps.');
});

test('an answer is held against before as its probe is', async () => {
  const now = beside(['log'], null);
  const grows = { ...now.inquiries[0], ask: async () => ({ ok: true, value: signs, detail: 'new' }) } as AnyInquiry;
  let signs = ['a'];
  const of = { ...now, inquiries: [grows] };
  const { left } = await played(of, [probed('log', 'log', { nothingNew: true })], () => {
    signs = ['a', 'b'];
  });
  expect(left.join()).toContain('`answers` of log passed before this run and does not now');
});

test('a plan that changes nothing live watches nothing', async () => {
  const facts = { host: 'local', live: '1.0' };
  const tool = { version: '9', node: '/node', cli: '/cli' };
  const place = { id: 'run-1', state: '/state' };
  const plan = composeVerify({ component: toy, facts, place, tool, lastGood: null, accepted: [] });
  const site = () => Promise.reject(new Error('not needed'));
  expect(await withBeside(plan, { components: [], site, view: {} as never })).toBe(plan);
});

test('an emergency only tells, by the ready ways of the others', async () => {
  const { probes } = probed('net', 'net').verify(null, null as never);
  const [gate, ...more] = tellsBeside([{ ...record('1.0', null).good, probes }]);
  expect([gate?.tells, more]).toEqual([true, []]);
  expect(tellsBeside([record('1.0', null).good])).toEqual([]);
  const now = beside([], null);
  const asked = () => besideWell(now.inquiries).ask(gate?.ask.args as never, now.hosts.view('local', 9_000));
  expect(await asked()).toMatchObject({ ok: false, detail: '`answers` of toy does not pass: net is down' });
  now.well.add('net');
  expect(await asked()).toMatchObject({ ok: true });
});
