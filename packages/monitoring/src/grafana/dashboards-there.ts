import type { Digest, Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { askerOf } from './ask.ts';
import { seenDashboard } from './dashboard.ts';
import type { GrafanaPlace } from './place.ts';

export type DashboardsThereArgs = {
  readonly place: GrafanaPlace;
  readonly dashboards: readonly { readonly uid: string; readonly sha256: Digest; readonly folder: string }[];
};

/** Whether these dashboards are there, with this content and in these folders. */
export const dashboardsThere: Inquiry<DashboardsThereArgs> = {
  name: 'grafana-dashboards@1',
  async ask({ place, dashboards }, host) {
    const ask = await askerOf(host, place);
    const missing: string[] = [];
    for (const { uid, sha256, folder } of dashboards) {
      const seen = await seenDashboard(ask, uid);
      if (seen?.sha256 !== sha256 || seen.folder !== folder) missing.push(uid);
    }
    const ok = missing.length === 0;
    return {
      ok,
      value: missing,
      detail: ok ? t('all-there', { count: dashboards.length }) : t('not-there', { uids: missing.join(', ') }),
    };
  },
};
