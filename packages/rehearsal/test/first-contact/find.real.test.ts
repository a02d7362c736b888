import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Machine, practiceGateway, unpackRelease, until } from '../../src/index.ts';
import { processesOf, touchedBy } from '../acceptance/seen.ts';
import { machineTest } from '../machine-test.ts';

interface Tree {
  readonly path: string;
  readonly role: string;
  readonly version: string | null;
  readonly test: { readonly ok: boolean | null; readonly said: string };
  readonly lastAccess: string | null;
}
interface Candidate {
  readonly path: string;
  readonly running: boolean;
  readonly sure: boolean;
  readonly values: readonly { readonly key: readonly string[]; readonly value: unknown }[];
  readonly trees: readonly Tree[];
  readonly remarks: readonly { readonly id: string; readonly message: string }[];
  readonly best: { readonly tree: string } | null;
}
interface Found {
  readonly candidates: readonly Candidate[];
  readonly remarks: readonly { readonly id: string; readonly message: string }[];
  readonly rights: readonly string[];
}

const entry = join(import.meta.dirname, '../../../gateway/test/support/find-main.ts');
const looked = ['/srv', '/etc', '/opt', '/var', '/run/flatnet', '/usr/sbin'];

/** What is found, seen inside the machine, and that nothing there was touched, started or ended by looking. */
async function found(machine: Machine, as: readonly string[] = []): Promise<Found> {
  const before = processesOf(machine);
  const { result, touched } = await touchedBy(machine, () => machine.exec([...as, process.execPath, entry]), looked);
  expect(result.stderr).toBe('');
  expect(touched).toEqual([]);
  expect(processesOf(machine)).toEqual(before);
  expect(readdirSync(machine.path('/tmp')).filter((name) => name.startsWith('flatnet-maint-'))).toEqual([]);
  const document = JSON.parse(result.stdout) as { found: Found; tookMs: number };
  expect(document.tookMs).toBeLessThan(10_000);
  return document.found;
}

const shown = ({ candidates, remarks, rights }: Found) => ({
  candidates: candidates.map((one) => ({
    path: one.path,
    is: `${one.running ? 'running' : 'not running'}, ${one.sure ? 'sure' : 'unsure'}`,
    trees: one.trees.map(({ path, role, version, test }) => `${role} ${path} ${version} ${test.ok}`),
    best: one.best?.tree ?? null,
    remarks: one.remarks.map(({ id }) => id),
  })),
  remarks: remarks.map(({ id }) => id),
  rights,
});

const sh = async (machine: Machine, script: string): Promise<void> => {
  const got = await machine.exec(['bash', '-ec', script]);
  if (got.code !== 0) throw new Error(`${script}: ${got.stderr}`);
};
const nginxOf = (machine: Machine, role: string): number[] =>
  processesOf(machine).flatMap((line) => (line.includes(`nginx: ${role} process`) ? [Number.parseInt(line, 10)] : []));

async function killAll(machine: Machine): Promise<void> {
  const pids = [...nginxOf(machine, 'master'), ...nginxOf(machine, 'worker')];
  if (pids.length > 0) await sh(machine, `kill -9 ${pids.join(' ')}`);
  await until(() => nginxOf(machine, 'worker').length + nginxOf(machine, 'master').length === 0, 5_000);
}

for (const layout of ['tree', 'config'] as const)
  machineTest(
    `in the layout ${layout}: alive, dead, renamed while it runs, and in the middle of an upgrade by hand`,
    async (up) => {
      const machine = await up.machine();
      const [older, newer] = [up.parts.older.version, up.parts.newer.version];
      const { root, home, ...gateway } = await practiceGateway(machine, { layout, home: 'directory' });
      const values = [
        `home ${home}`,
        ...(layout === 'config' ? [`config ${root}/config/nginx.conf`] : []),
        'probes.site http://127.0.0.1:80',
        'probes.api http://10.100.1.1:8080',
        'routes.boot boot/routes.json',
        'drain drain',
      ];
      const valuesOf = (one: Found) => one.candidates[0]?.values.map(({ key, value }) => `${key.join('.')} ${value}`);

      await gateway.start();
      await until(() => nginxOf(machine, 'worker').length === 2, 5_000);
      const alive = await found(machine);
      expect(valuesOf(alive)).toEqual(values);
      expect(shown(alive)).toEqual({
        candidates: [
          { path: home, is: 'running, sure', trees: [`live ${home} ${older} true`], best: home, remarks: [] },
        ],
        remarks: [],
        rights: [],
      });

      // Without rights a program is seen by its title only, and it is told what was not to be seen.
      const stranger = await found(machine, ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all']);
      expect(stranger.candidates[0]).toMatchObject({ path: home, running: true, sure: true });
      expect(stranger.rights.join(' ')).toMatch(/nginx process \d+ .*with sudo/);

      // Folders are renamed under the running master, as the manual does when its stop has failed.
      await sh(machine, `mv ${home} ${home}-old`);
      await unpackRelease(machine, up.parts.newer, home);
      const renamed = shown(await found(machine));
      expect(renamed.candidates).toMatchObject([
        { path: home, is: 'running, sure', best: `${home}-old`, remarks: expect.arrayContaining(['serves-elsewhere']) },
      ]);
      expect(renamed.candidates[0]?.trees).toEqual([
        expect.stringContaining(`home ${home} ${newer}`),
        expect.stringContaining(`live ${home}-old ${older}`),
      ]);

      // The night's end: only the master was killed, its workers still hold the ports; a test has left an empty pid file.
      await sh(machine, `mv ${home} ${home}-failed; kill -9 ${nginxOf(machine, 'master').join(' ')}`);
      await sh(machine, `mkdir -p ${home}-new/conf; cp -r ${home}-failed/html ${home}-new; : > ${gateway.pidFile}`);
      await sh(
        machine,
        `mkdir -p ${root}/backups/gateway-20261101_030000 && cp -r ${home}-old/conf ${root}/backups/gateway-20261101_030000/`,
      );
      const night = await found(machine);
      expect(shown(night)).toEqual({
        candidates: [
          {
            path: home,
            is: 'not running, sure',
            trees: [
              expect.stringContaining(`aside ${home}-failed ${newer}`),
              `aside ${home}-new null null`,
              `aside ${home}-old ${older} true`,
              `backup ${root}/backups/gateway-20261101_030000 null null`,
            ],
            best: `${home}-old`,
            remarks: [
              'home-absent',
              'orphan-worker',
              'orphan-worker',
              'stale-pid-file',
              'left-over',
              'left-over',
              'left-over',
            ],
          },
        ],
        remarks: [],
        rights: [],
      });
      expect(valuesOf(night)).toEqual(values);
      const said = night.candidates[0]?.remarks.map(({ message }) => message).join('\n');
      expect(said).toMatch(/port 80, 8080, 9145/);
      expect(said).toMatch(/openresty-new is a copy that was broken off.*it has no sbin\/nginx, lualib/);
      expect(readFileSync(machine.path(gateway.pidFile), 'utf8')).toBe('');

      await killAll(machine);
      await sh(machine, `ip addr del 10.100.1.1/32 dev lo 2>/dev/null || ip addr flush to 10.100.1.1`);
      const dead = await found(machine);
      expect(dead.candidates[0]?.remarks.map(({ id }) => id)).toContain('address-absent');
      expect(dead.candidates[0]?.remarks.map(({ id }) => id)).not.toContain('orphan-worker');
      // The address is not there, and the test of the tree is asked all the same.
      expect(dead.candidates[0]?.best?.tree).toBe(`${home}-old`);
      await machine.exec(['ip', 'addr', 'add', '10.100.1.1/32', 'dev', 'lo']);

      // The manual's copy of the old Lua over the new build: the home passes `nginx -t` and cannot start.
      await sh(
        machine,
        `mv ${home}-failed ${home}; rm -r ${home}-new; cp -r ${home}-old/conf/. ${home}/conf/; cp -r ${home}-old/lualib/. ${home}/lualib/`,
      );
      const mixed = await found(machine);
      expect(shown(mixed).candidates).toMatchObject([
        { path: home, trees: expect.arrayContaining([`home ${home} ${newer} true`]), best: `${home}-old` },
      ]);
      expect(mixed.candidates[0]?.remarks.map(({ id }) => id)).toContain('mixed-lua');
    },
  );
