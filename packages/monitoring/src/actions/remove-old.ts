import type { Action } from '@flatnet-maint/core';
import { containerNamed } from '../podman.ts';
import { podman } from './have-image.ts';
import { saveLogs } from './save-logs.ts';

/** After commit: the container that was set aside goes, its logs stay. Its volumes and its image are not touched. */
export const removeOld: Action<{ readonly aside: string; readonly logs: string }, null> = {
  name: 'remove-old@1',
  posixOnly: true,
  touches: () => [],
  capture: async () => null,
  async do({ aside, logs }, _saved, host) {
    const there = await containerNamed(host, aside);
    if (there === null) return;
    await saveLogs(host, there, logs);
    await podman(host, 'rm', there.id);
  },
  async check({ aside }, _saved, host) {
    return (await containerNamed(host, aside)) === null ? 'done' : 'undone';
  },
};
