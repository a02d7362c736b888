import { describe, expect, test } from 'vitest';
import { digestOfDashboard } from '../src/grafana/dashboard.ts';
import {
  dashboardIn,
  exportName,
  exportText,
  type GrafanaSeen,
  importOf,
  rowOf,
  rowsOf,
  type SeenDashboard,
  type WantedDashboard,
} from '../src/index.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { dashboard, place } from './support/fake-grafana.ts';

await loadYaml();

const fileOf = (value: unknown) => dashboardIn(JSON.stringify(value), '/x.json');
const seenOf = (uid: string, more: Partial<SeenDashboard> = {}, fields = {}): SeenDashboard => {
  const own = dashboard(uid, { id: 3, version: 2, ...fields });
  return {
    ...{ uid, title: String(own.title), folder: '', version: 2, sha256: digestOfDashboard(own), provisioned: null },
    ...{ dashboard: own, meta: {} },
    ...more,
  };
};

describe('a file', () => {
  test('is taken as the API takes it, as an export has it, and with a mark at its beginning', () => {
    const plain = fileOf(dashboard('net'));
    expect(plain).toMatchObject({ uid: 'net', title: 'Title-net', folder: null, inputs: [] });
    const exported = fileOf({ dashboard: { ...dashboard('net'), id: 9, version: 4 }, meta: { folderUid: 'ops' } });
    expect(exported).toMatchObject({ uid: 'net', folder: 'ops', sha256: plain.sha256 });
    expect(dashboardIn(`\uFEFF${JSON.stringify(dashboard('net'))}`, '/x').sha256).toBe(plain.sha256);
    expect(fileOf({ dashboard: dashboard('net'), meta: { folderUrl: '/dashboards/f/old-1/ops' } }).folder).toBe(
      'old-1',
    );
  });

  test('of an export is what it was exported from', () => {
    const seen = seenOf('net', { meta: { folderUid: 'ops', canEdit: true } });
    const again = dashboardIn(exportText(seen), '/x.json');
    expect(again).toMatchObject({ sha256: seen.sha256, folder: 'ops' });
    expect(exportText(seen)).not.toContain('canEdit');
  });

  test.each([
    ['{', 'it is not JSON'],
    ['[]', 'it holds no dashboard'],
    ['{"title":"x"}', 'it holds no dashboard'],
    ['{"title":" ","panels":[]}', 'it holds no dashboard'],
    ['{"title":"x","panels":[]}', 'has no `uid`'],
    ['{"title":"x","uid":"../x","panels":[]}', 'its `uid` is ../x'],
    [JSON.stringify(dashboard('x', { text: 'x'.repeat(900_000) })), 'larger than 900000 bytes'],
  ])('that holds %.40s is refused, and nothing was started', (text, why) => {
    expect(() => dashboardIn(text, '/x.json')).toThrow(
      expect.objectContaining({ code: 'E_DASHBOARD_FILE', exit: 2, message: expect.stringContaining(why) }),
    );
  });

  test.each([
    ['Node / CPU', 'Node-CPU-a1.json'],
    ['../../etc/passwd', 'etc-passwd-a1.json'],
    ['概要 (本社)', '概要-本社-a1.json'],
    ['...', 'dashboard-a1.json'],
    ['x'.repeat(300), `${'x'.repeat(50)}-a1.json`],
  ])('of a dashboard called %s is called %s', (title, name) => {
    expect(exportName({ title, uid: 'a1' })).toBe(name);
  });
});

describe('a comparison', () => {
  const row = (was: SeenDashboard | null, is: object, folder: string | null = null) =>
    rowOf('/x', fileOf(is), was, folder);

  test('tells what is new, the same, or differs, and in which panels', () => {
    expect(row(null, dashboard('net')).is).toBe('new');
    expect(row(seenOf('net'), { ...dashboard('net'), version: 77 }).is).toBe('same');
    const was = seenOf(
      'net',
      {},
      {
        panels: [
          { id: 1, title: 'a' },
          { id: 2, title: 'b' },
          { id: 3, panels: [{ id: 4, title: 'c' }] },
        ],
      },
    );
    const is = {
      panels: [
        { id: 1, title: 'a', w: 1 },
        { id: 3, panels: [{ id: 4, title: 'c', w: 1 }] },
        { id: 5, title: 'd' },
      ],
    };
    expect(row(was, dashboard('net', { ...is, refresh: '5s' }))).toMatchObject({
      ...{ is: 'differs', besides: ['refresh'] },
      panels: { added: ['d'], removed: ['b'], changed: ['a', 'c'] },
    });
  });

  test('tells of the folder: as it is, unless another was asked for', () => {
    const was = seenOf('net', { folder: 'ops' });
    const file = { dashboard: dashboard('net'), meta: { folderUid: 'elsewhere' } };
    expect(row(was, file)).toMatchObject({ is: 'same', folder: { now: 'ops', wanted: 'ops' } });
    expect(row(was, file, '')).toMatchObject({ is: 'differs', folder: { now: 'ops', wanted: '' } });
    expect(row(null, file)).toMatchObject({ folder: { now: null, wanted: 'elsewhere' } });
  });

  test('names the file of this host that a dashboard is provisioned from, where one ends so', () => {
    const was = seenOf('net', { provisioned: 'home/net.json' });
    const by = (...files: string[]) =>
      rowOf('/x', fileOf(dashboard('net', { refresh: '1s' })), was, null, files).provisionedBy;
    expect(by('/srv/dashboards/home/net.json', '/srv/x.json')).toBe('/srv/dashboards/home/net.json');
    expect(by('/a/home/net.json', '/b/home/net.json')).toBe('home/net.json');
    expect(row(was, dashboard('net')).is).toBe('same');
    expect(row(was, dashboard('net', { refresh: '1s' })).is).toBe('provisioned');
  });
});

describe('an import', () => {
  const wanted = (...files: object[]): WantedDashboard[] =>
    files.map((one, at) => ({ path: `/home/${at}.json`, bytes: 'b'.repeat(64), file: fileOf(one) }));
  const seen = (more: Partial<GrafanaSeen> = {}): GrafanaSeen => ({
    ...{ place, host: 'local', dashboards: new Map(), listed: [], folders: new Set(), files: [] },
    ...more,
  });
  const run = { id: 'r1', state: '/s' };
  const findings = (of: GrafanaSeen, files: WantedDashboard[], folder: string | null = null) =>
    importOf(of, files, folder, run).findings.map(({ id, blocks, waivable, next }) => ({ id, blocks, waivable, next }));

  test('refuses what is provisioned from a file, and says which file to edit', () => {
    const there = seenOf('net', { provisioned: 'net.json' });
    const of = seen({ dashboards: new Map([['net', there]]), files: ['/srv/d/net.json'] });
    expect(findings(of, wanted(dashboard('net', { refresh: '1s' })))).toEqual([
      {
        ...{ id: 'provisioned-net', blocks: true, waivable: undefined },
        next: 'Edit /srv/d/net.json instead; Grafana reads it again by itself.',
      },
    ]);
  });

  test('refuses a folder that is not there', () => {
    expect(findings(seen(), wanted(dashboard('net')), 'ops')).toMatchObject([{ id: 'folder-net', blocks: true }]);
    expect(findings(seen({ folders: new Set(['ops']) }), wanted(dashboard('net')), 'ops')).toEqual([]);
  });

  test('asks for somebody’s word where data sources are left open or a title is taken', () => {
    const open = dashboard('net', { __inputs: [{ name: 'DS_PROM', label: 'Prometheus' }] });
    const listed = [{ uid: 'old', title: 'Title-net', folder: '' }];
    expect(findings(seen({ listed }), wanted(open))).toMatchObject([
      { id: 'inputs-net', blocks: true, waivable: true },
      { id: 'title-net', blocks: true, waivable: true },
    ]);
  });

  test('refuses two files of one dashboard', () => {
    expect(() => rowsOf(seen(), wanted(dashboard('net'), dashboard('net')), null)).toThrow(
      expect.objectContaining({ code: 'E_DASHBOARD_TWICE', exit: 2 }),
    );
  });

  test('of what is there already has no step', () => {
    const of = seen({ dashboards: new Map([['net', seenOf('net')]]) });
    const { prepare, backup, cutover } = importOf(of, wanted(dashboard('net')), null, run);
    expect([prepare, backup, cutover]).toEqual([[], [], []]);
  });
});
