import type { EntryBody, Plan } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { composeChange, composeEmergency } from '../src/compose.ts';
import { reportOf } from '../src/report.ts';
import { generation, record, stamped, toy } from './support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
const place = { id: 'run-1', state: '/state' };
const facts = { host: 'local', live: '1.0' };
const from = { component: toy, facts, place, tool, lastGood: null, accepted: [{ id: 'slow', reason: 'known' }] };
const change = toy.rollback(facts as never, generation('2.0'), place);
const plan = composeChange(from, change, { command: 'upgrade', soak: 0, confirmWithin: 60_000 });

const opened = (of: Plan): EntryBody => ({ type: 'opened', plan: of, tool: '9.9.9', node: '/node', cli: '/cli' });
const begun = (id: string): EntryBody => ({ type: 'doing', id, saved: null });
const verdict = (id: string, said: 'pass' | 'fail', direction: 'forward' | 'back' = 'forward'): EntryBody => ({
  type: 'verdict',
  direction,
  id,
  verdict: said,
  detail: `${id} ${said}`,
  value: null,
});
const failed: EntryBody = {
  type: 'failed',
  code: 'E_VERIFY_FAILED',
  message: 'api failed.',
  next: 'flatnet-maint show',
  id: null,
  // Two seconds before the line that tells it.
  failing: '2026-01-02T03:04:06.000Z',
};
const report = (...bodies: readonly EntryBody[]) => reportOf(stamped([opened(plan), ...bodies]), '/journal');

describe('a report', () => {
  test('of a committed run tells versions, times, verdicts and what was accepted', () => {
    const told = report(
      begun('toy.point'),
      verdict('api', 'fail'),
      verdict('api', 'pass'),
      { type: 'committed' },
      { type: 'closed', outcome: 'committed' },
    );
    expect(told).toMatchObject({
      run: 'run-1',
      outcome: 'committed',
      from: '1.0',
      to: '2.0',
      startedAt: '2026-01-02T03:04:05.000Z',
      endedAt: '2026-01-02T03:04:10.000Z',
      rollbackMs: null,
      probes: [{ id: 'api', severity: 'partial', verdict: 'pass' }],
      accepted: [{ id: 'slow', reason: 'known' }],
    });
    expect(told.error).toBeUndefined();
  });

  test('of a run that went back counts from the first sign to the old version seen answering', () => {
    const told = report(
      begun('toy.point'),
      verdict('api', 'fail'),
      failed,
      { type: 'undone', id: 'toy.point', took: 1 },
      { type: 'verified', direction: 'back', detail: '' },
      { type: 'closed', outcome: 'rolled-back' },
    );
    expect(told).toMatchObject({
      outcome: 'rolled-back',
      rollbackMs: 4_000,
      error: { code: 'E_VERIFY_FAILED', next: 'flatnet-maint show run-1' },
    });
  });

  test('of a run that waits is not over', () => {
    const told = report(begun('toy.point'), { type: 'waiting', until: '2026-01-02T04:00:00.000Z' });
    expect(told).toMatchObject({ outcome: 'waiting', endedAt: null });
    expect(told.error).toBeUndefined();
  });

  test('of a stuck run says where, and the two ways out', () => {
    const again: EntryBody = { ...failed, code: 'E_LIMIT', message: 'toy.point was not undone.', id: 'toy.point' };
    const told = report(begun('toy.point'), failed, again, { type: 'closed', outcome: 'stuck' });
    expect(told).toMatchObject({ outcome: 'stuck', error: { code: 'E_LIMIT' } });
    expect(told.error?.next).toContain('flatnet-maint resume, or flatnet-maint rollback toy --emergency');
  });

  test('of a stop and a start has the time between them', () => {
    const done = (id: string): EntryBody => ({ type: 'done', id, took: 1 });
    const told = report(begun('toy.stop'), done('toy.stop'), begun('toy.start'), done('toy.start'));
    expect(told.darkMs).toBe(3_000);
  });
});

describe('the report of an emergency', () => {
  const next = record('1.0', null);
  const emergency = composeEmergency('toy', next.good, tool, place, next);
  const ends: readonly EntryBody[] = [{ type: 'committed' }, { type: 'closed', outcome: 'committed' }];

  test('is committed when every step was seen done', () => {
    const told = reportOf(stamped([opened(emergency), ...ends]), '/journal');
    expect(told).toMatchObject({ outcome: 'committed', leftovers: [] });
  });

  test('is committed, with what is missing told, when only something that is told was not seen', () => {
    const cleanup = emergency.cleanup.map((item) =>
      item.id === 'toy.answers' && item.kind === 'gate' ? { ...item, tells: true as const } : item,
    );
    const left: EntryBody = { type: 'leftover', id: 'toy.answers', message: 'routes are missing.' };
    const told = reportOf(stamped([opened({ ...emergency, cleanup }), left, ...ends]), '/journal');
    expect(told).toMatchObject({ outcome: 'committed', leftovers: ['toy.answers: routes are missing.'] });
  });

  test('is stuck, with the reason and the next command, when one was not', () => {
    const left: EntryBody = { type: 'leftover', id: 'toy.answers', message: 'nobody answered.' };
    const told = reportOf(stamped([opened(emergency), left, ...ends]), '/journal');
    expect(told).toMatchObject({ outcome: 'stuck', error: { code: 'E_EMERGENCY_UNPROVEN' } });
    expect(told.error?.message).toContain('toy.answers: nobody answered.');
    // Its run is closed: nothing can be resumed.
    expect(told.error?.next).toBe(`flatnet-maint show ${emergency.id}, then flatnet-maint status`);
  });
});
