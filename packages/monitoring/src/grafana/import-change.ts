import {
  type Digest,
  type Finding,
  type Item,
  MaintError,
  type Probe,
  question,
  type RunPlace,
  type Step,
  step,
} from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { type DashboardRow, rowOf } from './compare.ts';
import { grafanaContents } from './contents.ts';
import type { ListedDashboard, SeenDashboard } from './dashboard.ts';
import type { DashboardFile } from './dashboard-file.ts';
import { dashboardsThere } from './dashboards-there.ts';
import { importDashboard } from './import-dashboard.ts';
import { keepDashboards } from './keep-dashboards.ts';
import { layDashboards } from './lay-dashboards.ts';
import type { GrafanaPlace } from './place.ts';

/** A file that is to be imported: where it is, and what was read of it. */
export interface WantedDashboard {
  readonly path: string;
  /** Of the file, byte by byte. */
  readonly bytes: Digest;
  readonly file: DashboardFile;
}
export interface GrafanaSeen {
  readonly place: GrafanaPlace;
  readonly host: string;
  /** By uid; null = there is none. */
  readonly dashboards: ReadonlyMap<string, SeenDashboard | null>;
  readonly listed: readonly ListedDashboard[];
  readonly folders: ReadonlySet<string>;
  /** Configuration of the stack on this host. */
  readonly files: readonly string[];
}
export interface DashboardsChange {
  readonly rows: readonly DashboardRow[];
  readonly prepare: readonly Item[];
  readonly backup: readonly Step[];
  readonly cutover: readonly Step[];
  readonly probes: { readonly forward: readonly Probe[]; readonly back: readonly Probe[] };
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

/** What an import is; `folder` = the one that was asked for, null = as it is or as the files say. Pure. */
export function importOf(
  seen: GrafanaSeen,
  wanted: readonly WantedDashboard[],
  folder: string | null,
  run: RunPlace,
): DashboardsChange {
  const rows = rowsOf(seen, wanted, folder);
  const kept = `${run.state}/dashboards/${run.id}`;
  const going = rows.flatMap((row, at) => {
    const one = wanted[at];
    return row.is === 'same' || one === undefined ? [] : [{ row, one, before: seen.dashboards.get(row.uid) ?? null }];
  });
  const over = going.flatMap(({ before }) => (before === null ? [] : [before]));
  const names = { laid: `${kept}/new`, before: `${kept}/before` };
  const { host, place } = seen;
  return {
    rows,
    prepare: going.length === 0 ? [] : [lay(host, names.laid, going)],
    backup: over.length === 0 ? [] : [keep(host, place, names.before, over)],
    cutover: going.map(({ row, before }) =>
      step(importDashboard, {
        id: `dashboards.import-${row.uid}`,
        title: t(before === null ? 'import-new' : 'import-over', { title: row.title, uid: row.uid }),
        host,
        args: {
          ...{ place, uid: row.uid, run: run.id, aside: `${kept}/found-${row.uid}` },
          want: {
            from: `${names.laid}/${row.uid}.json`,
            sha256: wantedDigest(wanted, row.uid),
            folder: row.folder.wanted,
          },
          back:
            before === null
              ? 'absent'
              : {
                  ...{ from: `${names.before}/${row.uid}.json`, sha256: before.sha256 },
                  ...{ folder: before.folder, version: before.version },
                },
        },
        do: 30_000,
        undo: 30_000,
      }),
    ),
    probes: probesOf(host, place, wanted, rows),
    notes: [
      ...rows.filter((row) => row.is === 'same').map(({ title, uid }) => t('is-same', { title, uid })),
      ...(over.length === 0 ? [] : [t('keeps-before', { folder: names.before })]),
    ],
    findings: findingsOf(seen, wanted, rows),
  };
}

/** E_DASHBOARD_TWICE (2) when two files hold one dashboard. */
export function rowsOf(
  seen: GrafanaSeen,
  wanted: readonly WantedDashboard[],
  folder: string | null,
): readonly DashboardRow[] {
  const paths = new Map<string, string>();
  return wanted.map(({ path, file }) => {
    const { uid } = file;
    const other = paths.get(uid);
    if (other !== undefined)
      throw new MaintError('E_DASHBOARD_TWICE', t('uid-twice', { path, other, uid }), t('uid-twice-next'), { exit: 2 });
    paths.set(uid, path);
    return rowOf(path, file, seen.dashboards.get(uid) ?? null, folder, seen.files);
  });
}

const wantedDigest = (wanted: readonly WantedDashboard[], uid: string): Digest =>
  wanted.find(({ file }) => file.uid === uid)?.file.sha256 ?? '';

const lay = (host: string, folder: string, going: readonly { one: WantedDashboard }[]): Step =>
  step(layDashboards, {
    id: 'dashboards.lay',
    title: t('lay-dashboards', { count: going.length, folder }),
    host,
    args: {
      folder,
      files: going.map(({ one }) => ({ from: one.path, to: `${folder}/${one.file.uid}.json`, sha256: one.bytes })),
    },
    do: 30_000,
    undo: 10_000,
  });

const keep = (host: string, place: GrafanaPlace, folder: string, over: readonly SeenDashboard[]): Step =>
  step(keepDashboards, {
    id: 'dashboards.keep',
    title: t('keep-dashboards', { count: over.length, folder }),
    host,
    args: {
      ...{ place, folder },
      dashboards: over.map(({ uid, sha256 }) => ({ uid, sha256, to: `${folder}/${uid}.json` })),
    },
    do: 60_000,
    undo: 1_000,
    undoes: 'never',
  });

function probesOf(
  host: string,
  place: GrafanaPlace,
  wanted: readonly WantedDashboard[],
  rows: readonly DashboardRow[],
): DashboardsChange['probes'] {
  const often = { host, severity: 'partial', every: 1_000, passes: 2, fails: 3, limit: 30_000 } as const;
  const holds: Probe = {
    ...{ id: 'grafana-contents', ...often, ask: question(grafanaContents, place) },
    compare: { nothingMissing: true },
  };
  const dashboards = rows.map(({ uid, folder }) => ({ uid, sha256: wantedDigest(wanted, uid), folder: folder.wanted }));
  const there: Probe = { id: 'grafana-dashboards', ...often, ask: question(dashboardsThere, { place, dashboards }) };
  return { forward: [there, holds], back: [holds] };
}

function findingsOf(
  { listed, folders }: GrafanaSeen,
  wanted: readonly WantedDashboard[],
  rows: readonly DashboardRow[],
): readonly Finding[] {
  return rows.flatMap((row, at) => {
    const { uid, title, folder } = row;
    if (row.is === 'same') return [];
    if (row.is === 'provisioned') {
      const file = row.provisionedBy || t('some-file');
      const message = t('provisioned', { title, uid, file });
      return [{ id: `provisioned-${uid}`, blocks: true, message, next: t('provisioned-next', { file }) }];
    }
    const inputs = wanted[at]?.file.inputs ?? [];
    const other = listed.find((one) => one.uid !== uid && one.title === title && one.folder === folder.wanted);
    return [
      ...(folder.wanted === '' || folders.has(folder.wanted)
        ? []
        : [
            finding(
              'folder',
              row,
              t('folder-unknown', { title, uid, folder: folder.wanted }),
              t('folder-unknown-next'),
            ),
          ]),
      ...(inputs.length === 0
        ? []
        : [
            {
              ...finding(
                'inputs',
                row,
                t('inputs-open', { title, uid, inputs: inputs.join(', ') }),
                t('inputs-open-next'),
              ),
              waivable: true,
            },
          ]),
      ...(other === undefined
        ? []
        : [
            {
              ...finding('title', row, t('title-taken', { title, other: other.uid }), t('title-taken-next')),
              waivable: true,
            },
          ]),
    ];
  });
}

const finding = (what: string, { uid }: DashboardRow, message: string, next: string): Finding => ({
  id: `${what}-${uid}`,
  blocks: true,
  message,
  next,
});
