import type { Action } from '@flatnet-maint/core';
import { containersOfRun } from '../podman.ts';
import { podman } from './have-image.ts';
import { madeLabel } from './make-container.ts';

/** Throw-away containers of a run are gone, before and after: one that was killed leaves its own behind. */
export const clearChecks: Action<{ readonly run: string }, null> = {
  name: 'clear-checks@1',
  posixOnly: true,
  touches: () => [],
  capture: async () => null,
  do: ({ run }, _saved, host) => clear(run, host),
  undo: ({ run }, _saved, host) => clear(run, host),
  async check({ run }, _saved, host) {
    return (await checksOf(run, host)).length === 0 ? 'either' : 'partly';
  },
};

const checksOf = async (run: string, host: Parameters<typeof containersOfRun>[0]) =>
  (await containersOfRun(host, `flatnet-maint.run=${run}`)).filter(({ labels }) => labels[madeLabel] === undefined);

async function clear(run: string, host: Parameters<typeof podman>[0]): Promise<void> {
  for (const { id } of await checksOf(run, host)) await podman(host, 'rm', '--force', '--ignore', '--time', '0', id);
}
