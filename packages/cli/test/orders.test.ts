import type { RunSummary } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli, plays, report } from './support/fake-world.ts';
import { plan, rolledBack } from './support/recorded.ts';

const open: RunSummary = {
  run: plan.id,
  command: 'upgrade',
  component: 'gateway',
  from: '1.25.3',
  to: '1.26.3',
  outcome: 'open',
  damage: null,
  open: true,
  owner: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  endedAt: null,
};
const middle = rolledBack.slice(0, 14);
const house = {
  runs: async () => [open],
  show: async () => ({ summary: open, entries: middle, damage: null }),
};

describe('resume', () => {
  test('shows how the run went on, by the titles of its plan', async () => {
    const ran = await cli(['resume'], {
      house: {
        ...house,
        resume: (by, how) => plays(rolledBack.slice(14), report('rolled-back'))(by, how),
      },
    });
    expect(ran.exit).toBe(4);
    expect(ran.out).toContain('undo gateway.swap: point live at 1.26.3');
    expect(ran.out).not.toContain('unpack 1.26.3 done');
  });

  test('with nothing open is done', async () => {
    const ran = await cli(['resume', '--json'], { house: { runs: async () => [], resume: async () => null } });
    expect(ran).toMatchObject({ exit: 0, out: '{"run":null,"message":"No run is open."}\n' });
  });
});

describe('abort and confirm', () => {
  test('with nothing open are refused', async () => {
    for (const order of ['abort', 'confirm']) {
      expect(await cli([order], { house: { runs: async () => [] } })).toMatchObject({ exit: 3, out: '' });
    }
  });

  test('leave the run to its living owner', async () => {
    const ran = await cli(['abort'], { house: { ...house, order: async () => null } });
    expect(ran.exit).toBe(0);
    expect(ran.out).toContain(`its owner obeys. See flatnet-maint show ${plan.id}`);
  });
});

test('a history that cannot be read does not stand in the way of taking the run over', async () => {
  const unreadable = () => Promise.reject(new Error('unreadable'));
  const resume = async () => report('stuck');
  const torn = async () => ({ summary: open, entries: middle.slice(3), damage: 'line 1 is cut' });
  for (const past of [{ runs: unreadable }, { ...house, show: unreadable }, { ...house, show: torn }]) {
    expect((await cli(['resume'], { house: { ...past, resume } })).exit).toBe(5);
  }
});

test('show tells the timeline, and is 8 when the journal is damaged', async () => {
  const shown = { summary: open, entries: rolledBack, damage: null };
  const ran = await cli(['show', plan.id], { house: { show: async () => shown } });
  expect(ran.exit).toBe(0);
  expect(ran.out).toContain('closed: rolled-back');
  const damaged = await cli(['show', plan.id], { house: { show: async () => ({ ...shown, damage: 'line 3' }) } });
  expect(damaged.exit).toBe(8);
});

test('the dead-man guards and writes to stderr only', async () => {
  const ran = await cli(['deadman'], {
    house: {
      async guard(log) {
        log('nothing is open');
      },
    },
  });
  expect(ran).toEqual({ exit: 0, out: '', err: 'nothing is open\n' });
});
