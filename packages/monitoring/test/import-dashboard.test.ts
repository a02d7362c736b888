import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, memoryKeep, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { digestOfDashboard } from '../src/grafana/dashboard.ts';
import { type ImportDashboardArgs, importDashboard } from '../src/grafana/import-dashboard.ts';
import { type KeepDashboardsArgs, keepDashboards } from '../src/grafana/keep-dashboards.ts';
import { type LayDashboardsArgs, layDashboards } from '../src/grafana/lay-dashboards.ts';
import { dashboard, FakeGrafana, place, secretFile } from './support/fake-grafana.ts';

const at = (world: World, path: string): string =>
  world.profile === 'windows' ? `C:${path.replaceAll('/', '\\')}` : path;
const placeIn = (world: World) => ({ ...place, password: { file: at(world, secretFile) } });

const fresh = dashboard('net', { title: 'Net', refresh: '5s' });

function toImport(world: World, before: 'absent' | 'there'): { args: ImportDashboardArgs; grafana: FakeGrafana } {
  const grafana = new FakeGrafana(world);
  grafana.put('other');
  world.file(at(world, '/s/new/net.json'), JSON.stringify(fresh));
  const want = { from: at(world, '/s/new/net.json'), sha256: digestOfDashboard(fresh), folder: 'ops' };
  const args = { place: placeIn(world), uid: 'net', run: 'r1', want, aside: at(world, '/s/found-net') };
  if (before === 'absent') return { args: { ...args, back: 'absent' }, grafana };
  grafana.put('net');
  grafana.put('net', { title: 'Net before' });
  const old = grafana.kept.get('net')?.dashboard ?? {};
  world.file(at(world, '/s/before/net.json'), JSON.stringify({ dashboard: old, meta: {} }));
  const back = { from: at(world, '/s/before/net.json'), sha256: digestOfDashboard(old), folder: '', version: 2 };
  return { args: { ...args, back }, grafana };
}

for (const before of ['there', 'absent'] as const) {
  actionSpec<ImportDashboardArgs>(importDashboard, {
    title: `a dashboard that was ${before}`,
    profiles: ['posix', 'windows'],
    setUp: (world) => toImport(world, before).args,
    after: (world) => expect(world.outside()).toMatchObject({ net: { title: 'Net', refresh: '5s', folder: 'ops' } }),
  });
}

actionSpec<LayDashboardsArgs>(layDashboards, {
  profiles: ['posix', 'windows'],
  setUp(world) {
    world.file(at(world, '/home/net.json'), 'x');
    world.folder(at(world, '/s'));
    const file = { from: at(world, '/home/net.json'), to: at(world, '/s/new/net.json'), sha256: sha256('x') };
    return { folder: at(world, '/s/new'), files: [file] };
  },
  after: (world, { files }) => expect(files.map(({ to }) => world.text(to))).toEqual(['x']),
});

actionSpec<KeepDashboardsArgs>(keepDashboards, {
  profiles: ['posix', 'windows'],
  setUp(world) {
    new FakeGrafana(world).put('net');
    const to = at(world, '/s/before/net.json');
    const sha = digestOfDashboard(dashboard('net'));
    return { place: placeIn(world), folder: at(world, '/s/before'), dashboards: [{ uid: 'net', sha256: sha, to }] };
  },
  after: (world, { dashboards }) => expect(world.text(dashboards[0]?.to ?? '')).toContain('"title": "Title-net"'),
});

describe('a save of somebody else', () => {
  const theirs = { title: 'Theirs' };
  const begin = (before: 'absent' | 'there') => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const { args, grafana } = toImport(world, before);
    return { world, args, grafana, host: lend('local', 60_000, 'run').host };
  };

  test.each(['there', 'absent'] as const)('before the deed is left as it is (was %s)', async (before) => {
    const { args, grafana, host } = begin(before);
    grafana.put('net', theirs);
    const refused = { code: 'E_DASHBOARD_CHANGED' };
    await expect(importDashboard.capture(args, host, memoryKeep())).rejects.toMatchObject(refused);
    await expect(importDashboard.do(args, null, host)).rejects.toMatchObject(refused);
    expect(await importDashboard.check(args, null, host)).toBe('undone');
    expect(grafana.kept.get('net')?.dashboard.title).toBe('Theirs');
  });

  test('between the look and the deed is refused by Grafana itself, and going back leaves it', async () => {
    const { args, grafana, host } = begin('there');
    grafana.before = ({ method }) => {
      if (method !== 'POST') return;
      grafana.before = () => {};
      grafana.put('net', theirs);
    };
    await expect(importDashboard.do(args, null, host)).rejects.toMatchObject({ code: 'E_DASHBOARD_CHANGED' });
    expect(await importDashboard.undo?.(args, null, host)).toBeNull();
    expect(grafana.kept.get('net')?.dashboard.title).toBe('Theirs');
  });

  test.each([
    ['there', true],
    ['absent', true],
    ['there', false],
  ] as const)('after it is set aside by name before it goes (was %s, history told: %s)', async (before, hasHistory) => {
    const { args, grafana, host, world } = begin(before);
    grafana.hasHistory = hasHistory;
    await importDashboard.do(args, null, host);
    grafana.put('net', theirs);
    expect(await importDashboard.check(args, null, host)).toBe('foreign');
    expect(await importDashboard.undo?.(args, null, host)).toContain('/s/found-net-1.json');
    expect(world.text('/s/found-net-1.json')).toContain('"title": "Theirs"');
    expect(await importDashboard.check(args, null, host)).toBe('undone');
    expect(grafana.kept.get('net')?.dashboard.title).toBe(before === 'there' ? 'Net before' : undefined);
  });

  test('that deleted it after the deed is told, and it is put back', async () => {
    const { args, grafana, host } = begin('there');
    await importDashboard.do(args, null, host);
    grafana.kept.delete('net');
    expect(await importDashboard.undo?.(args, null, host)).toContain('was deleted meanwhile');
    expect(grafana.kept.get('net')?.dashboard.title).toBe('Net before');
  });
});

describe('what is not as it was read', () => {
  test('a kept file that was changed is not put into Grafana', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const { args, grafana } = toImport(world, 'there');
    world.file(args.want.from, JSON.stringify({ ...fresh, title: 'Bent' }));
    const { host } = lend('local', 60_000, 'run');
    await expect(importDashboard.do(args, null, host)).rejects.toMatchObject({ code: 'E_DASHBOARD_KEPT' });
    expect(grafana.kept.get('net')?.dashboard.title).toBe('Net before');
  });

  test('a file that was changed since the plan is not laid', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    world.file('/home/net.json', 'y');
    world.folder('/s');
    const files = [{ from: '/home/net.json', to: '/s/new/net.json', sha256: sha256('x') }];
    const { host } = lend('local', 60_000, 'run');
    await expect(layDashboards.do({ folder: '/s/new', files }, null, host)).rejects.toMatchObject({
      code: 'E_DASHBOARD_FILE_CHANGED',
    });
  });

  test('a dashboard that was saved since the plan is not kept as what it was', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    new FakeGrafana(world).put('net', { title: 'Theirs' });
    const one = { uid: 'net', sha256: digestOfDashboard(dashboard('net')), to: '/s/net.json' };
    const { host } = lend('local', 60_000, 'run');
    await expect(keepDashboards.do({ place, folder: '/s', dashboards: [one] }, null, host)).rejects.toMatchObject({
      code: 'E_DASHBOARD_CHANGED',
    });
  });

  test('what Grafana refuses is told in its words', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const { args, grafana } = toImport(world, 'absent');
    grafana.folders.clear();
    const { host } = lend('local', 60_000, 'run');
    await expect(importDashboard.do(args, null, host)).rejects.toMatchObject({
      code: 'E_DASHBOARD_REFUSED',
      message: expect.stringContaining('400 folder not found'),
    });
  });
});
