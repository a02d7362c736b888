import { type Digest, digestOf } from '@flatnet-maint/core';
import { type Ask, type Fields, fieldsOf, listOf, oddAnswer, wordOf } from './ask.ts';

/** A dashboard as Grafana has it. */
export interface SeenDashboard {
  readonly uid: string;
  readonly title: string;
  /** Uid of its folder; '' = none. */
  readonly folder: string;
  /** Counted by Grafana; a save that names another one is refused. */
  readonly version: number;
  /** Of its content. */
  readonly sha256: Digest;
  /** The file that provisioned it, relative to the folder of its provider; null = it may be saved. */
  readonly provisioned: string | null;
  readonly dashboard: Fields;
  readonly meta: Fields;
}

export interface ListedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
}

/** What a dashboard is: without what Grafana itself counts, and with its title as Grafana keeps it. */
export function contentOf(dashboard: Fields): Fields {
  const { id: _id, version: _version, ...content } = dashboard;
  return { ...content, title: wordOf(content.title).trim() };
}
export const digestOfDashboard = (dashboard: Fields): Digest => digestOf(contentOf(dashboard));

/** null = there is none of that uid. */
export async function seenDashboard(ask: Ask, uid: string): Promise<SeenDashboard | null> {
  const path = `/api/dashboards/uid/${uid}`;
  const reply = await ask(path);
  if (reply.status === 404) return null;
  const { dashboard: found, meta: about } = fieldsOf(reply.body);
  if (reply.status !== 200 || found === undefined) throw oddAnswer(path, reply);
  const [dashboard, meta] = [fieldsOf(found), fieldsOf(about)];
  return {
    uid,
    title: wordOf(dashboard.title),
    folder: folderIn(meta),
    version: Number(dashboard.version ?? meta.version ?? 0),
    sha256: digestOfDashboard(dashboard),
    provisioned: meta.provisioned === true ? wordOf(meta.provisionedExternalId) : null,
    dashboard,
    meta,
  };
}

/** Older ones name the folder in its address only. */
export const folderIn = (meta: Fields): string =>
  wordOf(meta.folderUid) || (/\/dashboards\/f\/([\w-]+)/.exec(wordOf(meta.folderUrl))?.[1] ?? '');

// An answer is read to 1 MiB.
const perPage = 500;

/** All that this user may see, sorted by uid. */
export async function listDashboards(ask: Ask): Promise<readonly ListedDashboard[]> {
  const all = new Map<string, ListedDashboard>();
  for (let page = 1; ; page += 1) {
    const path = `/api/search?type=dash-db&limit=${perPage}&page=${page}`;
    const reply = await ask(path);
    if (reply.status !== 200 || !Array.isArray(reply.body)) throw oddAnswer(path, reply);
    const before = all.size;
    const found = listOf(reply.body);
    for (const { uid, title, folderUid, type } of found) {
      if (type !== undefined && type !== 'dash-db') continue;
      all.set(wordOf(uid), { uid: wordOf(uid), title: wordOf(title), folder: wordOf(folderUid) });
    }
    // One that knows no pages answers with the same ones again.
    if (found.length < perPage || all.size === before) break;
  }
  return [...all.values()].toSorted((a, b) => (a.uid < b.uid ? -1 : 1));
}
