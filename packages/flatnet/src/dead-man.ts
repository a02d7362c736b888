import { type DeadManArgs, deadMan } from '@flatnet-maint/actions';
import type { Host, Keep } from '@flatnet-maint/core';
import { openRun } from '@flatnet-maint/engine';
import type { RunHouse } from './runs.ts';

const limit = 15_000;

/** Armed before the run exists, so that no moment of an open run is without it. A guard whose run never comes leaves by itself. */
export const arm = (house: RunHouse): Promise<void> =>
  lent(house, async (args, host) => {
    const saved = await deadMan.capture(args, host, {} as Keep);
    await deadMan.do(args, saved, host);
  });

/** The guard's last act, when it leaves: its service goes; it itself ends right after. */
export const disarm = (house: RunHouse): Promise<void> =>
  lent(house, async (args, host) => {
    const saved = await deadMan.capture(args, host, {} as Keep);
    await deadMan.undo?.(args, saved, host);
  });

/**
 * A command that ended leaves no unit: the guard would go by itself in a moment, but an operator need not wait for it. Only
 * while no run is open: the guard of somebody else's run stays. Never fails: the run is closed, the guard may be leaving in
 * this very moment (then systemd no longer knows it), and what is not sent home goes by itself.
 */
export const sendHome = (house: RunHouse): Promise<void> =>
  lent(house, async (args, host) => {
    if (openRun(house.state) !== null) return;
    const saved = await deadMan.capture(args, host, {} as Keep);
    if (saved.manager === 'none') return;
    await deadMan.undo?.(args, saved, host);
    if (openRun(house.state) === null) await host.services.stop(args.name);
  }).catch(() => {});

async function lent(house: RunHouse, deed: (args: DeadManArgs, host: Host) => Promise<void>): Promise<void> {
  const { host, release } = house.hosts.lend('local', limit, 'guard');
  try {
    await deed(await house.deadMan(), host);
  } finally {
    await release();
  }
}
