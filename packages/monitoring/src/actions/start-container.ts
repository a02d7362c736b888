import { type Action, MaintError } from '@flatnet-maint/core';
import { wasStarted } from '../podman.ts';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';
import { madeBy } from './make-container.ts';
import { saveLogs } from './save-logs.ts';

export type StartContainerArgs = {
  readonly service: string;
  readonly run: string;
  /** The service’s own name, and the one that it has when it is not in its place. */
  readonly container: string;
  readonly name: string;
  /** Where its logs are kept before it is removed. */
  readonly logs: string;
};

/** What was made takes the service's place and is started; whether it stays up is asked by a gate. Undone it is gone, if it ran. */
export const startContainer: Action<StartContainerArgs, null> = {
  name: 'start-container@1',
  posixOnly: true,
  touches: () => [],
  capture: async () => null,
  async do(args, _saved, host) {
    const [made] = await madeBy(host, args);
    if (made === undefined)
      throw new MaintError('E_CONTAINER_GONE', t('container-gone', { container: args.name }), 'podman ps -a');
    if (made.name !== args.container) await podman(host, 'rename', made.id, args.container);
    if (!made.running) await podman(host, 'start', made.id);
  },
  async undo(args, _saved, host) {
    const [made] = await madeBy(host, args);
    if (made === undefined) return;
    if (wasStarted(made)) {
      // Stopped, one that crashes again and again may be started once more, holds its port, and takes the name of the service
      // from the network when it goes at last: after the old one has come back under it.
      await saveLogs(host, made, args.logs);
      await podman(host, 'rm', '--force', '--time', '5', made.id);
    } else if (made.name === args.container) await podman(host, 'rename', made.id, args.name);
  },
  async check(args, _saved, host) {
    const [made] = await madeBy(host, args);
    if (made === undefined) return 'undone';
    if (made.name === args.container) return wasStarted(made) ? 'done' : 'partly';
    return made.running ? 'partly' : 'undone';
  },
};
