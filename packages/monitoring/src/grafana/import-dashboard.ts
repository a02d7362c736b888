import { type Action, type Checked, type Digest, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { type Ask, askerOf, type Fields, fieldsOf, listOf, saidBy, senderOf } from './ask.ts';
import { type SeenDashboard, seenDashboard } from './dashboard.ts';
import { dashboardIn } from './dashboard-file.ts';
import { exportText } from './export-text.ts';
import { changed } from './keep-dashboards.ts';
import type { GrafanaPlace } from './place.ts';

/** A kept file, and what a dashboard of it is like: its content, and the uid of its folder. */
export type DashboardSource = { readonly from: string; readonly sha256: Digest; readonly folder: string };
export type ImportDashboardArgs = {
  readonly place: GrafanaPlace;
  readonly uid: string;
  readonly run: string;
  readonly want: DashboardSource;
  /** As the plan saw it, and the version that it had. 'absent' = there was none. */
  readonly back: (DashboardSource & { readonly version: number }) | 'absent';
  /** The beginning of the name of what is set aside. */
  readonly aside: string;
};

/**
 * A dashboard becomes what a file says. Grafana itself compares the version that is named with the one it has, so that
 * nobody’s save is overwritten between the look and the deed. What somebody saved after it is kept in a file before it goes.
 */
export const importDashboard: Action<ImportDashboardArgs, null> = {
  name: 'import-dashboard@1',
  touches: ({ place, uid, want }) => [
    { kind: 'path', name: want.from, access: 'reads' },
    { kind: 'url', name: `${place.address}/api/dashboards/uid/${uid}`, access: 'writes' },
  ],
  async capture(args, host) {
    const seen = await seenDashboard(await askerOf(host, args.place), args.uid);
    if (!isAsPlanned(args, seen) && !isWanted(args, seen)) throw changed(args.uid);
    return null;
  },
  async do(args, _saved, host) {
    const seen = await seenDashboard(await askerOf(host, args.place), args.uid);
    if (isWanted(args, seen)) return;
    if (!isAsPlanned(args, seen)) throw changed(args.uid);
    await save(host, args, args.want, seen);
  },
  async undo(args, _saved, host) {
    const ask = await askerOf(host, args.place);
    const seen = await seenDashboard(ask, args.uid);
    if ((await standing(args, seen, ask)) === 'undone') return null;
    const told = await setAside(host, args, seen);
    if (args.back !== 'absent') await save(host, args, args.back, seen);
    else if (seen !== null) await remove(host, args);
    return told;
  },
  async check(args, _saved, host) {
    const ask = await askerOf(host, args.place);
    return standing(args, await seenDashboard(ask, args.uid), ask);
  },
};

type Seen = SeenDashboard | null;

const is = (seen: Seen, { sha256, folder }: DashboardSource): boolean =>
  seen !== null && seen.sha256 === sha256 && seen.folder === folder;
const isWanted = ({ want }: ImportDashboardArgs, seen: Seen): boolean => is(seen, want);
const isBack = ({ back }: ImportDashboardArgs, seen: Seen): boolean =>
  back === 'absent' ? seen === null : is(seen, back);
const isAsPlanned = (args: ImportDashboardArgs, seen: Seen): boolean =>
  isBack(args, seen) && (args.back === 'absent' || seen?.version === args.back.version);

async function standing(args: ImportDashboardArgs, seen: Seen, ask: Ask): Promise<Checked> {
  const [wanted, back] = [isWanted(args, seen), isBack(args, seen)];
  if (wanted) return back ? 'either' : 'done';
  if (back) return 'undone';
  return (await wasEverOurs(args, seen, ask)) ? 'foreign' : 'undone';
}

/** Somebody else’s save is nobody’s to take back where ours never came to be. What the history does not tell may have been. */
async function wasEverOurs({ back, uid, run }: ImportDashboardArgs, seen: Seen, ask: Ask): Promise<boolean> {
  if (seen === null) return true;
  const since = back === 'absent' ? 0 : back.version;
  const { status, body } = await ask(`/api/dashboards/uid/${uid}/versions?limit=100`);
  // A list, or in later releases an object that holds it.
  const list = Array.isArray(body) ? listOf(body) : listOf(fieldsOf(body).versions);
  if (status !== 200 || list.length === 0) return true;
  return list.some(({ version, message }) => Number(version) > since && message === messageOf(run));
}

const messageOf = (run: string): string => `flatnet-maint ${run}`;

async function save(host: Host, args: ImportDashboardArgs, source: DashboardSource, seen: Seen): Promise<void> {
  const file = dashboardIn(await host.files.text(source.from), source.from);
  if (file.sha256 !== source.sha256)
    throw new MaintError('E_DASHBOARD_KEPT', t('kept-changed', { path: source.from }), 'flatnet-maint show');
  const dashboard: Fields = { ...file.dashboard, id: null, uid: args.uid, version: seen?.version ?? 0 };
  const send = await senderOf(host, args.place);
  const reply = await send('POST', '/api/dashboards/db', {
    ...{ dashboard, folderUid: source.folder, message: messageOf(args.run), overwrite: false },
  });
  if (reply.status === 200) return;
  if (reply.status === 412 && fieldsOf(reply.body).status === 'version-mismatch') throw changed(args.uid);
  throw refused(args.uid, saidBy(reply));
}

async function remove(host: Host, { place, uid }: ImportDashboardArgs): Promise<void> {
  const reply = await (await senderOf(host, place))('DELETE', `/api/dashboards/uid/${uid}`);
  if (reply.status !== 200 && reply.status !== 404) throw refused(uid, saidBy(reply));
}

/** Ours goes without a word: it is in its file. Where that of somebody else lies is told. */
async function setAside(host: Host, args: ImportDashboardArgs, seen: Seen): Promise<string | null> {
  const { uid, aside } = args;
  if (isWanted(args, seen)) return null;
  if (seen === null) return t('was-deleted', { uid });
  const text = exportText(seen);
  for (let n = 1; ; n += 1) {
    const path = `${aside}-${n}.json`;
    if ((await host.files.stat(path)) === null) await host.files.write(path, text);
    else if (!(await holdsText(host, path, text))) continue;
    return t('set-aside', { uid, path });
  }
}

const holdsText = async ({ files }: HostView, path: string, text: string): Promise<boolean> =>
  (await files.text(path)) === text;

const refused = (uid: string, said: string): MaintError =>
  new MaintError('E_DASHBOARD_REFUSED', t('dashboard-refused', { uid, said }), t('dashboard-refused-next'));
