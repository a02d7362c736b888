import { type Action, type Digest, type HostView, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { askerOf } from './ask.ts';
import { seenDashboard } from './dashboard.ts';
import { dashboardIn } from './dashboard-file.ts';
import { exportText } from './export-text.ts';
import type { GrafanaPlace } from './place.ts';

export type KeepDashboardsArgs = {
  readonly place: GrafanaPlace;
  readonly folder: string;
  /** `sha256` = of the content that the plan was made of. */
  readonly dashboards: readonly { readonly uid: string; readonly sha256: Digest; readonly to: string }[];
};

/** Keeps dashboards as they are before a run touches them, each in a file that can be imported; write-once, never undone. */
export const keepDashboards: Action<KeepDashboardsArgs, null> = {
  name: 'keep-dashboards@1',
  touches: ({ place, folder }) => [
    { kind: 'url', name: place.address, access: 'reads' },
    { kind: 'path', name: folder, access: 'writes' },
  ],
  capture: async () => null,
  async do({ place, folder, dashboards }, _saved, host) {
    const ask = await askerOf(host, place);
    await host.files.makeFolder(folder, { mode: 0o700 });
    for (const { uid, sha256, to } of dashboards) {
      if (await keeps(host, to, sha256)) continue;
      const seen = await seenDashboard(ask, uid);
      if (seen?.sha256 !== sha256) throw changed(uid);
      await host.files.write(to, exportText(seen));
    }
  },
  async check({ dashboards }, _saved, host) {
    for (const { to, sha256 } of dashboards) if (!(await keeps(host, to, sha256))) return 'undone';
    return 'done';
  },
};

const keeps = async ({ files }: HostView, path: string, want: Digest): Promise<boolean> =>
  (await files.stat(path)) !== null && dashboardIn(await files.text(path), path).sha256 === want;

/** Somebody saved it since the plan was made. */
export const changed = (uid: string): MaintError =>
  new MaintError('E_DASHBOARD_CHANGED', t('dashboard-changed', { uid }), t('import-again'));
