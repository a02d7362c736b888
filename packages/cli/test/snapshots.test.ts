import { MaintError } from '@flatnet-maint/core';
import type { PruneProposal, SnapshotSummary } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli, proposal, report } from './support/fake-world.ts';

const row = (id: string, more: Partial<SnapshotSummary> = {}): SnapshotSummary => ({
  component: 'gateway',
  id,
  kind: 'generation',
  version: '1.26.3',
  made: '2026-01-02T03:04:05.000Z',
  ageMs: 3 * 86_400_000,
  bytes: 52_428_800,
  lastGood: false,
  damage: null,
  keeps: [],
  goes: false,
  ...more,
});
const rows = [
  row('1.26.3-a', { keeps: ['live', 'last good'], ageMs: 7_300_000 }),
  row('1.22.1-b', { goes: true }),
  row('1.22.1-c', { kind: 'snapshot', version: null, keeps: ['protected: the\naudit'], ageMs: -5 }),
];
const plan = { ...proposal.plan, command: 'prune' as const, prepare: [], cutover: [], backup: [], trial: [] };
const pruning = (more: Partial<PruneProposal> = {}): PruneProposal => ({
  ...proposal,
  plan: { ...plan, cleanup: proposal.plan.cleanup },
  retention: { generations: 3, days: 30 },
  rows,
  ...more,
});

test('the list says of each how old and how large it is, and why it stays', async () => {
  expect((await cli(['snapshots'], { house: { snapshots: async () => rows } })).out).toMatchInlineSnapshot(`
    "gateway  1.26.3-a  generation  1.26.3  2026-01-02T03:04:05.000Z  2 h old         50.0 MiB  live, last good
    gateway  1.22.1-b  generation  1.26.3  2026-01-02T03:04:05.000Z  3 days old      50.0 MiB  prune would remove it
    gateway  1.22.1-c  snapshot            2026-01-02T03:04:05.000Z  later than now  50.0 MiB  protected: the audit
    "
  `);
});

test('damage is the exit code 8, of the list and of what was read again', async () => {
  const damaged = [row('x', { damage: 'torn' })];
  expect(await cli(['snapshots'], { house: { snapshots: async () => damaged } })).toMatchObject({
    exit: 8,
    out: expect.stringContaining('DAMAGED: torn'),
  });
  const verified = [
    { component: 'gateway', id: 'a', kind: 'generation' as const, bytes: 1_048_576, damage: [] },
    {
      component: 'gateway',
      id: 'b',
      kind: 'snapshot' as const,
      bytes: null,
      damage: ['conf: a: missing', 'b', 'c', 'd'],
    },
  ];
  const ran = await cli(['snapshots', 'verify'], { house: { verifySnapshots: async () => verified } });
  expect(ran.exit).toBe(8);
  expect(ran.out).toMatchInlineSnapshot(`
    "gateway  a  generation  1.0 MiB  sound
    gateway  b  snapshot             DAMAGED: conf: a: missing; b; c
    Read again: 2; damaged: 1.
    "
  `);
  const sound = await cli(['snapshots', 'verify'], { house: { verifySnapshots: async () => verified.slice(0, 1) } });
  expect(sound.exit).toBe(0);
});

describe('snapshots prune', () => {
  test('with --dry-run says what would go and starts nothing', async () => {
    const asked: unknown[] = [];
    const house = {
      planPrune: async (...how: unknown[]) => {
        asked.push(how);
        return pruning();
      },
    };
    const ran = await cli(['snapshots', 'prune', '--keep', '5', '--days', '0', '--dry-run'], { house });
    expect(asked).toEqual([['gateway', { keep: 5, days: 0 }]]);
    expect(ran.exit).toBe(0);
    expect(ran.out).toContain('Of gateway the newest 3 stay');
    expect(ran.out).toContain('prune would remove it');
    const json = await cli(['snapshots', 'prune', '--dry-run', '--json'], { house });
    expect(JSON.parse(json.out)).toMatchObject({ retention: { generations: 3, days: 30 }, run: null });
    expect(JSON.parse(json.out).rows).toHaveLength(3);
  });

  test('makes no run of nothing', async () => {
    const house = { planPrune: async () => pruning({ plan: { ...plan, cleanup: [] } }) };
    expect(await cli(['snapshots', 'prune'], { house })).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Nothing is to be removed.'),
    });
  });

  test.each([
    [[], 0],
    [['gateway.remove-generation-x: it is still needed'], 8],
  ])('runs, and what could not be removed is seen: left over %j is exit code %i', async (leftovers, exit) => {
    const house = {
      planPrune: async () => pruning(),
      apply: async () => report('committed', { command: 'prune', leftovers }),
    };
    expect((await cli(['snapshots', 'prune', '--yes'], { house })).exit).toBe(exit);
  });

  test.each(['0x3', 'many', '-1', '1.5'])('takes no %j for a number', async (text) => {
    const ran = await cli(['snapshots', 'prune', `--keep=${text}`], {});
    expect(ran).toMatchObject({ exit: 2, err: expect.stringContaining('--keep takes a whole number') });
  });
});

test('protecting names the component, the id and the reason; without a reason nothing is asked', async () => {
  const asked: unknown[] = [];
  const house = {
    protect: async (...how: unknown[]) => void asked.push(how),
    unprotect: async (...how: unknown[]) => void asked.push(how),
  };
  expect(await cli(['snapshots', 'protect', 'gateway', '1.26.3-a', '--reason', 'audit'], { house })).toMatchObject({
    exit: 0,
    out: '1.26.3-a is protected and stays until it is unprotected: audit\n',
  });
  expect((await cli(['snapshots', 'unprotect', 'gateway', '1.26.3-a'], { house })).exit).toBe(0);
  expect(asked).toEqual([
    ['gateway', '1.26.3-a', 'audit'],
    ['gateway', '1.26.3-a'],
  ]);
  expect((await cli(['snapshots', 'protect', 'gateway', '1.26.3-a'], { house })).exit).toBe(2);
  const open = { protect: () => Promise.reject(new MaintError('E_RUN_OPEN', 'Run x is open.', 'resume', { exit: 6 })) };
  expect((await cli(['snapshots', 'protect', 'gateway', 'x', '--reason', 'y'], { house: open })).exit).toBe(6);
});
