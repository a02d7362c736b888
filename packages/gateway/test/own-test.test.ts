import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posixHosts } from '@flatnet-maint/host';
import { memoryHosts, type Program, snapshot } from '@flatnet-maint/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ownTest } from '../src/own-test.ts';

const conf = 'pid /run/gw.pid; error_log /srv/home/logs/e.log; events {} http { include /srv/home/conf/sites/*.conf; }';

function gateway(answer: Program = () => ({})) {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  world.file('/srv/tree/sbin/nginx', '1', 0o755);
  world.file('/srv/tree/conf/nginx.conf', conf);
  world.file('/srv/tree/conf/sites/a.conf', 'server { listen 10.9.9.9:80; root /srv/home/html; }');
  world.folder('/srv/tree/client_body_temp');
  world.folder('/srv/tree/html');
  const calls: (readonly string[])[] = [];
  const seen: Record<string, string> = {};
  world.programs.set('/srv/tree/sbin/nginx', async (call) => {
    calls.push(call.argv);
    if (call.argv[1] === '-V')
      return { stderr: 'nginx version: nginx/1.26.3\nconfigure arguments: --http-scgi-temp-path=/var/lib/scgi' };
    const main = call.argv.at(-1) as string;
    seen.main = world.text(main) ?? '';
    seen.site = world.text(main.replace('nginx.conf', 'sites/a.conf')) ?? '';
    return answer(call);
  });
  const ask = (how: Partial<Parameters<typeof ownTest>[1]> = {}) =>
    ownTest(hosts.view('local', 60_000), {
      tree: '/srv/tree',
      home: '/srv/home',
      mainConfig: '/srv/tree/conf/nginx.conf',
      configFolder: null,
      ...how,
    });
  return { world, ask, seen, calls };
}

describe("a tree's own test", () => {
  test('passes on a copy whose pid, logs, folders and ports are its own, and leaves nothing', async () => {
    const { world, ask, seen, calls } = gateway();
    world.start({ exe: '/srv/other', listens: [{ port: 21_100 }] });
    const before = snapshot(world);
    expect(await ask()).toEqual({ ok: true, said: 'the configuration passes its test' });
    expect(snapshot(world)).toEqual({ ...before, files: { ...before.files, '/tmp': 'folder 0755 0:0' } });
    expect(calls.at(-1)).toEqual([
      '/srv/tree/sbin/nginx',
      '-t',
      '-p',
      '/tmp/scratch-1/nginx',
      '-e',
      '/tmp/scratch-1/nginx/logs/error.log',
      '-c',
      '/tmp/scratch-1/nginx/conf/nginx.conf',
    ]);
    expect(seen.main).toContain('pid "/tmp/scratch-1/nginx/nginx.pid"');
    expect(seen.main).toContain('scgi_temp_path "/tmp/scratch-1/nginx/scgi_temp_path"');
    // The address is none of this host's, and the port 21100 is taken.
    expect(seen.site).toContain('listen "127.0.0.1:21101"');
    expect(seen.site).toContain('root /srv/tree/html');
  });

  test('fails in the words of the program, with the paths where people look', async () => {
    const { ask } = gateway(({ argv }) => ({
      code: 1,
      stderr: `nginx: [emerg] unknown directive "x" in ${argv.at(-1)}:3\nnginx: configuration file ${argv.at(-1)} test failed\n`,
    }));
    expect(await ask()).toEqual({
      ok: false,
      said: 'the configuration fails its test: nginx: [emerg] unknown directive "x" in /srv/tree/conf/nginx.conf:3',
    });
  });

  test('names a file that is included from elsewhere by its own path', async () => {
    const { world, ask } = gateway(({ argv }) => ({
      code: 1,
      stderr: `nginx: [emerg] wrong in ${argv.at(-1)?.replace('nginx.conf', '.outside-1')}:1`,
    }));
    world.file('/srv/tree/conf/nginx.conf', 'events {} http { include /etc/shared.conf; }');
    world.file('/etc/shared.conf', 'server { listen 80; }');
    expect((await ask()).said).toMatch(/wrong in \/etc\/shared\.conf:1$/);
  });

  test.each<[string, Program, RegExp]>([
    [
      'when a key may not be read',
      () => ({ code: 1, stderr: 'nginx: [emerg] open() "/k" failed (13: Permission denied)' }),
      /could not be asked: .*Permission denied/,
    ],
    [
      'when the program hangs',
      async ({ spends }) => void (await spends(60_000)),
      /could not be asked: .*did not end within/,
    ],
  ])('cannot be asked %s', async (_, answer, said) => {
    const { ask } = gateway(answer);
    const { ok, said: words } = await ask();
    expect({ ok, words }).toEqual({ ok: null, words: expect.stringMatching(said) });
  });

  test('cannot be asked without a program, a program that starts, or a configuration', async () => {
    const { world, ask } = gateway();
    expect(await ask({ mainConfig: '/srv/none/nginx.conf' })).toMatchObject({
      ok: null,
      said: expect.stringContaining('/srv/none/nginx.conf'),
    });
    world.programs.set('/srv/tree/sbin/nginx', () => ({ code: 127, stderr: 'error while loading\nshared libraries' }));
    expect(await ask()).toMatchObject({
      ok: null,
      said: expect.stringMatching(/does not start \(code 127\): error while loading \| shared/),
    });
    world.remove('/srv/tree/sbin/nginx');
    expect(await ask()).toEqual({ ok: null, said: 'it cannot be tested: there is no program /srv/tree/sbin/nginx' });
  });
});

test.skipIf(process.platform === 'win32')(
  'on a real disk nothing is written through the links of a configuration, and no key is copied',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'own-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [tree, repository] = [`${folder}/tree`, `${folder}/repository`];
    for (const one of [`${tree}/sbin`, `${repository}/sites`, `${repository}/ssl`]) mkdirSync(one, { recursive: true });
    writeFileSync(
      `${tree}/sbin/nginx`,
      `#!/bin/sh\n[ "$1" = -V ] && exit 0\n[ -L "$3/conf/ssl/site.key" ] && grep -q 127.0.0.1 "$3/conf/sites/a.conf"\n`,
    );
    chmodSync(`${tree}/sbin/nginx`, 0o755);
    writeFileSync(`${repository}/nginx.conf`, `events {} http { include sites/*.conf; }`);
    writeFileSync(`${repository}/sites/a.conf`, 'server { listen 80; }');
    writeFileSync(`${repository}/ssl/site.key`, 'key');
    mkdirSync(`${folder}/conf`);
    for (const name of ['sites', 'ssl', 'nginx.conf']) symlinkSync(`${repository}/${name}`, `${folder}/conf/${name}`);
    symlinkSync('.', `${folder}/conf/again`);
    symlinkSync(`${folder}/conf`, `${tree}/conf`);
    const how = { tree, home: `${folder}/home`, mainConfig: `${tree}/conf/nginx.conf`, configFolder: null };
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('flatnet-maint-'));
    const got = await ownTest(posixHosts({ ids: ['local'] }).view('local', 20_000), how);
    expect(got).toEqual({ ok: true, said: 'the configuration passes its test' });
    expect(readFileSync(`${repository}/sites/a.conf`, 'utf8')).toBe('server { listen 80; }');
    expect(readdirSync(repository).sort()).toEqual(['nginx.conf', 'sites', 'ssl']);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('flatnet-maint-'))).toEqual(before);
  },
);
