import type { Action, HostView } from '@flatnet-maint/core';
import { type Container, containersOfRun, wasStarted } from '../podman.ts';
import { podman } from './have-image.ts';
import { madeLabel } from './make-container.ts';

/**
 * An emergency takes the place of a run that is in the middle of something: throw-away containers of its tests, and those that
 * it made and never started, are of no use to anybody and hold nothing. What was started once stays.
 */
export const clearLeft: Action<{ readonly project: string }, null> = {
  name: 'clear-left@1',
  posixOnly: true,
  touches: () => [],
  capture: async () => null,
  async do({ project }, _saved, host) {
    for (const { id } of await leftOf(host, project))
      await podman(host, 'rm', '--force', '--ignore', '--time', '0', id);
  },
  async check({ project }, _saved, host) {
    return (await leftOf(host, project)).length === 0 ? 'done' : 'undone';
  },
};

const leftOf = async (host: HostView, project: string): Promise<readonly Container[]> =>
  (await containersOfRun(host, 'flatnet-maint.run')).filter(
    (one) =>
      one.name.startsWith('flatnet-check-') ||
      (one.project === project && one.labels[madeLabel] !== undefined && /\.new-/.test(one.name) && !wasStarted(one)),
  );
