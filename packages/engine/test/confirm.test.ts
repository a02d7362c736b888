import type { Answer, AnyInquiry, Entry, HostView, Plan, Probe } from '@flatnet-maint/core';
import { MemoryDisk } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { type ToyRun, toyRun } from './support/toy-running.ts';
import { toyPlan, toySite } from './support/toy-world.ts';

const within = 10_000;
const peer: Probe = {
  ...{ id: 'peer', host: 'local', severity: 'outage', ask: { inquiry: 'peer', args: null } },
  ...{ every: 1_000, passes: 1, fails: 1, limit: 2_000 },
};
const says = (ok: boolean): Answer => ({ ok, value: null, detail: ok ? 'we reach you' : 'no route' });
const waitOf = (entries: readonly Entry[]) => entries.find(({ type }) => type === 'waiting')?.mono ?? Number.NaN;
const ordered = (entries: readonly Entry[]) => entries.filter(({ type }) => type === 'ordered');

/** A run that waits, with a peer that answers by script, to the n-th asking. */
async function waited(
  script: (n: number, host: HostView) => Answer | Promise<Answer>,
  more: Partial<Plan> = {},
  disk = new MemoryDisk(),
): Promise<ToyRun & { asked: number }> {
  let asked = 0;
  const inquiry: AnyInquiry = {
    name: 'peer',
    async ask(_, host) {
      asked += 1;
      return script(asked, host);
    },
  };
  const run = await toyRun(
    { ...toyPlan, confirmWithin: within, confirmedBy: [peer], ...more },
    { disk, inquiries: [inquiry] },
  );
  return { ...run, asked };
}

describe('a peer', () => {
  test('that answers well confirms in its own name, and the run commits', async () => {
    const { outcome, entries } = await waited((n) => says(n === 3));
    expect(outcome).toBe('committed');
    expect(ordered(entries)).toMatchObject([{ order: 'confirm', by: 'the good answer of peer: we reach you' }]);
  });

  test('is asked only while the run waits, and as often as its probe says', async () => {
    const { outcome, asked } = await waited(() => says(false));
    expect(outcome).toBe('rolled-back');
    expect(asked).toBe(within / peer.every);
  });

  test('confirms only by as many good answers in a row as are wanted', async () => {
    const twice = { confirmedBy: [{ ...peer, passes: 2 }] };
    expect((await waited((n) => says(n % 2 === 0), twice)).outcome).toBe('rolled-back');
    expect((await waited((n) => says(n > 2), twice)).outcome).toBe('committed');
  });

  test('that could not be asked does not confirm', async () => {
    const { outcome, entries } = await waited(() => Promise.reject(new Error('unreachable')));
    expect(outcome).toBe('rolled-back');
    expect(entries.find(({ type }) => type === 'failed')).toMatchObject({ code: 'E_CONFIRM_ABSENT' });
  });

  test('whose good answer comes after the time confirms nothing', async () => {
    const slow = { confirmedBy: [{ ...peer, limit: 60_000, every: 9_000 }] };
    let isLate = false;
    const hosts = toySite();
    const inquiry: AnyInquiry = {
      name: 'peer',
      async ask(_, host) {
        // Deaf to every limit, as a hung resolver is.
        await host.sleep(15_000).catch(() => {});
        isLate = true;
        return says(true);
      },
    };
    const plan = { ...toyPlan, confirmWithin: within, ...slow };
    const { outcome, entries } = await toyRun(plan, { hosts, inquiries: [inquiry] });
    expect({ outcome, isLate }).toEqual({ outcome: 'rolled-back', isLate: true });
    expect(ordered(entries)).toEqual([]);
  });

  test('that does not answer holds up nobody who confirms in time', async () => {
    const disk = new MemoryDisk();
    let isAsking = false;
    disk.orders = () => (isAsking ? ['confirm'] : []);
    const silent = async (n: number, host: HostView) => {
      isAsking = n === 5;
      // Until its time is over, and with it that of the wait.
      if (isAsking) await host.sleep(60_000).catch(() => {});
      return says(false);
    };
    const slow = { confirmedBy: [{ ...peer, every: 2_400 }] };
    const { outcome, entries } = await waited(silent, slow, disk);
    expect(outcome).toBe('committed');
    expect(ordered(entries)).toMatchObject([{ order: 'confirm', by: 'flatnet-maint confirm' }]);
  });

  test('does not outvote somebody who sends the run back', async () => {
    const disk = new MemoryDisk();
    let isAnswering = false;
    disk.orders = () => (isAnswering ? ['abort'] : []);
    const { outcome, entries } = await waited(
      () => {
        isAnswering = true;
        return says(true);
      },
      {},
      disk,
    );
    expect(outcome).toBe('rolled-back');
    expect(ordered(entries)).toMatchObject([{ order: 'abort' }]);
  });
});

describe('the wait for a confirmation', () => {
  test.each([-7_200_000, 7_200_000])(
    'lasts as long as it should when somebody sets the clock by %i ms',
    async (jump) => {
      const hosts = toySite();
      const { clock } = hosts.world;
      let shift = 0;
      const wall = () => new Date(clock.wall().getTime() + shift);
      const { outcome, entries } = await toyRun(
        { ...toyPlan, confirmWithin: within },
        {
          hosts,
          running: { clock: { now: clock.now, sleep: clock.sleep, wall } },
          onEntry: ({ type }) => {
            if (type === 'waiting') shift = jump;
          },
        },
      );
      expect(outcome).toBe('rolled-back');
      const failed = entries.find(({ type }) => type === 'failed');
      // Read when it has gone back: no word of what will be.
      expect(failed).toMatchObject({ code: 'E_CONFIRM_ABSENT', next: 'flatnet-maint show' });
      expect((failed?.mono ?? 0) - waitOf(entries)).toBe(within);
    },
  );
});
