import type { Action } from '@flatnet-maint/core';
import { isUnder, nginxUnder } from '../masters.ts';
import { endAll } from './run-nginx.ts';

export type RetireArgs = { readonly live: string; readonly tree: string; readonly drain: number };

/** After commit: the old master is asked to finish; downloads and WebSockets have the drain limit, then they are cut. */
export const retireOld: Action<RetireArgs, null> = {
  name: 'gateway-retire-old@1',
  posixOnly: true,
  touches: ({ tree }) => [{ kind: 'process', name: tree, access: 'writes' }],
  capture: async () => null,
  async do({ live, tree, drain }, _saved, host) {
    // Whatever is live now must never be retired, however this was reached.
    if (isUnder(`${await host.files.real(live)}/`, tree) || (await host.files.real(live)) === tree) return;
    await endAll(host, [tree], drain);
  },
  async check({ tree }, _saved, host) {
    return (await nginxUnder(host, tree)).all.length === 0 ? 'done' : 'undone';
  },
};
