import { type Action, MaintError } from '@flatnet-maint/core';
import { wasStarted } from '../podman.ts';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';
import { madeBy } from './make-container.ts';

export type StartContainerArgs = {
  readonly service: string;
  readonly run: string;
  /** The service’s own name, and the one that it has when it is not in its place. */
  readonly container: string;
  readonly name: string;
};

/** What was made takes the service's place and is started; whether it stays up is asked by a gate. */
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
    if (wasStarted(made)) await podman(host, 'stop', '--time', '5', made.id);
    if (made.name === args.container) await podman(host, 'rename', made.id, args.name);
  },
  async check(args, _saved, host) {
    const [made] = await madeBy(host, args);
    if (made === undefined) return 'undone';
    if (made.name === args.container) return wasStarted(made) ? 'done' : 'partly';
    return made.running ? 'partly' : 'undone';
  },
};
