import type { Action } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { endAll, startAndWait } from './run-nginx.ts';

export type StartArgs = { readonly tree: string; readonly argv: readonly string[]; readonly service: string | null };

/** Started means: workers of this very tree hold the listening sockets. One that runs already is not started again. */
export const startGateway: Action<StartArgs, null> = {
  name: 'gateway-start@1',
  posixOnly: true,
  touches: ({ tree }) => [{ kind: 'process', name: tree, access: 'writes' }],
  capture: async () => null,
  async do({ tree, argv, service }, _saved, host) {
    await startAndWait(host, { argv, service, tree, wait: 8_000 });
  },
  async undo({ tree, service }, _saved, host) {
    if (service !== null) await host.services.stop(service);
    await endAll(host, [tree], 1_000);
  },
  async check({ tree }, _saved, host) {
    const now = await nginxUnder(host, tree);
    if (now.masters.length > 0 && now.accepting.length > 0) return 'done';
    return now.all.length === 0 ? 'undone' : 'partly';
  },
};
