import type { Accepted, Finding, Plan } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { composeChange } from '../src/compose.ts';
import { refuseBlocked, weighed } from '../src/weigh.ts';
import { toy } from './support/toy.ts';

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  blocks: true,
  message: `${id} is in the way.`,
  next: 'mend it',
  ...more,
});
const waivable = (id: string) => finding(id, { waivable: true });
const accept = (...ids: string[]): Accepted[] => ids.map((id) => ({ id, reason: 'we know' }));

function plan(accepted: readonly Accepted[], more: Partial<Plan> = {}): Plan {
  const facts = { host: 'local', live: '1.0' };
  const place = { id: 'run-1', state: '/state' };
  const tool = { version: '9', node: '/node', cli: '/cli' };
  const want = { component: 'toy', version: '2.0', path: '/r', sha256: 'a'.repeat(64) };
  const from = { component: toy, facts, place, tool, lastGood: null, accepted };
  const change = toy.upgrade(facts as never, want, place);
  return { ...composeChange(from, change, { command: 'upgrade', soak: 0, confirmWithin: null }), ...more };
}

const blocking = (found: readonly Finding[]) => found.filter(({ blocks }) => blocks).map(({ id }) => id);

describe('a finding that is accepted by name', () => {
  test('no longer blocks, and goes into the plan with its reason and with what it said', () => {
    const { plan: kept, findings } = weighed(plan(accept('downgrade')), [waivable('downgrade'), finding('disk')]);
    expect(blocking(findings)).toEqual(['disk']);
    expect(kept.accepted).toEqual([{ id: 'downgrade', reason: 'we know', finding: 'downgrade is in the way.' }]);
  });

  test('blocks all the same when it is of the kind that nobody may accept, and the plan does not claim it', () => {
    const { plan: kept, findings } = weighed(plan(accept('disk')), [finding('disk')]);
    expect(blocking(findings)).toEqual(['disk']);
    expect(kept.accepted).toEqual([]);
    expect(findings.at(-1)).toMatchObject({ id: 'accept', blocks: false, message: 'Finding disk cannot be accepted.' });
  });

  test('that is not there is told, not dropped in silence', () => {
    const { plan: kept, findings } = weighed(plan(accept('probe-api')), []);
    expect(kept.accepted).toEqual([]);
    expect(findings).toMatchObject([{ id: 'accept', blocks: false }]);
    expect(findings[0]!.message).toContain('--accept probe-api accepts nothing');
  });

  test('is the one mechanism for a step that cannot be taken back, too', () => {
    const door = plan(accept('one-way-toy.point'));
    const cutover = door.cutover.map((item) => (item.kind === 'step' ? { ...item, undoes: 'never' as const } : item));
    expect(blocking(weighed({ ...door, cutover, accepted: [] }, []).findings)).toEqual(['one-way-toy.point']);
    const { plan: kept, findings } = weighed({ ...door, cutover }, []);
    expect(blocking(findings)).toEqual([]);
    expect(kept.accepted[0]!.finding).toBe('Step toy.point cannot be taken back: point to 2.0');
  });
});

test('what still blocks is refused by the first of them, naming all', () => {
  const found = [finding('probe-site-ünlü.check'), waivable('disk')];
  const refused = () => refuseBlocked(weighed(plan([]), found));
  expect(refused).toThrow(/is in the way\. disk is in the way\. Nothing was changed\.$/);
  expect(refused).toThrow(expect.objectContaining({ code: 'E_PREFLIGHT_PROBE_SITE_NL_CHECK', exit: 3 }));
});

describe('an upgrade', () => {
  const ids = ['identity 2.0', 'api', 'latency', 'log', 'identity 1.0'];
  test('asks for green of every probe but those that were accepted as red', () => {
    expect(plan([]).green).toEqual(ids);
    expect(plan(accept('probe-api')).green).toEqual(ids.filter((id) => id !== 'api'));
    const red = weighed(plan(accept('probe-api')), [waivable('probe-api')]);
    expect(red.plan.green).toEqual(ids.filter((id) => id !== 'api'));
  });

  test('asks for green of a probe that was accepted as red and is green: nothing of it is in the journal', () => {
    const { plan: kept } = weighed(plan(accept('probe-api')), []);
    expect(kept.accepted).toEqual([]);
    expect(kept.green?.toSorted()).toEqual(ids.toSorted());
  });
});
