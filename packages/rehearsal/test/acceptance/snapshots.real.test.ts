import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  allClosed,
  ask,
  killInside,
  lookAt,
  type Machine,
  maint,
  newestJournal,
  ownerPid,
  type PracticeGateway,
  practiceGateway,
  startMaint,
  stateFolder,
  until,
  versionServed,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';
import { touchedBy } from './seen.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly bytes: number | null;
  readonly ageMs: number | null;
  readonly keeps: readonly string[];
  readonly goes: boolean;
  readonly damage: string | null;
}
interface SnapshotRecord {
  readonly content: {
    readonly parts: readonly {
      readonly real: string;
      readonly stored: string;
      readonly entries: readonly { readonly path: string; readonly kind: string; readonly sha256?: string }[];
    }[];
  };
}

machineTest(
  'after several runs: what is kept is listed with why, read again, protected, pruned by a run, and refused when it is damaged',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    await gateway.start();
    await gateway.startContainer();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const options = ['--site', gateway.siteFile, '--yes'];
    const soak = ['--soak', '500ms'];
    const ends = async (command: readonly string[], code = 0) => {
      const end = await maint(machine, [...command, ...options]);
      expect({ code: end.code, error: end.document.error }, `${command.join(' ')}: ${end.stderr}`).toEqual({
        code,
        error: code === 0 ? undefined : expect.anything(),
      });
      return end.document;
    };
    const list = async (): Promise<readonly Row[]> => (await ends(['snapshots'])) as unknown as readonly Row[];

    // A world of ten snapshots and two generations; the configuration is edited while it is live.
    await ends(['upgrade', 'gateway', '--to', '1.26', ...soak]);
    writeFileSync(machine.path(`${gateway.home}/html/edited.html`), 'edited while live');
    await ends(['rollback', 'gateway', ...soak]);
    await ends(['snapshots', 'verify', 'gateway']);
    await ends(['rollback', 'gateway', '--to', '1.26', ...soak]);
    expect((await ask(machine, 'http://127.0.0.1/edited.html')).body).toBe('edited while live');
    for (let n = 0; n < 3; n += 1) await ends(['backup', 'gateway']);
    const rows = await list();
    const snapshots = rows.filter(({ kind }) => kind === 'snapshot');
    const generations = rows.filter(({ kind }) => kind === 'generation');
    expect([generations.length, snapshots.length]).toEqual([2, 6]);
    for (const row of rows) {
      expect(row.bytes, row.id).toBeGreaterThan(1_000);
      expect(row.ageMs, row.id).toBeGreaterThan(0);
      expect(row.keeps, row.id).toContain('younger than 30 days');
    }
    const live = generations.find(({ keeps }) => keeps.includes('live'));
    expect(live).toMatchObject({ keeps: expect.arrayContaining(['live', 'last good']) });
    const kept = generations.find(({ keeps }) => keeps.includes('previous good'));
    expect(kept?.id).toContain(older);
    await ends(['snapshots', 'verify']);

    // Nothing is old enough; with other numbers a dry run says what would go, and touches nothing.
    expect((await ends(['snapshots', 'prune', 'gateway'])).rows).toHaveLength(rows.length);
    const strict = ['snapshots', 'prune', 'gateway', '--keep', '1', '--days', '0'];
    const guarded = snapshots.at(-1)?.id as string;
    await ends(['snapshots', 'protect', 'gateway', guarded, '--reason', 'the "audit" of 監査']);
    const dry = await touchedBy(machine, () => ends([...strict, '--dry-run']), ['/srv', '/etc', '/var']);
    expect(dry.touched).toEqual([]);
    const goes = (dry.result.rows as readonly Row[]).filter((row) => row.goes).map(({ id }) => id);
    expect(goes).toHaveLength(3);
    expect(goes).not.toContain(guarded);

    // While a run is open nothing is removed or protected, and the list says for whom things stay.
    const waits = startMaint(machine, ['rollback', 'gateway', '--soak', '10s', ...options]);
    await until(() => !allClosed(machine) && newestJournal(machine).entries.length > 0, 30_000);
    const busy = [strict, ['snapshots', 'unprotect', 'gateway', guarded]];
    for (const command of busy)
      expect((await maint(machine, [...command, ...options])).code, command.join(' ')).toBe(6);
    expect((await list()).some(({ keeps }) => keeps.some((why) => why.startsWith('needed by open run')))).toBe(true);
    expect((await waits.ended).code).toBe(0);
    await ends(['rollback', 'gateway', '--to', '1.26', ...soak]);

    // Killed in the middle of it, it is brought to its end by the dead-man, and nothing is left half removed.
    const three = ['snapshots', 'prune', 'gateway', '--keep', '3', '--days', '0'];
    const before = (await list()).length;
    const last = newestJournal(machine).run;
    const cut = startMaint(machine, [...three, ...options]);
    await until(
      () => {
        const { run, entries } = newestJournal(machine);
        return run !== last && entries.some(({ type, id }) => type === 'doing' && id?.includes('remove') === true);
      },
      30_000,
      5,
    );
    await killInside(machine, ownerPid(machine));
    await cut.ended;
    expect(await until(() => allClosed(machine), 60_000)).toBe(true);
    await ends(['snapshots', 'verify']);
    expect((await list()).length).toBeLessThan(before);
    expect((await ends(three)).run).toBeNull();

    // The prune itself is a run: it removes what it said, and what serves still serves.
    const pruned = await ends(strict);
    expect(pruned).toMatchObject({ outcome: 'committed', command: 'prune', leftovers: [] });
    const left = await list();
    expect(left.filter(({ kind }) => kind === 'generation')).toHaveLength(2);
    expect(left.find(({ id }) => id === guarded)?.keeps).toContain('protected: the "audit" of 監査');
    const folder = machine.path(`${stateFolder}/snapshots/gateway`);
    expect(readdirSync(folder).sort()).toEqual(
      left.flatMap(({ kind, id }) => (kind === 'snapshot' ? [id] : [])).sort(),
    );
    await ends(['snapshots', 'verify']);
    // Once more there is nothing to do, and no run is made of it.
    const runs = readdirSync(machine.path(`${stateFolder}/runs`)).length;
    expect((await ends(strict)).run).toBeNull();
    expect(readdirSync(machine.path(`${stateFolder}/runs`))).toHaveLength(runs);

    // One bit of the kept generation: seen by verify, and nothing is changed by a return to it.
    const target = machine.path(`${gateway.root}/generations/gateway/${kept?.id}/conf/mime.types`);
    const sound = readFileSync(target);
    const flipped = Buffer.from(sound);
    flipped[100] = (flipped[100] as number) ^ 4;
    writeFileSync(target, flipped);
    const found = await maint(machine, ['snapshots', 'verify', 'gateway', ...options]);
    expect(found.code).toBe(8);
    expect(JSON.stringify(found.document)).toContain('conf/mime.types: other content');
    const refused = await touchedBy(machine, () => ends(['rollback', 'gateway', ...soak], 3), ['/srv', '/etc', '/var']);
    expect(refused.touched).toEqual([]);
    expect(refused.result.error).toMatchObject({
      code: 'E_PREFLIGHT_GENERATION_CHANGED',
      message: expect.stringMatching(/mime\.types: other content.*Nothing was changed\.$/s),
      next: expect.stringContaining(live?.id as string),
    });
    // It may be borne by name: then it is planned, and not asked again.
    const borne = ['plan', 'rollback', 'gateway', ...soak, '--accept', 'generation-changed', '--reason', 'edited'];
    const plan = await ends(borne);
    expect(JSON.stringify(plan.plan)).not.toContain('generation-sound@1');
    writeFileSync(target, sound);
    await ends(['rollback', 'gateway', ...soak]);
    const seen = await lookAt(machine);
    expect(versionServed(seen, [older, newer])).toEqual({ version: older, why: [] });
  },
  400_000,
  { sideBySide: true },
);

machineTest(
  'a snapshot holds every file that the running configuration refers to, wherever it lies',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    const referred = layElsewhere(machine, gateway);
    // What programs leave in a tree: neither may keep anybody from backing up or going back.
    await machine.exec(['mkfifo', `${gateway.home}/app.fifo`]);
    await machine.exec(['ln', '-s', '/srv/nowhere', `${gateway.home}/dangling`]);
    await gateway.start();
    writeFileSync(machine.path(`${gateway.home}/cache/entry`), 'cached');
    const options = ['--site', gateway.siteFile, '--yes'];
    const end = await maint(machine, ['backup', 'gateway', ...options]);
    expect({ code: end.code, error: end.document.error }, end.stderr).toEqual({ code: 0, error: undefined });

    const folder = machine.path(`${stateFolder}/snapshots/gateway`);
    const [id] = readdirSync(folder);
    const record = JSON.parse(readFileSync(`${folder}/${id}/snapshot.json`, 'utf8')) as SnapshotRecord;
    const held = new Map(
      record.content.parts.flatMap(({ real, stored, entries }) =>
        entries.map(({ path }) => [
          path === '' ? real : `${real}/${path}`,
          `${folder}/${id}/${stored}${path && `/${path}`}`,
        ]),
      ),
    );
    const { stdout } = await gateway.nginx('-T');
    const printed = [...stdout.matchAll(/^# configuration file (.*):$/gm)].map((match) => match[1] as string);
    expect(printed.length).toBeGreaterThan(3);
    for (const path of [...printed, ...referred]) {
      const { stdout: real } = await machine.exec(['realpath', path]);
      const copy = held.get(real.trim());
      expect(copy, path).toBeDefined();
      expect(readFileSync(copy as string).equals(readFileSync(machine.path(real.trim()))), path).toBe(true);
    }
    // For the owner alone, as everything in the store.
    const { stdout: open } = await machine.exec([
      'find',
      `${stateFolder}/snapshots`,
      '-mindepth',
      '1',
      '-perm',
      '/077',
      '!',
      '-type',
      'l',
    ]);
    expect(open).toBe('');

    // What is not held is said, and is not held.
    const plan = await maint(machine, ['plan', 'rollback', 'gateway', ...options]);
    const upgrade = await maint(machine, ['plan', 'upgrade', 'gateway', '--to', '1.26', ...options]);
    expect(plan.code).toBe(3);
    expect(JSON.stringify(upgrade.document)).toContain(
      'Not resolved, so not in the snapshot: alias /srv/by-host/$host/',
    );
    expect(JSON.stringify(upgrade.document)).toContain('Not there, so not in the snapshot: /srv/gone');
    const findings = upgrade.document.findings as readonly { id: string; message: string; blocks: boolean }[];
    expect(findings.filter(({ id: one }) => one === 'not-in-snapshot')).toMatchObject([
      { blocks: false, message: expect.stringMatching(/refers to \/,.*folder of the system/) },
      { blocks: false, message: expect.stringMatching(/app\.fifo lies in the tree.*no file, folder or link/) },
      { blocks: false, message: expect.stringMatching(/dangling lies in the tree.*leads to nothing/) },
    ]);
    expect([...held.keys()].some((path) => path.includes('/cache'))).toBe(false);
    expect([...held.keys()].some((path) => path.startsWith('/usr/bin'))).toBe(false);
    expect(existsSync(`${folder}/${id}`)).toBe(true);
  },
  200_000,
  { sideBySide: true },
);

/** A site as sites are: keys, passwords, a part of the configuration, Lua and pages that lie all over the machine. */
function layElsewhere(machine: Machine, gateway: PracticeGateway): readonly string[] {
  const at = (path: string) => machine.path(path);
  for (const folder of ['/etc/flatnet/tls', '/etc/flatnet/extra', '/opt/site lua/lib', '/srv/pages/deep'])
    mkdirSync(at(folder), { recursive: true });
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', at('/etc/flatnet/tls/site.key')];
  const cert = ['-out', at('/etc/flatnet/tls/site.pem'), '-days', '9', '-subj', '/CN=site'];
  execFileSync('openssl', ['req', '-x509', ...key, ...cert], { stdio: 'ignore' });
  writeFileSync(at('/etc/flatnet/htpasswd'), 'admin:{PLAIN}practice\n');
  writeFileSync(at('/opt/site lua/hello.lua'), 'ngx.say("hello")\n');
  writeFileSync(at('/opt/site lua/lib/own.lua'), 'return {}\n');
  writeFileSync(at('/opt/started.lua'), 'return true\n');
  writeFileSync(at('/srv/pages/deep/頁.html'), 'page');
  writeFileSync(at('/etc/flatnet/extra/limits.conf'), 'client_max_body_size 5m;\n');
  writeFileSync(
    at('/etc/flatnet/extra/tls.conf'),
    `proxy_cache_path ${gateway.home}/cache keys_zone=site:1m;
server {
  listen 8443 ssl;
  ssl_certificate /etc/flatnet/tls/site.pem;
  ssl_certificate_key "/etc/flatnet/tls/site.key";
  auth_basic site;
  auth_basic_user_file ../../../../../../etc/flatnet/htpasswd;
  location /lua { content_by_lua_file "/opt/site lua/hello.lua"; }
  location /pages { alias /srv/pages; }
  location /hosts { alias /srv/by-host/$host/; }
  location /gone { root /srv/gone; }
  location /all { root /; }
}
`,
  );
  const conf = readFileSync(at(gateway.config), 'utf8');
  const changed = conf
    .replace(/lua_package_path "(.*)"/, 'lua_package_path "$1;/opt/site lua/lib/?.lua"')
    .replace('init_by_lua_block {', "init_by_lua_block { dofile('/opt/started.lua')")
    .replace('    map $http_upgrade', '    include /etc/flatnet/extra/*.conf;\n    map $http_upgrade');
  writeFileSync(at(gateway.config), changed);
  return [
    '/etc/flatnet/tls/site.pem',
    '/etc/flatnet/tls/site.key',
    '/etc/flatnet/htpasswd',
    '/opt/site lua/hello.lua',
    '/opt/site lua/lib/own.lua',
    '/opt/started.lua',
    '/srv/pages/deep/頁.html',
    '/etc/flatnet/extra/tls.conf',
    '/etc/flatnet/extra/limits.conf',
  ];
}
