import type { House } from 'flatnet';
import { expect, test } from 'vitest';
import { cli, proposal, report } from './support/fake-world.ts';

const planned = (start: boolean) => ({
  ...proposal,
  findings: [],
  plan: { ...proposal.plan, command: 'adopt' as const, cutover: start ? proposal.plan.cutover : [] },
});

/** What the library was asked, in order. */
function asked(outcome: Parameters<typeof report>[0] = 'committed') {
  const calls: unknown[] = [];
  const house: Partial<House> = {
    settle: async (command) => {
      calls.push(['settle', command]);
      return null;
    },
    planAdopt: async (component, how) => {
      calls.push([component, how]);
      return planned(how.start);
    },
    apply: async () => report(outcome, { command: 'adopt' }),
  };
  return { calls, house };
}

test('what a killed one left is brought to its end before a new one is planned, and a tree is read from where it was typed', async () => {
  const { calls, house } = asked();
  const ran = await cli(['adopt', 'gateway', '--tree', 'openresty-old', '--start', '--soak', '9s', '--yes'], { house });
  expect(ran.exit).toBe(0);
  expect(calls).toEqual([
    ['settle', 'adopt'],
    ['gateway', { tree: expect.stringMatching(/^\/.*\/openresty-old$/), start: true, accepted: [], soak: 9_000 }],
  ]);
});

test('where nothing served before, going back is not told as an old version that answers', async () => {
  const error = { code: 'E_VERIFY_FAILED', message: 'These probes failed.', next: 'flatnet-maint show r1' };
  const { house } = asked('rolled-back');
  const failing = { ...house, apply: async () => report('rolled-back', { command: 'adopt', error }) };
  const ran = await cli(['adopt', '--start', '--yes'], { house: failing });
  expect(ran.exit).toBe(4);
  expect(ran.err).toContain('Taken back: everything stands as it was found, and it does not serve.');
  expect(ran.err).not.toContain('old version');
});

test('the list of snapshots tells what was never seen working', async () => {
  const row = {
    ...{ component: 'gateway', id: '1.26.3-adopted-r1', kind: 'generation' as const, version: '1.26.3' },
    ...{ made: '', ageMs: null, bytes: 1, lastGood: false, damage: null, keeps: ['live'], goes: false },
  };
  const rows = [
    { ...row, adopted: 'not-proven' as const },
    { ...row, adopted: 'proven' as const },
  ];
  const { out } = await cli(['snapshots'], { house: { snapshots: async () => rows } });
  expect(out.split('\n').map((line) => line.includes('adopted, not proven'))).toEqual([true, false, false]);
});
