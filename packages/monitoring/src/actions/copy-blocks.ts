import type { Action } from '@flatnet-maint/core';
import { blocksIn, copyWhole, type DataPlace } from '../restoring.ts';

export type CopyBlocksArgs = { readonly folder: string; readonly places: readonly DataPlace[] };

/**
 * What never changes again is copied while the service runs, so that only the rest is copied while it is stopped. A block that
 * goes meanwhile, since it was put together with others, is left out.
 */
export const copyBlocks: Action<CopyBlocksArgs, null> = {
  name: 'copy-blocks@1',
  posixOnly: true,
  touches: ({ folder }) => [{ kind: 'path', name: folder, access: 'writes' }],
  capture: async () => null,
  async do({ folder, places }, _saved, host) {
    await host.files.makeFolder(folder, { mode: 0o700 });
    for (const { source, name } of places) {
      const into = `${folder}/${name}.blocks`;
      await host.files.makeFolder(into, { mode: 0o700 });
      for (const block of await blocksIn(host, source)) {
        const to = `${into}/${block}`;
        if ((await host.files.stat(to)) !== null) continue;
        await host.files.remove(`${to}.partial`);
        try {
          await copyWhole(host, `${source}/${block}`, `${to}.partial`);
        } catch (error) {
          await host.files.remove(`${to}.partial`);
          if ((await host.files.stat(`${source}/${block}/meta.json`)) === null) continue;
          throw error;
        }
        await host.files.rename(`${to}.partial`, to);
      }
    }
    // Else the copy of the rest would wait for the disk with the service stopped.
    await host.run(['sync', '-f', folder]);
  },
  undo: async ({ folder }, _saved, host) => host.files.remove(folder),
  async check({ folder }, _saved, host) {
    return (await host.files.stat(folder)) === null ? 'undone' : 'done';
  },
};
