import type { Action } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { endAll } from './run-nginx.ts';

export type EndLeftArgs = {
  /** Folders whose nginx is ended. */
  readonly roots: readonly string[];
  readonly pidFile: string;
  readonly service: string | null;
};

/**
 * Where nothing serves as it should, what still runs holds the ports: workers without a master, a master of a half-made
 * build. They are ended for good, which the plan says: nobody can start a worker again, so undo has nothing to do.
 */
export const endLeft: Action<EndLeftArgs, null> = {
  name: 'gateway-end-left@1',
  posixOnly: true,
  touches: ({ roots, pidFile }) => [
    ...roots.map((name) => ({ kind: 'process' as const, name, access: 'writes' as const })),
    { kind: 'path', name: pidFile, access: 'writes' },
  ],
  capture: async () => null,
  async do({ roots, pidFile, service }, _saved, host) {
    if (service !== null) await host.services.stop(service);
    await endAll(host, roots, 300);
    // It names a process that is gone, or nobody (an empty one is what a test run of nginx leaves): the next start writes it anew.
    await host.files.remove(pidFile);
  },
  async undo() {},
  async check({ roots }, _saved, host) {
    return (await nginxUnder(host, ...roots)).all.length === 0 ? 'either' : 'undone';
  },
};
