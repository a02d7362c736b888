import type { Fence } from '@flatnet-maint/engine';
import { endProcess, isAlive, selfRef, sweepMark } from '@flatnet-maint/host';

/** Fencing by the system that runs us. */
export const systemFence: Fence = {
  self: async () => selfRef(),
  alive: async (owner) => isAlive(owner),
  async end(owner) {
    await endProcess(owner);
    return true;
  },
  sweep: async (run) => (await sweepMark(run)).left.length,
};
