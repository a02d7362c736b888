import { recordGeneration, takeSnapshot } from '@flatnet-maint/actions';
import type { Adoption, Change } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { type Adopting, adoptFirst, composeAdopt } from '../src/adopt.ts';
import type { Composing } from '../src/compose.ts';
import { generation, record, step, told, toy } from './support/toy.ts';

const place = { id: 'run-1', state: '/var/lib/flatnet-maint' };
const found = { ...generation('1.0'), id: '1.0-adopted' };
const adopted = { from: '/srv/toy-old', exe: '/srv/toy-old/sbin/toy', sha256: 'e'.repeat(64), proven: false };
const to = { ...found, adopted };
const adoption: Adoption = {
  to,
  test: { inquiry: 'own-test@1', args: {} },
  prepare: [
    step('toy.adopt', 'copy it'),
    {
      ...step('toy.adopt-record', 'record it'),
      action: recordGeneration.name,
      args: { state: place.state, generation: to },
    },
  ],
};
const revived: Omit<Change, 'to'> = {
  prepare: [step('toy.rehearse', 'try it')],
  around: [],
  cutover: [step('toy.point', 'point to it'), step('toy.start', 'start it')],
  cleanup: [],
  evidence: ['/srv/toy/error.log'],
  expects: { darkMs: 0, notes: ['what is in the way is kept'] },
};
const component = {
  ...toy,
  backup: () => [
    { ...step('toy.snapshot', 'keep a snapshot', 'never'), action: takeSnapshot.name, args: { generation: 'live' } },
  ],
};
const from = (more: Partial<Composing> = {}): Composing => ({
  component,
  facts: { host: 'local', live: '1.0' },
  place,
  tool: { version: '9.9.9', node: '/node', cli: '/cli' },
  lastGood: null,
  accepted: [],
  ...more,
});
const how = (more: Partial<Adopting> = {}): Adopting => ({
  adoption,
  tree: null,
  revived: null,
  proven: false,
  why: [],
  isRecorded: false,
  soak: 5_000,
  ...more,
});
const recorded = (plan: ReturnType<typeof composeAdopt>) =>
  plan.prepare.find((item) => item.kind === 'step' && item.action === recordGeneration.name);

test('what was seen working becomes the last good one, after its own test and all probes were asked once more', () => {
  const plan = composeAdopt(from(), how({ proven: true }));
  expect(told(plan)).toMatchInlineSnapshot(`
    "adopt toy null → 1.0
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    prepare toy.own-test? it passes its own test
    prepare toy.adopt: copy it (undone on the way back)
    prepare toy.adopt-record: record it (undone on the way back)
    prepare toy.rehearse: start 1.0 on a private port (undone on the way back)
    backup  toy.snapshot: keep a snapshot
    cleanup toy.last-good-after: write the ready way to 1.0-adopted, before it nothing
    forward identity 1.0, api
    back    nothing is asked
    soak 0 ms"
  `);
  expect(recorded(plan)).toMatchObject({ args: { generation: { adopted: { proven: true } } } });
  expect(plan.backup).toMatchObject([{ args: { generation: '1.0-adopted' } }]);
});

test('what was not seen working is kept, is no way for an emergency, and the plan says why', () => {
  const plan = composeAdopt(
    from({ lastGood: record('0.9', null) }),
    how({ why: ['nothing answers', 'its test fails'] }),
  );
  expect(told(plan)).toMatchInlineSnapshot(`
    "adopt toy null → 1.0
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    prepare toy.adopt: copy it (undone on the way back)
    prepare toy.adopt-record: record it (undone on the way back)
    backup  toy.snapshot: keep a snapshot
    forward nothing is asked
    back    nothing is asked
    soak 0 ms
    note    1.0-adopted is kept as adopted, not proven, and is never chosen by itself: nothing answers; its test fails"
  `);
  expect(recorded(plan)).toMatchObject({ args: { generation: { adopted: { proven: false } } } });
});

test('what is made to serve is rehearsed, started and verified for its soak, and goes back as a whole', () => {
  const plan = composeAdopt(from({ lastGood: record('0.9', '0.8') }), how({ revived, tree: '/srv/toy-old' }));
  expect(told(plan)).toMatchInlineSnapshot(`
    "adopt toy null → 1.0
    guard   run.dead-man: arm the dead-man (service flatnet-maint-guard): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed
    prepare toy.own-test? it passes its own test
    prepare toy.adopt: copy it (undone on the way back)
    prepare toy.adopt-record: record it (undone on the way back)
    prepare toy.rehearse: try it (undone on the way back)
    backup  toy.snapshot: keep a snapshot
    cutover toy.point: point to it (undone on the way back)
    cutover toy.start: start it (undone on the way back)
    cleanup toy.last-good-after: write the ready way to 1.0-adopted, before it 0.9
    forward identity 1.0, api
    back    nothing is asked
    soak 5000 ms
    note    what is in the way is kept"
  `);
  expect({ tree: plan.tree, evidence: plan.evidence }).toEqual({
    tree: '/srv/toy-old',
    evidence: ['/srv/toy/error.log'],
  });
});

test('a generation that has a record already is not recorded again, so that going back leaves the record', () => {
  expect(recorded(composeAdopt(from(), how({ isRecorded: true, revived })))).toBeUndefined();
});

test('before an upgrade the present state is kept for good: nothing of that is undone', () => {
  expect(adoptFirst(adoption, true)).toMatchObject([
    { id: 'toy.adopt', undoes: 'never' },
    { id: 'toy.adopt-record', undoes: 'never', args: { generation: { adopted: { proven: true } } } },
  ]);
});
