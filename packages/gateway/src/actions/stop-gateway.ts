import type { Action } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { endAll, startAndWait } from './run-nginx.ts';

export type StopArgs = {
  /** Trees whose nginx is ended; a folder above them counts for all. */
  readonly roots: readonly string[];
  readonly tree: string;
  readonly argv: readonly string[];
  readonly service: string | null;
  readonly pidFile: string;
  readonly drain: number;
};

/** Stopped means: no process of the trees is left, so ports are free and no file is open; a pid file that stayed is removed, for it lies. */
export const stopGateway: Action<StopArgs, { running: boolean }> = {
  name: 'gateway-stop@1',
  posixOnly: true,
  touches: ({ tree, pidFile }) => [
    { kind: 'process', name: tree, access: 'writes' },
    { kind: 'path', name: pidFile, access: 'writes' },
  ],
  async capture({ roots }, host) {
    // Workers that outlived their master serve on, so the gateway runs.
    const { masters, accepting } = await nginxUnder(host, ...roots);
    return { running: masters.length + accepting.length > 0 };
  },
  async do({ roots, service, pidFile, drain }, _saved, host) {
    if (service !== null) await host.services.stop(service);
    await endAll(host, roots, drain);
    await host.files.remove(pidFile);
  },
  async undo({ roots, tree, argv, service }, saved, host) {
    if (!saved.running) return;
    // One that still finishes its transfers would take the pid file of the next along when it ends.
    if ((await nginxUnder(host, tree)).accepting.length === 0) await endAll(host, roots, 0);
    await startAndWait(host, { argv, service, tree, wait: 8_000 });
  },
  async check({ roots, tree }, saved, host) {
    if ((await nginxUnder(host, ...roots)).all.length === 0) return saved.running ? 'done' : 'either';
    return (await nginxUnder(host, tree)).accepting.length > 0 ? 'undone' : 'partly';
  },
};
