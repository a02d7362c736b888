import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Machine, maint, newestJournal, practiceGateway, startMaint, until } from '../../src/index.ts';
import { maintArgv } from '../../src/scenarios/maint.ts';
import { touchedBy } from '../acceptance/seen.ts';
import { machineTest } from '../machine-test.ts';

const secret = 'qHunter2q';
const pem = `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`;

machineTest(
  'evidence of a gateway is whole and without secrets, changes nothing, and is had in every state that hands leave',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    await gateway.start();
    await gateway.startContainer();
    const site = ['--site', gateway.siteFile];
    const inside = (path: string) => machine.path(path);
    const conf = readFileSync(inside(gateway.config), 'utf8');
    const key = '/srv/flatnet/tls/a.key';
    mkdirSync(inside('/srv/flatnet/tls'));
    writeFileSync(inside(key), pem);
    writeFileSync(
      inside(gateway.config),
      conf.replace(
        'server_tokens off;',
        `server_tokens off;\n proxy_set_header Authorization "Bearer ${secret}";\n ssl_certificate_key ${key};`,
      ),
    );
    appendFileSync(inside(`${gateway.tree}/logs/access.log`), `10.0.0.9 - "GET /x?token=${secret} HTTP/1.1" 200\n`);
    mkdirSync(inside('/mnt/usb'), { recursive: true });

    // Alive, with its site file.
    const packing = () => maint(machine, ['evidence', 'gateway', '--to', '/mnt/usb/a.tar', ...site]);
    const seen = await touchedBy(machine, packing, ['/srv', '/etc', '/var', '/opt', '/run/flatnet', '/mnt']);
    expect(seen.touched.sort()).toEqual(['/mnt/usb', '/mnt/usb/a.tar', '/mnt/usb/a.tar.sha256']);
    expect(seen.result).toMatchObject({ code: 0, document: { file: '/mnt/usb/a.tar', masked: expect.any(Number) } });
    expect(seen.result.tookMs).toBeLessThan(10_000);
    const alive = opened(machine, '/mnt/usb/a.tar');
    const files = (path: string) => `gateway/files${path}`;
    expect(alive.names).toEqual(
      expect.arrayContaining([
        'site/flatnet.yaml',
        'host/listeners.json',
        files(gateway.config),
        files(`${gateway.home}/conf/mime.types`),
        files(`${gateway.root}/logs/error.log`),
        files(`${gateway.home}/logs/access.log`),
        files(gateway.pidFile),
        `gateway/listing${gateway.home}.txt`,
      ]),
    );
    expect(alive.read(files(gateway.config))).toContain('proxy_set_header Authorization ***;');
    expect(alive.read(files(`${gateway.home}/logs/access.log`))).toContain('"GET /x?token=*** HTTP/1.1" 200');
    expect(alive.read(`gateway/version${gateway.home}.txt`)).toMatch(
      new RegExp(`nginx version: .*/${up.parts.older.version}`),
    );
    expect(alive.read('gateway/routes.txt')).toMatch(/^200\n.*"app"/);
    const listeners = JSON.parse(alive.read('host/listeners.json')) as {
      port: number;
      holders: { argv: string[] }[];
    }[];
    expect(listeners.find(({ port }) => port === 80)?.holders[0]?.argv).toContain('nginx: ');
    expect(alive.absent).toContainEqual(expect.objectContaining({ path: key, sha256: expect.any(String) }));

    // A name that is taken, and a folder that is not there.
    const taken = await maint(machine, ['evidence', '--to', '/mnt/usb/a.tar', ...site]);
    expect(taken).toMatchObject({ code: 3, document: { error: { code: 'E_FILE_EXISTS' } } });
    expect(await maint(machine, ['evidence', '--to', '/mnt/no/a.tar'])).toMatchObject({ code: 3 });

    // In the middle of a run, which goes on as if nobody had looked.
    writeFileSync(inside(gateway.config), conf);
    const run = startMaint(machine, ['upgrade', 'gateway', '--to', '1.26', '--soak', '8s', '--yes', ...site]);
    await until(() => newestJournal(machine).entries.some(({ type }) => type === 'verdict'), 60_000);
    const during = await maint(machine, ['evidence', '--to', '/mnt/usb/b.tar', ...site]);
    expect(during.code).toBe(0);
    const middle = opened(machine, '/mnt/usb/b.tar');
    const open = newestJournal(machine).run;
    expect(middle.read('state/open/run').trim()).toBe(open);
    expect(middle.read(`state/runs/${open}/journal.jsonl`)).toContain('"type":"opened"');
    expect(middle.read('services/flatnet-maint-guard.unit')).toContain('ExecStart=');
    expect((await run.ended).document).toMatchObject({ outcome: 'committed' });

    // The site file broken, the state damaged, the home moved away by hand, and nothing running.
    await gateway.stop();
    writeFileSync(inside(gateway.siteFile), `gateway: [\n  token: ${secret}\n`);
    rmSync(inside('/var/lib/flatnet-maint/runs'), { recursive: true });
    writeFileSync(inside('/var/lib/flatnet-maint/runs'), 'not a folder');
    writeFileSync(inside('/var/lib/flatnet-maint/last-good/gateway.json'), '{');
    const broken = await maint(machine, ['evidence', '--to', '/mnt/usb/c.tar', ...site]);
    expect(broken.code).toBe(0);
    const torn = opened(machine, '/mnt/usb/c.tar');
    expect(torn.read('site/flatnet.yaml')).toContain('gateway: [');
    expect(torn.read('state/last-good/gateway.json')).toBe('{');
    expect(torn.names).toContain('host/processes.json');

    // Home gone, as in the middle of the manual's own way of upgrading; the site file is whole again.
    await gateway.offer([]);
    renameSync(inside(gateway.home), inside(`${gateway.home}-old`));
    expect((await maint(machine, ['evidence', '--to', '/mnt/usb/d.tar', ...site])).code).toBe(0);
    expect(opened(machine, '/mnt/usb/d.tar').absent.map(({ path }) => path)).toContain(gateway.config);

    // Somebody who is not root, with no site file: what he may not see is named.
    await machine.exec(['sh', '-c', 'chmod 755 /root; chmod 700 /var/lib/flatnet-maint; mkdir -m 777 /mnt/all']);
    const anybody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const plain = await machine.exec([...anybody, ...maintArgv('evidence', '--to', '/mnt/all/e.tar', '--json')]);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    const few = opened(machine, '/mnt/all/e.tar');
    expect(few.names).toContain('host/processes.json');
    expect(few.absent).toContainEqual({ path: '/var/lib/flatnet-maint', why: expect.stringContaining('EACCES') });
    expect(existsSync(inside('/mnt/all/e.tar.sha256'))).toBe(true);
  },
  180_000,
);

/** As whoever gets it opens it, after the real sha256sum has read it. */
function opened(machine: Machine, file: string) {
  const path = machine.path(file);
  const into = mkdtempSync(join(tmpdir(), 'evidence-'));
  onTestFinished(() => rmSync(into, { recursive: true }));
  execFileSync('sha256sum', ['-c', '--status', `${path}.sha256`], { cwd: join(path, '..') });
  expect(readFileSync(path).includes(secret)).toBe(false);
  execFileSync('tar', ['-xf', path, '-C', into]);
  const top = join(into, readdirSync(into)[0] ?? '');
  execFileSync('sha256sum', ['-c', '--status', 'SHA256SUMS'], { cwd: top });
  const { files, absent } = JSON.parse(readFileSync(join(top, 'MANIFEST.json'), 'utf8')) as {
    files: { path: string }[];
    absent: { path: string; why: string; sha256?: string }[];
  };
  return { names: files.map((one) => one.path), absent, read: (name: string) => readFileSync(join(top, name), 'utf8') };
}
