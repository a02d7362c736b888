import type { Action } from '@flatnet-maint/core';
import { mainOf } from '../processes.ts';
import { type Runs, startAndSee, stopAndSee } from '../running.ts';

export type StopNebulaArgs = Runs & {
  /** What ran before, by its bytes; null = whatever is there, forward only. */
  readonly sha256: string | null;
};

/** Stopped means: the service is down and none of its processes has the program open, so that replacing it is seen (H76). */
export const stopNebula: Action<StopNebulaArgs, { readonly running: boolean }> = {
  name: 'stop-nebula@1',
  touches: ({ service }) => [{ kind: 'service', name: service, access: 'writes' }],
  async capture({ service }, host) {
    const { state } = await host.services.status(service);
    return { running: state === 'running' || state === 'starting' };
  },
  async do(args, _saved, host) {
    await stopAndSee(host, args);
  },
  async undo(args, { running }, host) {
    if (!running || args.sha256 === null) return;
    await startAndSee(host, args, args.sha256);
  },
  async check({ service, sha256 }, { running }, host) {
    const { state } = await host.services.status(service);
    if (state !== 'running' && state !== 'starting' && state !== 'stopping')
      return running && sha256 !== null ? 'done' : 'either';
    const main = await mainOf(host, service);
    return main !== null && main.sha256 === sha256 ? 'undone' : 'partly';
  },
};
