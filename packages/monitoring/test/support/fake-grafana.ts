import type { Json } from '@flatnet-maint/core';
import type { WebReply, WebRequest, World } from '@flatnet-maint/testkit';

export const canary = 'canary-c41d90ee';
export const secretFile = '/etc/grafana.pass';

type Fields = { readonly [key: string]: Json };
interface Kept {
  readonly dashboard: Fields;
  readonly folder: string;
  readonly version: number;
  readonly provisioned: string | null;
  readonly history: readonly { version: number; message: string }[];
}

/** A Grafana in memory, with the manners of the real API: what it counts, what it refuses, and how it says so. */
export class FakeGrafana {
  readonly kept = new Map<string, Kept>();
  readonly folders = new Set(['ops']);
  sources: readonly string[] = ['Prometheus', 'Loki'];
  user = 'admin';
  password = canary;
  isUp = true;
  /** Releases before 9 have no history by uid. */
  hasHistory = true;
  readonly asked: string[] = [];
  /** Each header and body that arrived. */
  readonly heard: string[] = [];
  /** Called before an answer, to let somebody else be quicker. */
  before: (request: WebRequest) => void = () => {};

  constructor(world: World) {
    world.serve({ port: 3000, answer: (request) => this.#answer(request) });
    world.file(
      secretFile.replaceAll('/', world.profile === 'windows' ? '\\' : '/').replace(/^\\/, 'C:\\'),
      `${canary}\n`,
      0o600,
    );
    world.outside = () => this.state();
  }

  /** What people see: without what is counted. */
  state(): Json {
    return Object.fromEntries(
      [...this.kept]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([uid, { dashboard, folder }]) => [uid, { ...dashboard, folder, id: null, version: null }]),
    );
  }

  /** Somebody saves it in the browser. */
  put(uid: string, more: Fields = {}, how: { folder?: string; provisioned?: string; message?: string } = {}): void {
    const before = this.kept.get(uid);
    const version = (before?.version ?? 0) + 1;
    this.kept.set(uid, {
      dashboard: { ...dashboard(uid), ...before?.dashboard, ...more, uid, id: 7, version },
      folder: how.folder ?? before?.folder ?? '',
      version,
      provisioned: how.provisioned ?? before?.provisioned ?? null,
      history: [...(before?.history ?? []), { version, message: how.message ?? '' }],
    });
  }

  #answer(request: WebRequest): WebReply | Error {
    const { method, url, headers, body } = request;
    this.before(request);
    if (!this.isUp) return new Error('ECONNREFUSED');
    const path = url.pathname;
    this.asked.push(`${method} ${path}`);
    this.heard.push(JSON.stringify(headers), body, url.href);
    if (path === '/api/health') return json(200, { database: 'ok', version: '10.2.3' });
    const both = Buffer.from(`${this.user}:${this.password}`).toString('base64');
    if (headers.authorization !== `Basic ${both}`) return said(401, 'Invalid username or password');
    if (path === '/api/user') return json(200, { login: this.user });
    if (path === '/api/datasources')
      return json(
        200,
        this.sources.map((name) => ({ name })),
      );
    if (path === '/api/search')
      return json(200, this.#listed(Number(url.searchParams.get('page')), Number(url.searchParams.get('limit'))));
    const folder = /^\/api\/folders\/([\w-]+)$/.exec(path)?.[1];
    if (folder !== undefined)
      return this.folders.has(folder) ? json(200, { uid: folder }) : said(404, 'folder not found');
    if (method === 'POST' && path === '/api/dashboards/db') return this.#save(JSON.parse(body) as Fields);
    const [, uid = '', versions] = /^\/api\/dashboards\/uid\/([\w-]+)(\/versions)?$/.exec(path) ?? [];
    const there = this.kept.get(uid);
    if (there === undefined) return said(404, 'Dashboard not found');
    if (versions !== undefined)
      return this.hasHistory ? json(200, [...there.history].reverse()) : said(404, 'Not found');
    if (method === 'DELETE') return this.#remove(uid, there);
    const { dashboard, folder: folderUid, version, provisioned } = there;
    const meta = { folderUid, version, provisioned: provisioned !== null, provisionedExternalId: provisioned ?? '' };
    return json(200, { dashboard, meta });
  }

  #listed(page: number, limit: number): Json {
    const all = [...this.kept].map(([uid, { dashboard, folder }]) => ({
      ...{ uid, title: dashboard.title ?? '', type: 'dash-db' },
      ...(folder === '' ? {} : { folderUid: folder }),
    }));
    return all.slice((page - 1) * limit, page * limit);
  }

  #remove(uid: string, { provisioned }: Kept): WebReply {
    if (provisioned !== null) return said(400, 'provisioned dashboard cannot be deleted');
    this.kept.delete(uid);
    return json(200, { message: 'Dashboard deleted' });
  }

  #save({ dashboard: given, folderUid, overwrite, message }: Fields): WebReply {
    const dashboard = given as Fields;
    const uid = String(dashboard.uid);
    const there = this.kept.get(uid);
    const folder = String(folderUid ?? '');
    if (folder !== '' && !this.folders.has(folder)) return said(400, 'folder not found');
    if (there !== undefined && there.provisioned !== null) return said(400, 'Cannot save provisioned dashboard');
    if (there !== undefined && dashboard.version !== there.version && overwrite !== true)
      return json(412, { status: 'version-mismatch', message: 'The dashboard has been changed by someone else' });
    const twin = [...this.kept].some(
      ([other, one]) => other !== uid && one.folder === folder && one.dashboard.title === dashboard.title,
    );
    if (twin) return json(412, { status: 'name-exists', message: 'A dashboard with the same name already exists' });
    const version = (there?.version ?? 0) + 1;
    this.kept.set(uid, {
      dashboard: { ...dashboard, id: 7, version, title: String(dashboard.title).trim() },
      ...{ folder, version, provisioned: null },
      history: [...(there?.history ?? []), { version, message: String(message ?? '') }],
    });
    return json(200, { status: 'success', uid, version });
  }
}

/** One dashboard, as small as can be. */
export const dashboard = (uid: string, more: Fields = {}): Fields => ({
  uid,
  title: `Title-${uid}`,
  schemaVersion: 38,
  panels: [{ id: 1, title: 'load', type: 'graph' }],
  ...more,
});

export const place = { address: 'http://127.0.0.1:3000', user: 'admin', password: { file: secretFile } } as const;

const json = (status: number, body: Json): WebReply => ({ status, body: JSON.stringify(body) });
const said = (status: number, message: string): WebReply => json(status, { message });
