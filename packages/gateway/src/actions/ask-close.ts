import type { Action } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';

export type AskCloseArgs = { readonly files: readonly string[]; readonly fromTree: string; readonly settle: number };

/**
 * Kept connections are asked to close before the old build goes quiet: a file switches `Connection: close` on for every
 * answer. Without it a quieting worker closes idle kept connections, and a request that is just on its way is lost.
 */
export const askClose: Action<AskCloseArgs, null> = {
  name: 'gateway-ask-close@1',
  touches: ({ files }) => files.map((name) => ({ kind: 'path', name, access: 'writes' })),
  capture: async () => null,
  async do({ files, fromTree, settle }, _saved, host) {
    for (const file of files) await host.files.write(file, '', { mode: 0o644 });
    for (let waited = 0; waited < settle; waited += 100) {
      const pids = (await nginxUnder(host, fromTree)).workers.map((p) => p.pid);
      const open = [...(await host.processes.connections(pids)).values()].reduce((sum, n) => sum + n, 0);
      if (open === 0) return;
      await host.sleep(100);
    }
  },
  async undo({ files }, _saved, host) {
    for (const file of files) await host.files.remove(file);
  },
  async check({ files }, _saved, host) {
    const there = await Promise.all(files.map(async (file) => (await host.files.stat(file)) !== null));
    if (there.every(Boolean)) return 'done';
    return there.some(Boolean) ? 'partly' : 'undone';
  },
};
