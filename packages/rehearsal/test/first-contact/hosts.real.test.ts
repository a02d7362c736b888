import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import {
  ask,
  type HostKind,
  listenersOf,
  type Machine,
  nginxesOf,
  type PreparedHost,
  type PreparedOptions,
  preparedHost,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

const layouts = ['tree', 'config'] as const;
const ports = ['0.0.0.0:80', '10.100.1.1:8080', '127.0.0.1:9145'];
const title = ({ home, layout, config }: PreparedHost) =>
  `nginx: master process ${home}/sbin/nginx -p ${home}${layout === 'config' ? ` -c ${config}` : ''}`;

const trees = (host: PreparedHost) =>
  readdirSync(host.machine.path(host.root)).filter((name) => name.startsWith('openresty'));
const pidFile = ({ machine }: PreparedHost): string | null => {
  const file = machine.path('/run/flatnet/nginx.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
};
const masters = (machine: Machine) => nginxesOf(machine).filter((one) => one.role === 'master');
const version = async (host: PreparedHost, tree: string) =>
  /nginx\/(\S+)/.exec((await host.machine.exec([`${host.root}/${tree}/sbin/nginx`, '-v'])).stderr)?.[1] ?? null;
/** What the start command of this host says with the tree in the home's place; the host is spoilt afterwards. */
async function starts(host: PreparedHost, tree: string): Promise<string> {
  const { machine, home } = host;
  if (tree !== 'openresty') await machine.exec(['mv', home, `${home}.away`]);
  if (tree !== 'openresty') await machine.exec(['mv', `${host.root}/${tree}`, home]);
  const how = host.layout === 'config' ? ['-c', host.config] : [];
  const out = await machine.exec([`${home}/sbin/nginx`, '-p', home, ...how]);
  const said = out.code === 0 ? 'starts' : out.stderr;
  if (tree !== 'openresty') await machine.exec(['mv', home, `${host.root}/${tree}`]);
  if (tree !== 'openresty') await machine.exec(['mv', `${home}.away`, home]);
  return said;
}

type Sight = (host: PreparedHost, versions: { older: string; newer: string }) => Promise<void>;
const sights: Readonly<Partial<Record<HostKind, readonly [what: string, see: Sight]>>> = {
  running: [
    'serves from its home, with all that earlier nights left',
    async (host, { older, newer }) => {
      const { machine, root } = host;
      expect(masters(machine)).toMatchObject([{ exe: `${host.home}/sbin/nginx`, title: title(host) }]);
      expect(pidFile(host)).toBe(String(masters(machine)[0]?.pid));
      expect((await ask(machine, 'http://127.0.0.1/build')).body.trim()).toBe(older);
      expect((await ask(machine, 'http://127.0.0.1/c/app/')).body).toBe('app\n');
      expect(trees(host)).toEqual(['openresty', 'openresty-failed', 'openresty-old']);
      expect([await version(host, 'openresty-failed'), await version(host, 'openresty-old')]).toEqual([newer, older]);
      expect(readdirSync(machine.path(`${root}/backups/gateway-20261101_030000`))).toEqual(['conf', 'lualib']);
      expect(readdirSync(machine.path('/backup/flatnet/20261102_030000'))).not.toEqual([]);
      expect(existsSync(machine.path('/opt/cni/bin/flatnet.bak.20261001'))).toBe(true);
      const unit = await machine.exec(['systemctl', 'show', 'flatnet-gateway.service', '-p', 'MainPID,ActiveState']);
      expect(unit.stdout.split('\n')).toEqual(
        expect.arrayContaining([`MainPID=${masters(machine)[0]?.pid}`, 'ActiveState=active']),
      );
    },
  ],
  dead: [
    'was killed, and its pid file names nobody',
    async (host) => {
      expect(nginxesOf(host.machine)).toEqual([]);
      expect(pidFile(host)).toMatch(/^\d+$/);
      expect(existsSync(host.machine.path(`/proc/${pidFile(host)}`))).toBe(false);
      expect(trees(host)).toEqual(['openresty']);
      expect(await starts(host, 'openresty')).toBe('starts');
    },
  ],
  'half-renamed': [
    'has no home, half a new tree, an empty pid file, and one worker that nobody owns and that holds the ports',
    async (host, { older }) => {
      const { machine, root } = host;
      expect(nginxesOf(machine)).toMatchObject([
        { role: 'worker', parent: 1, exe: `${host.home}-old/sbin/nginx`, title: 'nginx: worker process' },
      ]);
      expect(listenersOf(machine)).toEqual(expect.arrayContaining(ports));
      expect(pidFile(host)).toBe('');
      expect(trees(host)).toEqual(['openresty-failed', 'openresty-new', 'openresty-old']);
      const program = machine.path(`${root}/openresty-new/sbin/nginx`);
      if (host.layout === 'tree') expect(existsSync(program)).toBe(false);
      else expect(statSync(program).size).toBe(300_000);
      expect(await version(host, 'openresty-old')).toBe(older);
      for (const { pid } of nginxesOf(machine)) await machine.exec(['bash', '-c', `kill -9 ${pid}; sleep 0.1`]);
      expect(await starts(host, 'openresty-old')).toBe('starts');
    },
  ],
  'half-swapped': [
    'has the new tree as its home, which does not start with the old Lua, and the good one beside it',
    async (host, { older, newer }) => {
      const { machine } = host;
      expect(nginxesOf(machine)).toEqual([]);
      expect(listenersOf(machine).filter((one) => ports.includes(one))).toEqual([]);
      expect([await version(host, 'openresty'), await version(host, 'openresty-old')]).toEqual([newer, older]);
      expect(await starts(host, 'openresty')).toContain("failed to load the 'resty.core' module");
      expect(await starts(host, 'openresty-old')).toBe('starts');
    },
  ],
  'half-moved-running': [
    'serves from the tree that was renamed under it, and the new one in its place runs nowhere',
    async (host, { older, newer }) => {
      const { machine } = host;
      expect(masters(machine)).toMatchObject([{ exe: `${host.home}-old/sbin/nginx`, title: title(host) }]);
      expect(pidFile(host)).toBe('');
      expect((await ask(machine, 'http://127.0.0.1/build')).body.trim()).toBe(older);
      expect([await version(host, 'openresty'), await version(host, 'openresty-old')]).toEqual([newer, older]);
      expect(host.typed.filter(({ argv }) => argv.includes('stop')).at(-1)?.said).toContain('invalid PID number ""');
    },
  ],
  two: [
    'has two gateways that serve',
    async ({ machine }, { older }) => {
      expect(masters(machine).map(({ exe }) => exe)).toEqual([
        '/srv/flatnet/openresty/sbin/nginx',
        '/opt/flatnet2/openresty/sbin/nginx',
      ]);
      for (const port of [80, 8180])
        expect((await ask(machine, `http://127.0.0.1:${port}/build`)).body.trim()).toBe(older);
      expect((await ask(machine, 'http://10.100.1.1:8190/api/status')).status).toBe(200);
    },
  ],
  nothing: [
    'has nothing of a Flatnet',
    async ({ machine }) => {
      expect(nginxesOf(machine)).toEqual([]);
      for (const path of ['/srv/flatnet', '/etc/flatnet-maint', '/var/lib/flatnet-maint', '/usr/sbin/nginx'])
        expect(existsSync(machine.path(path)), path).toBe(false);
    },
  ],
  foreign: [
    'has the nginx of a distribution and no Flatnet',
    async ({ machine }) => {
      expect(masters(machine).map(({ exe }) => exe)).toEqual(['/usr/sbin/nginx']);
      expect((await ask(machine, 'http://127.0.0.1/')).body).toContain('Welcome to nginx!');
      expect(existsSync(machine.path('/srv/flatnet'))).toBe(false);
    },
  ],
};

const extras: Readonly<Partial<Record<HostKind, Partial<PreparedOptions>>>> = {
  running: { leftOvers: true, unit: true, routes: true },
  'half-renamed': { routes: true },
};
for (const [kind, [what, see]] of Object.entries(sights) as [HostKind, [string, Sight]][])
  for (const layout of ['two', 'nothing', 'foreign'].includes(kind) ? (['tree'] as const) : layouts)
    machineTest(
      `${kind}, ${layout}: ${what}`,
      async (up) => {
        const machine = await up.machine();
        const host = await preparedHost(machine, { kind, layout, ...extras[kind] });
        const { older, newer } = up.parts;
        for (const tree of host.good === null ? [] : [host.good])
          expect(readFileSync(machine.path(`${tree}/logs/access.log`), 'utf8')).toMatch(/"GET \/\S* HTTP\/1.1" 200 /);
        if (extras[kind]?.routes === true)
          expect(JSON.parse(readFileSync(machine.path(`${host.good}/boot/routes.json`), 'utf8'))).toMatchObject([
            { name: 'app' },
          ]);
        for (const site of [`${host.root}/flatnet.yaml`, '/flatnet.yaml', '/etc/flatnet-maint/flatnet.yaml'])
          expect(existsSync(machine.path(site)), site).toBe(false);
        await see(host, { older: older.version, newer: newer.version });
      },
      60_000,
      { sideBySide: true },
    );

machineTest('a prepared host can do without the address of the overlay network', async (up) => {
  const machine = await up.machine();
  const host = await preparedHost(machine, { kind: 'dead', addressAbsent: true });
  expect(await starts(host, 'openresty')).toContain('(99: Cannot assign requested address)');
});
