import { type Action, type Digest, type HostView, MaintError, sha256 } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type LayDashboardsArgs = {
  /** Made by this and by nothing else. */
  readonly folder: string;
  readonly files: readonly { readonly from: string; readonly to: string; readonly sha256: Digest }[];
};

/** Copies what is to be imported, as it was read for the plan: whoever resumes needs no file of the operator’s. */
export const layDashboards: Action<LayDashboardsArgs, null> = {
  name: 'lay-dashboards@1',
  touches: ({ folder, files }) => [
    ...files.map(({ from }) => ({ kind: 'path' as const, name: from, access: 'reads' as const })),
    { kind: 'path', name: folder, access: 'writes' },
  ],
  capture: async () => null,
  async do({ folder, files }, _saved, host) {
    await host.files.makeFolder(folder, { mode: 0o700 });
    for (const { from, to, sha256: want } of files) {
      if (await holds(host, to, want)) continue;
      const content = await host.files.read(from);
      if (sha256(content) !== want)
        throw new MaintError('E_DASHBOARD_FILE_CHANGED', t('file-changed', { path: from }), t('import-again'));
      await host.files.write(to, content);
    }
  },
  undo: ({ folder }, _saved, host) => host.files.remove(folder),
  async check({ folder, files }, _saved, host) {
    if ((await host.files.stat(folder)) === null) return 'undone';
    for (const { to, sha256: want } of files) if (!(await holds(host, to, want))) return 'partly';
    return 'done';
  },
};

const holds = async ({ files }: HostView, path: string, want: Digest): Promise<boolean> =>
  (await files.stat(path))?.kind === 'file' && (await files.digest(path)) === want;
