import { memoryHosts, snapshot } from '@flatnet-maint/testkit';
import { dashboardFiles, exportDashboards } from 'flatnet';
import { expect, test } from 'vitest';
import { canary, dashboard, FakeGrafana, place, secretFile } from './support/fake-grafana.ts';

const begin = () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const grafana = new FakeGrafana(world);
  grafana.put('net', { title: '回線 / WAN' }, { folder: 'ops' });
  grafana.put('prov', {}, { provisioned: 'home/prov.json' });
  const { host } = lend('local', 60_000, 'run');
  return { world, grafana, host, out: () => exportDashboards(host, place, '/out') };
};
const told = ({ files }: Awaited<ReturnType<typeof exportDashboards>>) => files.map(({ file, how }) => [file, how]);

test('every dashboard is one file that can be imported, for its owner only, and what is provisioned is marked', async () => {
  const { world, host, out } = begin();
  const made = await out();
  expect(made.files.map(({ uid, provisioned }) => [uid, provisioned])).toEqual([
    ['net', null],
    ['prov', 'home/prov.json'],
  ]);
  expect(told(made)).toEqual([
    ['/out/回線-WAN-net.json', 'written'],
    ['/out/Title-prov-prov.json', 'written'],
  ]);
  expect(snapshot(world).files['/out/回線-WAN-net.json']).toMatch(/^file 0600 /);
  const again = await dashboardFiles(host.files, ['/out']);
  expect(again.map(({ file }) => [file.uid, file.folder])).toEqual([
    ['prov', ''],
    ['net', 'ops'],
  ]);
  const { [secretFile]: _own, ...files } = snapshot(world).files;
  expect(JSON.stringify(files)).not.toContain(canary);
});

test('an export is written over nothing: the same stays, another one gets a name beside it, once', async () => {
  const { world, grafana, out } = begin();
  await out();
  grafana.put('prov', { refresh: '5s' });
  const mine = '/out/回線-WAN-net.json';
  world.file(mine, 'mine');
  const second = [
    ['/out/回線-WAN-net.2.json', 'beside'],
    ['/out/Title-prov-prov.2.json', 'beside'],
  ];
  expect(told(await out())).toEqual(second);
  expect(told(await out())).toEqual(second.map(([file]) => [file, 'same']));
  expect(world.text(mine)).toBe('mine');
});

test('a dashboard that cannot be read is told, and the others are exported', async () => {
  const { world, grafana, out } = begin();
  grafana.put('gone');
  grafana.put('large');
  const first = world.servers[0];
  world.serve({
    port: 3000,
    answer: (request) => {
      if (request.url.pathname.endsWith('/gone')) return { status: 404, body: '{}' };
      // An answer that is cut where it becomes too large.
      if (request.url.pathname.endsWith('/large')) return { status: 200, body: '{"dashboard": {"uid": "lar' };
      return first?.answer(request) ?? null;
    },
  });
  const made = await out();
  expect(made.failed.map(({ uid }) => uid)).toEqual(['gone', 'large']);
  expect(made.files.map(({ uid }) => uid)).toEqual(['net', 'prov']);
});

test('a folder without any file is refused, and so is a file that is none', async () => {
  const { world, host } = begin();
  world.folder('/empty');
  world.file('/in/x.json', JSON.stringify(dashboard('net')));
  world.file('/in/readme.txt', 'x');
  expect((await dashboardFiles(host.files, ['/in'])).map(({ path }) => path)).toEqual(['/in/x.json']);
  await expect(dashboardFiles(host.files, ['/empty'])).rejects.toMatchObject({ code: 'E_DASHBOARD_NONE', exit: 2 });
  await expect(dashboardFiles(host.files, ['/in/readme.txt'])).rejects.toMatchObject({ code: 'E_DASHBOARD_FILE' });
});
