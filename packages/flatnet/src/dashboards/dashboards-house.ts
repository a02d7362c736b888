import type { Finding, Hosts, HostView, Json, Plan } from '@flatnet-maint/core';
import {
  type GrafanaPlace,
  type GrafanaSeen,
  grafanaOf,
  importOf,
  lookAtGrafana,
  passwordFindings,
  rowsOf,
  type WantedDashboard,
} from '@flatnet-maint/monitoring';
import { componentOf } from '../components.ts';
import type { Composing } from '../compose.ts';
import type { Proposal } from '../house.ts';
import type { SiteSettings } from '../site/site.ts';
import { composeDashboards } from './compose-dashboards.ts';
import { dashboardFiles } from './dashboard-files.ts';
import type { DashboardsHouse, DashboardsHow } from './dashboards-report.ts';
import { exportDashboards } from './export-dashboards.ts';

interface Around {
  readonly hosts: Hosts;
  readonly settings: (component: string) => Promise<SiteSettings>;
  readonly compose: (component: string, accepted: Composing['accepted']) => Promise<Composing>;
  readonly changing: (plan: Plan, findings: readonly Finding[]) => Promise<Proposal>;
}

/** The component that has the Grafana. */
const id = 'monitoring';
/** Hundreds of dashboards, each asked for by itself. */
const limit = 300_000;

/** What can be asked of Grafana’s dashboards. */
export function dashboardsHouse({ hosts, settings, compose, changing }: Around): DashboardsHouse {
  const view = () => hosts.view('local', limit);
  /** Not only between runs: looking is never refused. */
  const facts = async () => (await componentOf(id).inspect((await settings(id)) as never, view())).facts;
  return {
    async exportDashboards({ to, folder }) {
      const place = placeIn(await facts());
      const lent = hosts.lend('local', limit, 'dashboards');
      const into = to ?? `${folder.replace(/\/+$/, '')}/dashboards-${stampOf(new Date())}`;
      return exportDashboards(lent.host, place, into).finally(() => lent.release());
    },
    async compareDashboards(paths, how) {
      const { wanted, folder, seen } = await look(view(), paths, how, facts);
      return { rows: rowsOf(seen, wanted, folder) };
    },
    async planDashboards(paths, { accepted, ...how }) {
      const from = await compose(id, accepted);
      const { wanted, folder, seen } = await look(view(), paths, how, async () => from.facts);
      const change = importOf(seen, wanted, folder, from.place);
      const findings = [...change.findings, ...(await passwordFindings(view(), seen.place))];
      return { ...(await changing(composeDashboards(from, change), findings)), rows: change.rows };
    },
  };
}

/** The files first: what is wrong with them needs nobody’s answer. */
async function look(
  host: HostView,
  paths: readonly string[],
  { folder: named }: DashboardsHow,
  facts: () => Promise<Json>,
): Promise<{ wanted: readonly WantedDashboard[]; folder: string | null; seen: GrafanaSeen }> {
  const wanted = await dashboardFiles(host.files, paths);
  const known = await facts();
  const folder = named === 'general' ? '' : named;
  const seen = await lookAtGrafana(host, placeIn(known), {
    uids: wanted.map(({ file }) => file.uid),
    folders: folder === null ? wanted.map(({ file }) => file.folder ?? '') : [folder],
    files: filesIn(known),
  });
  // A folder that a dashboard is in is there.
  const there = [...seen.dashboards.values()].flatMap((one) => (one === null ? [] : [one.folder]));
  return { wanted, folder, seen: { ...seen, folders: new Set([...seen.folders, ...there]) } };
}

const placeIn = (facts: Json): GrafanaPlace => grafanaOf(facts as unknown as Parameters<typeof grafanaOf>[0]);
const filesIn = (facts: Json): readonly string[] =>
  (facts as unknown as { files: readonly { path: string }[] }).files.map(({ path }) => path);

const stampOf = (now: Date): string => now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
