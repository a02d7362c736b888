import { dirname } from 'node:path/posix';
import type { Action } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { readRoutes } from '../routes.ts';
import { startAndWait } from './run-nginx.ts';

export type HoldArgs = {
  readonly fromTree: string;
  readonly bootFile: string;
  readonly api: string | null;
  readonly argv: readonly string[];
  readonly service: string | null;
};

/**
 * The first deed of a cutover and the last to be undone: the container routes go into the boot file of the build to come
 * (H40), and on the way back the old build is seen running, or started: after a power cut nobody else does.
 */
export const holdOld: Action<HoldArgs, { running: boolean }> = {
  name: 'gateway-hold@1',
  touches: ({ bootFile }) => [{ kind: 'path', name: bootFile, access: 'writes' }],
  async capture({ fromTree }, host) {
    return { running: (await nginxUnder(host, fromTree)).masters.length > 0 };
  },
  async do({ fromTree, bootFile, api }, saved, host) {
    const pids = (await nginxUnder(host, fromTree)).accepting.map((p) => p.pid);
    const routes = api === null || !saved.running ? null : await readRoutes(host, api, pids).catch(() => null);
    // A gateway that cannot tell its routes leaves what was kept of them before.
    if (routes === null && (await host.files.stat(bootFile)) !== null) return;
    await host.files.makeFolder(dirname(bootFile));
    // Workers that dropped root read it.
    await host.files.write(bootFile, `${JSON.stringify(routes ?? [])}\n`, { mode: 0o644 });
  },
  async undo({ fromTree, bootFile, argv, service }, saved, host) {
    if (saved.running) await startAndWait(host, { argv, service, tree: fromTree, wait: 8_000 });
    await host.files.remove(bootFile);
  },
  async check({ fromTree, bootFile }, saved, host) {
    const written = (await host.files.stat(bootFile)) !== null;
    const serves = !saved.running || (await nginxUnder(host, fromTree)).accepting.length > 0;
    if (written) return serves ? 'done' : 'partly';
    return serves ? 'undone' : 'partly';
  },
};
