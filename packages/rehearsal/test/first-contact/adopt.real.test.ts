import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect } from 'vitest';
import { lookAt, type Machine, maint, type PracticeGateway, practiceGateway, versionServed } from '../../src/index.ts';
import { treeOf } from '../acceptance/seen.ts';
import { machineTest } from '../machine-test.ts';

type Layout = 'tree' | 'config';

machineTest(
  'what runs becomes generation 0 without a change to it, and an emergency returns to that after the original was spoiled',
  async (up) => {
    const machine = await up.machine();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const gateway = await running(machine, 'config');
    const before = [treeOf(machine, gateway.home), treeOf(machine, `${gateway.root}/config`)];
    const seen = (await lookAt(machine, gateway.root)).nginx;
    const end = await maint(machine, ['adopt', 'gateway', '--site', gateway.siteFile]);
    expect({ code: end.code, error: end.document.error, probes: end.document.probes }).toMatchObject({
      code: 0,
      error: undefined,
      probes: expect.arrayContaining([expect.objectContaining({ id: 'identity', verdict: 'pass' })]),
    });
    expect((await lookAt(machine, gateway.root)).nginx).toEqual(seen);
    expect([treeOf(machine, gateway.home), treeOf(machine, `${gateway.root}/config`)]).toEqual(before);
    const [zero] = await generations(machine);
    expect(zero).toMatchObject({ adopted: 'proven', lastGood: true, version: older, damage: null });

    await machine.exec(['rm', '-r', `${gateway.home}/lualib`, `${gateway.home}/sbin`]);
    const back = await maint(machine, ['rollback', 'gateway', '--emergency', '--yes']);
    expect({ code: back.code, error: back.document.error }).toEqual({ code: 0, error: undefined });
    await serves(machine, gateway, older, [older, newer]);
    expect(readdirSync(machine.path(gateway.root))).toContain('openresty.found-1');
  },
  300_000,
  { sideBySide: true },
);

machineTest(
  'the copy of a tree has the folders that it writes in and the links whose targets are not kept, so an emergency starts it',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine, { home: 'directory' });
    const { home } = gateway;
    const file = machine.path(gateway.config);
    const edited = readFileSync(file, 'utf8')
      .replace('access_log off;', `access_log ${home}/var/log/access.log; access_log ${home}/sites/$host.log;`)
      .replace(/client_body_temp_path .*;/, `client_body_temp_path ${home}/upload_temp/body;`);
    writeFileSync(file, edited);
    for (const folder of ['var/log', 'sites', 'upload_temp']) await machine.exec(['mkdir', '-p', `${home}/${folder}`]);
    await machine.exec(['mv', `${home}/html`, '/srv/pages']);
    await machine.exec(['mkfifo', '/srv/pages/pipe']);
    await machine.exec(['ln', '-s', '/srv/pages', `${home}/html`]);
    await gateway.start();
    expect((await maint(machine, ['adopt', 'gateway', '--site', gateway.siteFile])).code).toBe(0);
    const back = await maint(machine, ['rollback', 'gateway', '--emergency', '--yes']);
    expect({ code: back.code, error: back.document.error }).toEqual({ code: 0, error: undefined });
    await serves(machine, gateway, up.parts.older.version, [up.parts.older.version, up.parts.newer.version]);
    const page = await machine.exec(['curl', '-s', 'http://127.0.0.1/']);
    expect(page.stdout).toContain('Practice Flatnet');
  },
  300_000,
  { sideBySide: true },
);

machineTest(
  'another gateway beside, under a like name, is ended neither by a start nor by a later emergency',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine, { home: 'directory' });
    const [old, other] = [`${gateway.home}-old`, `${gateway.home}-internal`];
    await machine.exec(['cp', '-a', gateway.home, other]);
    await machine.exec(['mkdir', '-p', `${other}/logs`, '/run/flatnet']);
    const conf = 'events {} http { access_log off; server { listen 9080; return 200 internal; } }';
    writeFileSync(machine.path(`${other}/conf/nginx.conf`), `pid /run/flatnet/internal.pid; ${conf}`);
    await machine.exec(['mv', gateway.home, old]);
    const start = ['adopt', 'gateway', '--tree', old, '--start', '--site', gateway.siteFile];
    const internal = async () => (await machine.exec(['curl', '-s', 'http://127.0.0.1:9080/'])).stdout;
    // Once while it is at rest, when only its configuration tells whose it is, and once while it runs.
    for (const args of [start, ['rollback', 'gateway', '--emergency', '--yes']]) {
      expect((await maint(machine, args)).code).toBe(0);
      await machine.exec([`${other}/sbin/nginx`, '-p', other]);
      expect(await internal()).toBe('internal');
    }
    await gateway.stop();
    await machine.exec(['rm', gateway.home]);
    expect((await maint(machine, start)).code).toBe(0);
    expect(await internal()).toBe('internal');
    expect((await maint(machine, ['rollback', 'gateway', '--emergency', '--yes'])).code).toBe(0);
    expect(await internal()).toBe('internal');
  },
  300_000,
  { sideBySide: true },
);

machineTest(
  'a configuration in the tree that is named with -c stays in its tree, through adoption, emergency, upgrade and return',
  async (up) => {
    const machine = await up.machine();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const gateway = await practiceGateway(machine, { home: 'directory' });
    const { home, root } = gateway;
    const site = readFileSync(machine.path(gateway.siteFile), 'utf8');
    writeFileSync(machine.path(gateway.siteFile), site.replace('  probes:', `  config: ${gateway.config}\n  probes:`));
    expect((await gateway.nginx('-c', gateway.config)).code).toBe(0);
    const options = ['--site', gateway.siteFile, '--soak', '300ms', '--yes'];
    for (const [args, version] of [
      [['adopt', 'gateway', '--site', gateway.siteFile], older],
      [['rollback', 'gateway', '--emergency', '--yes'], older],
      [['upgrade', 'gateway', '--to', '1.26', ...options], newer],
      [['rollback', 'gateway', ...options], older],
    ] as const) {
      const end = await maint(machine, args);
      expect({ args, code: end.code, error: end.document.error }).toEqual({ args, code: 0, error: undefined });
      const built = await machine.exec(['curl', '-s', 'http://127.0.0.1/build']);
      expect(built.stdout.trim()).toBe(version);
      expect(lstatSync(machine.path(`${home}/conf`)).isDirectory()).toBe(true);
    }
    const trees = readdirSync(machine.path(`${root}/generations/gateway`));
    expect(trees.filter((name) => name.endsWith('.config'))).toEqual([]);
  },
  300_000,
  { sideBySide: true },
);

machineTest(
  'a tree that nothing runs from is kept as not proven, and no emergency takes it',
  async (up) => {
    const machine = await up.machine();
    const gateway = await running(machine, 'tree');
    await gateway.stop();
    const old = `${gateway.home}-old`;
    await machine.exec(['mv', gateway.home, old]);
    const before = treeOf(machine, old);
    const kept = await maint(machine, ['adopt', 'gateway', '--tree', old, '--site', gateway.siteFile]);
    expect(kept).toMatchObject({ code: 0, document: { outcome: 'committed' } });
    expect(await generations(machine)).toMatchObject([{ adopted: 'not-proven', lastGood: false }]);
    expect((await maint(machine, ['rollback', 'gateway', '--emergency', '--yes'])).code).toBe(3);
    expect(treeOf(machine, old)).toEqual(before);
  },
  300_000,
  { sideBySide: true },
);

machineTest(
  'a tree that lies among the generations is adopted where it is, once; dead, it is started there; half a tree is refused',
  async (up) => {
    const machine = await up.machine();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const gateway = await practiceGateway(machine);
    await gateway.start();
    const adopt = (...more: string[]) => maint(machine, ['adopt', 'gateway', '--site', gateway.siteFile, ...more]);
    for (let times = 0; times < 2; times += 1) expect(await adopt()).toMatchObject({ code: 0 });
    expect(await generations(machine)).toMatchObject([{ id: basename(gateway.tree), adopted: 'proven' }]);
    expect((await adopt('--start')).document.error?.code).toBe('E_PREFLIGHT_SERVES_ALREADY');
    await serves(machine, gateway, older, [older, newer]);

    const half = `${gateway.home}-new`;
    await machine.exec(['cp', '-r', gateway.tree, half]);
    await machine.exec(['rm', '-r', `${half}/modules`]);
    await gateway.stop();
    const boot = `${gateway.tree}/boot/routes.json`;
    const routes = [{ name: 'shop', address: '10.9.9.9:8000' }];
    await machine.exec(['mkdir', '-p', dirname(boot)]);
    writeFileSync(machine.path(boot), JSON.stringify(routes));
    const refused = await adopt('--tree', half, '--start');
    expect(refused).toMatchObject({ code: 3, document: { outcome: 'refused', error: { code: 'E_GATE_CLOSED' } } });
    expect(refused.document.error?.message).toContain(`${half}/modules/ndk_http_module.so`);
    expect(readdirSync(machine.path(dirname(gateway.tree)))).toEqual([basename(gateway.tree)]);

    const end = await adopt('--start');
    expect({ code: end.code, error: end.document.error }).toEqual({ code: 0, error: undefined });
    await serves(machine, gateway, older, [older, newer]);
    expect(readdirSync(machine.path(gateway.root)).filter((name) => name.includes('aside'))).toEqual([]);
    expect(end.document.leftovers).toEqual([]);
    expect(JSON.parse(readFileSync(machine.path(boot), 'utf8'))).toMatchObject(routes);
    const told = await machine.exec(['curl', '-s', 'http://10.100.1.1:8080/api/containers']);
    expect(JSON.parse(told.stdout)).toMatchObject(routes);
  },
  300_000,
  { sideBySide: true },
);

async function running(machine: Machine, layout: Layout): Promise<PracticeGateway> {
  const gateway = await practiceGateway(machine, { layout, home: 'directory' });
  await gateway.start();
  return gateway;
}

async function serves(
  machine: Machine,
  gateway: PracticeGateway,
  wanted: string,
  versions: readonly string[],
): Promise<void> {
  const seen = await lookAt(machine, gateway.root);
  expect({ ...versionServed(seen, versions), left: seen.leftovers }).toEqual({ version: wanted, why: [], left: [] });
}

const generations = async (machine: Machine) => {
  const rows = (await maint(machine, ['snapshots', 'gateway'])).document as unknown as readonly {
    kind: string;
    version: string;
    adopted?: string;
  }[];
  return rows.filter(({ kind }) => kind === 'generation');
};
