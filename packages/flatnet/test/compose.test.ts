import { describe, expect, test } from 'vitest';
import {
  type Composing,
  composeBackup,
  composeChange,
  composeEmergency,
  composeVerify,
  deadManOf,
} from '../src/compose.ts';
import { generation, record, told, toy } from './support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
const place = { id: 'run-1', state: '/var/lib/flatnet-maint' };
const facts = { host: 'local', live: '1.0' };
const from = (more: Partial<Composing> = {}): Composing => ({
  component: toy,
  facts,
  place,
  tool,
  lastGood: null,
  accepted: [],
  ...more,
});
const want = { component: 'toy', version: '2.0', path: '/r/2.0.tar.gz', sha256: 'a'.repeat(64) };
const plain = { soak: 500, confirmWithin: null };

describe('an upgrade', () => {
  const change = toy.upgrade(facts as never, want, place);

  test('makes, keeps, points, asks, and leaves a ready way to the old one behind', () => {
    expect(
      told(composeChange(from(), change, { command: 'upgrade', soak: 500, confirmWithin: 60_000 })),
    ).toMatchInlineSnapshot(`
      "upgrade toy 1.0 → 2.0
      guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
      prepare toy.lay: unpack 2.0 (undone on the way back)
      around  toy.silence: silence the alarms (undone on the way back)
      backup  toy.snapshot: keep a snapshot
      backup  toy.last-good-before: write the ready way to 1.0-first, before it nothing
      cutover toy.point: point to 2.0 (undone on the way back)
      cutover toy.answers? it answers
      cleanup toy.last-good-after: write the ready way to 2.0-first, before it 1.0
      cleanup toy.record-leaving: record generation 1.0-first
      cleanup toy.retire: end the old one
      cleanup toy.record-left: record what generation 1.0-first holds as it is left
      forward identity 2.0, api, latency, log
      back    identity 1.0, api
      confirm within 60000 ms, soak 500 ms"
    `);
  });

  test('keeps the way to what was good before the version that it leaves', () => {
    const plan = composeChange(from({ lastGood: record('0.9', null) }), change, { command: 'upgrade', ...plain });
    expect(told(plan)).toContain('toy.last-good-before: write the ready way to 1.0-first, before it 0.9');
    const again = composeChange(from({ lastGood: record('1.0', '0.9') }), change, { command: 'upgrade', ...plain });
    expect(told(again)).toContain('toy.last-good-before: write the ready way to 1.0-first, before it 0.9');
  });
});

test('who may confirm stands in the plan only where it waits to be confirmed, forward and back alike', () => {
  const [peer] = toy.verify(facts as never, generation('2.0')).probes;
  const asking = {
    ...from(),
    component: { ...toy, verify: (...of) => ({ ...toy.verify(...of), confirmedBy: [peer] }) } as typeof toy,
  };
  const change = toy.upgrade(facts as never, want, place);
  for (const command of ['upgrade', 'rollback', 'config'] as const) {
    expect(composeChange(asking, change, { command, soak: 0, confirmWithin: 60_000 }).confirmedBy).toEqual([peer]);
    expect(composeChange(asking, change, { command, ...plain })).not.toHaveProperty('confirmedBy');
  }
});

test('a rollback is the same change to a kept generation, and what it leaves is no way for an emergency', () => {
  const lastGood = record('1.0', '0.9');
  const change = toy.rollback(facts as never, generation('0.9'), place);
  expect(told(composeChange(from({ lastGood }), change, { command: 'rollback', ...plain }))).toMatchInlineSnapshot(`
    "rollback toy 1.0 → 0.9
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    prepare toy.rehearse: start 0.9 on a private port (undone on the way back)
    around  toy.silence: silence the alarms (undone on the way back)
    backup  toy.snapshot: keep a snapshot
    backup  toy.last-good-before: write the ready way to 1.0-first, before it 0.9
    cutover toy.point: point to 0.9 (undone on the way back)
    cutover toy.answers? it answers
    cleanup toy.last-good-after: write the ready way to 0.9-first, before it nothing
    cleanup toy.record-leaving: record generation 1.0-first
    cleanup toy.retire: end the old one
    cleanup toy.record-left: record what generation 1.0-first holds as it is left
    forward identity 0.9, api, latency, log
    back    identity 1.0, api
    soak 500 ms"
  `);
});

test('a backup changes nothing that is live', () => {
  expect(told(composeBackup(from()))).toMatchInlineSnapshot(`
    "backup toy 1.0 → null
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    backup  toy.snapshot: keep a snapshot
    backup  toy.last-good-before: write the ready way to 1.0-first, before it nothing
    forward nothing is asked
    back    nothing is asked
    soak 0 ms"
  `);
});

test('verify asks what can be asked without an earlier state, and names the rest', () => {
  expect(told(composeVerify(from()))).toMatchInlineSnapshot(`
    "verify toy null → null
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    forward identity 1.0, api
    back    nothing is asked
    soak 0 ms
    note    Not asked, for there is no earlier state to compare with: latency, log."
  `);
});

test('an emergency is forward only: nothing of it is undone, and nobody waits', () => {
  const next = record('0.9', null);
  const plan = composeEmergency('toy', next.good, tool, place, next);
  expect(told(plan)).toMatchInlineSnapshot(`
    "emergency toy null → 0.9
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    cleanup toy.emergency-point: point to 0.9
    cleanup toy.answers? it answers
    cleanup toy.last-good-after: write the ready way to 0.9-first, before it nothing
    forward nothing is asked
    back    nothing is asked
    soak 0 ms"
  `);
  expect([...plan.prepare, ...plan.cutover, ...plan.around]).toEqual([]);
});

test('each state folder has a dead-man of its own; the usual one has the usual name', () => {
  expect(deadManOf(tool, '/var/lib/flatnet-maint').name).toBe('flatnet-maint-guard');
  const [one, other] = [deadManOf(tool, '/srv/a'), deadManOf(tool, '/srv/b')];
  expect(one.name).toMatch(/^flatnet-maint-guard-[0-9a-f]{8}$/);
  expect(one.name).not.toBe(other.name);
  expect(one.argv).toEqual(['/node', '/cli', 'deadman', '--state', '/srv/a']);
});

describe('where nothing is live', () => {
  const component = { ...toy, live: () => ({ ...generation('absent'), digest: '' }) } as typeof toy;
  const lastGood = record('2.0', '1.0');

  test('a backup writes no way to it, and so the one that there is outlives it', () => {
    expect(composeBackup(from({ component, lastGood })).backup.map(({ id }) => id)).toEqual(['toy.snapshot']);
  });

  test('a return records nothing of it, and keeps what was good before what it goes to', () => {
    const plan = composeChange(from({ component, lastGood }), toy.rollback(facts as never, generation('2.0'), place), {
      command: 'rollback',
      ...plain,
    });
    expect(plan.backup.map(({ id }) => id)).toEqual(['toy.snapshot']);
    expect(plan.cleanup.map(({ id }) => id)).toEqual(['toy.last-good-after', 'toy.retire']);
    expect(told(plan)).toContain('toy.last-good-after: write the ready way to 2.0-first, before it 1.0');
  });
});

test('a backup of what does not work leaves the ready way as it is', () => {
  expect(composeBackup(from(), { isWell: false }).backup.map(({ id }) => id)).toEqual(['toy.snapshot']);
});
