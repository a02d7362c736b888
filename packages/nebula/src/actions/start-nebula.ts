import type { Action } from '@flatnet-maint/core';
import { mainOf } from '../processes.ts';
import { type Runs, startAndSee, stopAndSee } from '../running.ts';

export type StartNebulaArgs = Runs & {
  /** Of the program that must run then. */
  readonly sha256: string;
};

/** Started means: the service runs this very program. Whether it stays is a gate after it. */
export const startNebula: Action<StartNebulaArgs, null> = {
  name: 'start-nebula@1',
  touches: ({ service }) => [{ kind: 'service', name: service, access: 'writes' }],
  capture: async () => null,
  async do(args, _saved, host) {
    await startAndSee(host, args, args.sha256);
  },
  async undo(args, _saved, host) {
    await stopAndSee(host, args);
  },
  async check({ service, sha256 }, _saved, host) {
    const { state } = await host.services.status(service);
    if (state !== 'running' && state !== 'starting' && state !== 'stopping') return 'undone';
    const main = await mainOf(host, service);
    return main !== null && main.sha256 === sha256 ? 'done' : 'partly';
  },
};
