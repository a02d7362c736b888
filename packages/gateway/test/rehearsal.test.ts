import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { directives } from '../src/config/directives.ts';
import { writeRehearsal } from '../src/config/rehearsal.ts';

/** The rehearsal of a configuration: its files in the folder, shown as directives, and the ports. */
async function rehearsed(main: string, others: Readonly<Record<string, string>> = {}) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file('/gen/2/conf/nginx.conf', main);
  world.file('/gen/2/html/index.html', 'hello');
  world.file('/gen/2/logs/error.log', 'before');
  for (const [path, text] of Object.entries(others)) world.file(path, text);
  const { host } = lend('local', 60_000, 'run');
  const before = new Map(Object.keys(others).map((path) => [path, world.text(path)]));
  const { main: written, ports } = await writeRehearsal(host.files, {
    mainConfig: '/gen/2/conf/nginx.conf',
    tree: '/gen/2',
    folder: '/gen/.rehearsal',
    portAt: (index) => 21_100 + index,
    moves: [{ from: '/home/gw', to: '/gen/2' }],
  });
  for (const [path, text] of before) expect(world.text(path)).toBe(text);
  const shown = (path: string) =>
    directives(world.text(path) ?? '').map(({ name, args }) => [name, ...args.map((arg) => arg.value)].join(' '));
  return { world, written, ports: Object.fromEntries(ports), shown };
}
const listening = 'pid x; error_log x; listen 80;';
const listens = async (text: string, others: Readonly<Record<string, string>> = {}) => {
  const { shown, written, ports } = await rehearsed(`pid x; error_log x; ${text}`, others);
  return { lines: shown(written).filter((line) => line.startsWith('listen')), ports };
};

describe('every listen becomes a private port of the loopback', () => {
  test.each([
    ['80', { '0.0.0.0:80': 21_100 }],
    ['*:8080', { '0.0.0.0:8080': 21_100 }],
    ['10.0.0.1:8080', { '10.0.0.1:8080': 21_100 }],
    ['10.0.0.1', { '10.0.0.1:80': 21_100 }],
    ['[::]:80', { ':::80': 21_100 }],
    ['[fd00::1]:80', { 'fd00::1:80': 21_100 }],
  ])('%s', async (form, ports) => {
    expect(await listens(`listen ${form};`)).toEqual({ lines: ['listen 127.0.0.1:21100'], ports });
  });

  test.each([
    ['ssl and default_server stay', 'listen 443 ssl default_server;', 'listen 127.0.0.1:21100 ssl default_server'],
    [
      'http2 and proxy_protocol stay',
      'listen 443 http2 proxy_protocol;',
      'listen 127.0.0.1:21100 http2 proxy_protocol',
    ],
    [
      'what belongs to the real socket goes',
      'listen 80 reuseport bind fastopen=3 backlog=511;',
      'listen 127.0.0.1:21100 backlog=511',
    ],
    ['what only IPv6 knows goes', 'listen [::]:80 ipv6only=on ssl;', 'listen 127.0.0.1:21100 ssl'],
  ])('%s', async (_, text, line) => expect((await listens(text)).lines).toEqual([line]));

  test.each([
    ['a server that names none has port 80', 'http { server { location / { return 200; } } }', 1],
    ['also where a later one names its own', 'http { server { } server { listen 81; } }', 2],
    ['one that includes its address names it there', 'http { server { include listen.conf; } }', 1],
    ['a server of an upstream is none', 'http { upstream a { server 10.0.0.1; } server { listen 80; } }', 1],
  ])('%s', async (_, text, count) => {
    const { ports } = await rehearsed(`pid x; error_log x; ${text}`, { '/gen/2/conf/listen.conf': 'listen 80;' });
    expect(Object.keys(ports)).toHaveLength(count);
    expect(ports['0.0.0.0:80']).toBeDefined();
  });

  test('servers that share an address share the port, and others have their own', async () => {
    const text =
      'server { listen 80; listen [::]:80; } server { listen *:80; } server { listen 81; } server { listen 10.0.0.1:80; }';
    const { lines, ports } = await listens(text);
    expect(lines.map((line) => line.slice(-5))).toEqual(['21100', '21101', '21100', '21102', '21103']);
    expect(ports).toEqual({ '0.0.0.0:80': 21_100, ':::80': 21_101, '0.0.0.0:81': 21_102, '10.0.0.1:80': 21_103 });
  });

  test('a socket in the file system moves into the folder', async () => {
    expect((await listens('listen unix:/run/gw.sock; listen 80;')).lines[0]).toBe(
      'listen unix:/gen/.rehearsal/gw.sock',
    );
  });

  test('a configuration that listens nowhere cannot be rehearsed', async () => {
    await expect(rehearsed('events {}')).rejects.toMatchObject({ code: 'E_CONFIG_NO_LISTEN' });
  });
});

describe('nothing outside of the folder is written', () => {
  test.each([
    ['the pid file', 'pid /run/nginx.pid;', 'pid /gen/.rehearsal/nginx.pid'],
    ['the lock file', 'lock_file /run/nginx.lock;', 'lock_file /gen/.rehearsal/nginx.lock'],
    ['the error log', 'error_log /var/log/e.log warn;', 'error_log /gen/.rehearsal/logs/error.log warn'],
    [
      'an error log elsewhere',
      'error_log syslog:server=unix:/dev/log info;',
      'error_log /gen/.rehearsal/logs/error.log info',
    ],
    ['an access log', 'access_log /var/log/a.log main buffer=32k;', 'access_log off'],
    ['an access log that is off', 'access_log off;', 'access_log off'],
    [
      'uploads',
      'client_body_temp_path /var/tmp/body 1 2;',
      'client_body_temp_path /gen/.rehearsal/client_body_temp_path',
    ],
    ['answers of the upstream', 'proxy_temp_path /var/tmp/proxy;', 'proxy_temp_path /gen/.rehearsal/proxy_temp_path'],
    [
      'the cache',
      'proxy_cache_path /var/cache/gw keys_zone=a:1m;',
      'proxy_cache_path /gen/.rehearsal/proxy_cache_path-0 keys_zone=a:1m',
    ],
  ])('%s', async (_, text, line) => {
    const { shown, written } = await rehearsed(`${text} ${listening}`);
    expect(shown(written)).toContain(line);
  });

  test('two caches stay two', async () => {
    const { shown, written } = await rehearsed(
      `proxy_cache_path /c/a keys_zone=a:1m; proxy_cache_path /c/b keys_zone=b:1m; ${listening}`,
    );
    expect(
      new Set(
        shown(written)
          .filter((line) => line.startsWith('proxy_cache_path'))
          .map((line) => line.split(' ')[1]),
      ).size,
    ).toBe(2);
  });

  test('a pid file and a log that only the build names are named, for those it has built in are the live one’s', async () => {
    const { shown, written } = await rehearsed('events {} http { error_log /var/log/e.log; server { listen 80; } }');
    expect(shown(written)).toEqual(
      expect.arrayContaining(['pid /gen/.rehearsal/nginx.pid', 'error_log /gen/.rehearsal/logs/error.log']),
    );
    expect(shown(written).indexOf('error_log /gen/.rehearsal/logs/error.log')).toBeLessThan(
      shown(written).indexOf('events'),
    );
  });

  test('it is started as a daemon with a master, whatever the configuration says', async () => {
    const { shown, written } = await rehearsed(`daemon off; master_process off; ${listening}`);
    expect(shown(written).join()).not.toMatch(/daemon|master_process/);
  });
});

describe('files that are included', () => {
  test.each([
    ['relative', 'include sites/*.conf;', '/gen/2/conf/sites/a.conf', '/gen/.rehearsal/conf/sites/a.conf'],
    [
      'by the path of the home',
      'include /home/gw/conf/sites/a.conf;',
      '/gen/2/conf/sites/a.conf',
      '/gen/.rehearsal/conf/sites/a.conf',
    ],
    [
      'by a pattern below the home',
      'include /home/gw/conf/sites/*.conf;',
      '/gen/2/conf/sites/a.conf',
      '/gen/.rehearsal/conf/sites/a.conf',
    ],
  ])('%s, are the copy in the folder', async (_, include, path, copy) => {
    const { shown, ports } = await rehearsed(`pid x; error_log x; ${include}`, { [path]: 'listen 80;' });
    expect(shown(copy)).toEqual(['listen 127.0.0.1:21100']);
    expect(ports).toEqual({ '0.0.0.0:80': 21_100 });
  });

  test.each([
    ['by path', 'include /etc/shared/a.conf; include /etc/shared/b.conf;'],
    ['by a pattern', 'include /etc/shared/*.conf;'],
    ['by a pattern of folders', 'include /etc/*/?.conf;'],
  ])('outside of the configuration, %s, never listen on the real port', async (_, include) => {
    const { world, written, ports, shown } = await rehearsed(`pid x; error_log x; ${include}`, {
      '/etc/shared/a.conf': 'server { listen 80; access_log /var/log/a.log; }',
      '/etc/shared/b.conf': 'server { listen 81; }',
    });
    expect(ports).toEqual({ '0.0.0.0:80': 21_100, '0.0.0.0:81': 21_101 });
    const reached = (path: string): string[] =>
      shown(path).flatMap((line) => (line.startsWith('include ') ? reached(line.slice(8)) : [line]));
    expect(reached(written).filter((line) => /^(listen|access_log)/.test(line))).toEqual([
      'listen 127.0.0.1:21100',
      'access_log off',
      'listen 127.0.0.1:21101',
    ]);
    expect(world.text(written)).not.toContain('/etc/');
  });

  test('Lua and everything else stay as they will run, with the paths of the new tree', async () => {
    const { shown, written, world } = await rehearsed(
      `init_by_lua_block { dofile("/home/gw/lua/a.lua") } root html; ${listening}`,
    );
    expect(world.text(written)).toContain('dofile("/gen/2/lua/a.lua")');
    expect(shown(written)).toContain('root html');
    expect(world.text('/gen/.rehearsal/html/index.html')).toBe('hello');
    expect(world.text('/gen/.rehearsal/logs/error.log')).toBeNull();
  });
});

test('what lies behind a linked folder of the configuration is read and never written to', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file('/gen/2/conf/nginx.conf', `${listening} include shared/*.conf;`);
  world.file('/etc/shared/users.conf', 'listen 8080; access_log /var/log/users.log;');
  world.link('/gen/2/conf/shared', '/etc/shared');
  const { host } = lend('local', 60_000, 'run');
  const { ports } = await writeRehearsal(host.files, {
    mainConfig: '/gen/2/conf/nginx.conf',
    tree: '/gen/2',
    folder: '/gen/.rehearsal',
    portAt: (index) => 21_100 + index,
    moves: [],
  });
  expect(world.text('/etc/shared/users.conf')).toBe('listen 8080; access_log /var/log/users.log;');
  expect([...ports.keys()]).toEqual(['0.0.0.0:80', '0.0.0.0:8080']);
  expect(world.text('/gen/.rehearsal/conf/shared/users.conf')).toContain('listen "127.0.0.1:21101"');
});
