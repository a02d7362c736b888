import { type DeadManArgs, deadMan } from '@flatnet-maint/actions';
import type { Host, Keep } from '@flatnet-maint/core';
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

/** Until the guard has gone, so that a command that ended leaves no unit; it goes by itself, later, if this is not awaited. */
export const awaitDisarmed = (house: RunHouse): Promise<void> =>
  lent(house, async (args, host) => {
    for (let waited = 0; waited < 4_000; waited += 50) {
      const { state } = await host.services.status(args.name);
      if (state === 'absent' || state === 'stopped') return;
      await host.sleep(50);
    }
  });

async function lent(house: RunHouse, deed: (args: DeadManArgs, host: Host) => Promise<void>): Promise<void> {
  const { host, release } = house.hosts.lend('local', limit, 'guard');
  try {
    await deed(house.deadMan, host);
  } finally {
    await release();
  }
}
