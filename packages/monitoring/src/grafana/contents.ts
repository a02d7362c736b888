import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { askerOf, listOf, oddAnswer, wordOf } from './ask.ts';
import { listDashboards } from './dashboard.ts';
import type { GrafanaPlace } from './place.ts';

/** What Grafana holds: `datasource:NAME`, `dashboard:UID`, sorted. */
export const grafanaContents: Inquiry<GrafanaPlace> = {
  name: 'grafana-contents@1',
  async ask(place, host) {
    const ask = await askerOf(host, place);
    const path = '/api/datasources';
    const reply = await ask(path);
    if (reply.status !== 200 || !Array.isArray(reply.body)) throw oddAnswer(path, reply);
    const sources = listOf(reply.body).map(({ name }) => `datasource:${wordOf(name)}`);
    const dashboards = (await listDashboards(ask)).map(({ uid }) => `dashboard:${uid}`);
    return {
      ok: true,
      value: [...sources, ...dashboards].toSorted(),
      detail: t('holds', { sources: sources.length, dashboards: dashboards.length }),
    };
  },
};
