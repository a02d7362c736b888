import { MaintError } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config/read.ts';
import { references } from '../src/config/references.ts';
import { foldersWritten, keptOfTree, outsideOf } from '../src/outside.ts';

const places = { home: '/gw', confFolder: '/gw/conf' };

async function configOf(main: string, files: Readonly<Record<string, string>> = {}) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  for (const [path, text] of Object.entries({ '/gw/conf/nginx.conf': main, ...files })) world.file(path, text);
  const host = view('local', 60_000);
  return { world, host, config: await readConfig(host.files, '/gw/conf/nginx.conf') };
}
const refer = async (main: string) => references((await configOf(main)).config, places);

describe('a path that the configuration refers to', () => {
  test.each([
    ['a certificate, from the folder of the configuration', 'ssl_certificate tls/a.pem;', '/gw/conf/tls/a.pem'],
    ['its key', 'ssl_certificate_key "/etc/tls/a b.key";', '/etc/tls/a b.key'],
    ['one for an upstream', 'proxy_ssl_trusted_certificate ca.pem;', '/gw/conf/ca.pem'],
    ['one for Lua', 'lua_ssl_trusted_certificate /etc/ca.pem;', '/etc/ca.pem'],
    ['parameters', 'ssl_dhparam dh.pem;', '/gw/conf/dh.pem'],
    ['a key of tickets', 'ssl_session_ticket_key /run/ticket;', '/run/ticket'],
    ['passwords', 'auth_basic_user_file htpasswd;', '/gw/conf/htpasswd'],
    ['Lua, from the prefix', 'content_by_lua_file lua/a.lua;', '/gw/lua/a.lua'],
    ['Lua that sets a variable', 'set_by_lua_file $x /srv/x.lua 1;', '/srv/x.lua'],
    ['Lua that chooses a certificate', 'ssl_certificate_by_lua_file /srv/tls.lua;', '/srv/tls.lua'],
    ['a search path of Lua', 'lua_package_path "/srv/lua/?.lua;;";', '/srv/lua'],
    ['one below the prefix', 'lua_package_path "$prefix/lualib/?/init.lua;;";', '/gw/lualib'],
    ['one of compiled Lua', 'lua_package_cpath "/srv/so/?.so";', '/srv/so'],
    ['a string of Lua', 'init_by_lua_block { dofile("/srv/init.lua") }', '/srv/init.lua'],
    ['a search path in Lua', "init_by_lua_block { package.path = '/srv/more/?.lua;' .. package.path }", '/srv/more'],
    ['old Lua in quotes', `init_by_lua "dofile('/srv/old.lua')";`, '/srv/old.lua'],
    ['pages', 'root html;', '/gw/html'],
    ['pages elsewhere', 'alias /srv/pages/;', '/srv/pages/'],
    ['a module', 'load_module modules/x.so;', '/gw/modules/x.so'],
    ['a database of places', 'geoip2 /var/geo.mmdb { }', '/var/geo.mmdb'],
    ['a stylesheet', 'xslt_stylesheet a.xslt;', '/gw/conf/a.xslt'],
    ['a script', 'js_import main from /srv/main.js;', '/srv/main.js'],
    ['a value of a map', 'map $host $x { a /etc/tls/a.pem; }', '/etc/tls/a.pem'],
    ['a variable’s value', 'set $x /srv/x.bin;', '/srv/x.bin'],
    ['an include that is not there', 'include /etc/gone.conf;', '/etc/gone.conf'],
  ])('is %s', async (_, text, path) => {
    expect((await refer(text)).reads.map((one) => one.path)).toEqual([path]);
  });

  test.each([
    ['an address', 'location /a { return 301 /b; } rewrite ^ /c; try_files /d /e; error_page 404 /404.html;'],
    ['a pattern of includes that finds nothing', 'include none/*.conf;'],
    ['what is switched off', 'auth_basic_user_file off; ssl_client_certificate "";'],
    ['a condition, which may well be false', 'if (-f /gw/drain) { return 404; }'],
    ['a word without a slash', 'worker_processes 2; charset utf-8;'],
    ['a comment', '# root /srv/x;\n'],
  ])('is not %s', async (_, text) => {
    const { reads, unresolved } = await refer(text);
    expect([reads, unresolved]).toEqual([[], []]);
  });

  test.each([
    ['a variable', 'ssl_certificate /etc/tls/$ssl_server_name.pem;', '/etc/tls/$ssl_server_name.pem'],
    ['a variable in pages', 'root /srv/$host;', '/srv/$host'],
    ['a key in an engine', 'ssl_certificate_key engine:pkcs11:1;', 'engine:pkcs11:1'],
    ['a search path from wherever nginx was started', 'lua_package_path "lua/?.lua";', 'lua'],
  ])('cannot be known: %s', async (_, text, value) => {
    const { reads, unresolved } = await refer(text);
    expect([reads, unresolved.map((one) => one.value)]).toEqual([[], [value]]);
  });

  test('is one that is written: logs, caches, the pid', async () => {
    const text = `pid run/gw.pid; error_log logs/e.log; access_log logs/$host.log; access_log off; access_log syslog:server=a;
      proxy_cache_path /var/cache/gw keys_zone=a:1m; client_body_temp_path tmp/body;`;
    const { reads, writes } = await refer(text);
    expect(reads).toEqual([]);
    expect(writes).toEqual(['/gw/run/gw.pid', '/gw/logs/e.log', '/gw/logs', '/var/cache/gw', '/gw/tmp/body']);
  });
});

describe('what lies elsewhere', () => {
  const around = { ...places, tree: '/gw', configTree: null, keeps: ['conf', 'html'], generations: '/gen' };
  const look = async (main: string, files: Readonly<Record<string, string>>) => {
    const { host, config, world } = await configOf(main, files);
    return { world, again: () => outsideOf(host, config, around), ...(await outsideOf(host, config, around)) };
  };

  test('is kept once, by its real path, and what the snapshot holds anyway is not kept again', async () => {
    const main = `include /etc/gw/*.conf; root html; alias /srv/pages; auth_basic_user_file /srv/pages/passwd;
      ssl_certificate /etc/tls/live.pem; ssl_dhparam dh.pem;`;
    const { conf, ...files } = {
      conf: '',
      '/gw/conf/dh.pem': '1',
      '/gw/html/index.html': '1',
      '/etc/gw/a.conf': 'ssl_certificate_key /etc/tls/live.key;',
      '/srv/pages/index.html': 'page',
      '/srv/pages/passwd': 'a:b',
      '/etc/tls/live.pem': 'PEM',
      '/etc/tls/live.key': 'KEY',
    };
    const found = await look(main, files);
    expect(conf).toBe('');
    expect(found.outside).toEqual({
      paths: ['/etc/gw/a.conf', '/etc/tls/live.key', '/etc/tls/live.pem', '/srv/pages'],
      notes: [],
      left: [],
    });
    expect(found.bytes).toBe('ssl_certificate_key /etc/tls/live.key;PEMKEYpagea:b'.length);
    found.world.link('/etc/tls/live.pem', '/etc/tls/2026.pem');
    found.world.file('/etc/tls/2026.pem', 'NEW');
    expect((await found.again()).outside.paths).toContain('/etc/tls/2026.pem');
  });

  test('and is not there, or known only to a request, is said', async () => {
    const { outside } = await look('ssl_certificate /etc/gone.pem; root /srv/$host; set $x /srv/maybe;', {});
    expect(outside).toEqual({
      paths: [],
      notes: [
        'Not resolved, so not in the snapshot: root /srv/$host, in /gw/conf/nginx.conf.',
        'Not there, so not in the snapshot: /etc/gone.pem, which ssl_certificate in /gw/conf/nginx.conf names.',
      ].toSorted(),
      left: [],
    });
  });

  test.each([
    ['the root of the system', 'root /;', '/', 'it is a folder of the system'],
    ['a folder of the system', 'root /var/lib;', '/var/lib', 'it is a folder of the system'],
    ['what holds the generations', 'root /gen/..;', '/', 'it is a folder of the system'],
    ['too many files', 'root /srv/many;', '/srv/many', 'more than 512 MiB or 10000 entries'],
  ])('and is %s is not copied, and said', async (_, main, path, why) => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`/srv/many/${n}`, '']));
    const { outside } = await look(main, { '/gen/x': '1', '/var/lib/x': '1', ...(main.includes('many') ? many : {}) });
    expect(outside).toMatchObject({ paths: [], left: [{ path, why: expect.stringContaining(why) }] });
  });

  test('in its own tree, that the program writes, is told apart from what it is', async () => {
    const { writes } = await look('pid run/gw.pid; error_log /gw/logs/e.log; access_log /var/log/a.log;', {});
    expect(writes).toEqual(['logs/e.log', 'run/gw.pid']);
  });

  test('is no folder that is written when it is read from as well', async () => {
    const { writes } = await look('root html; access_log html/$host.log; access_log var/$host.log;', {
      '/gw/html/index.html': '1',
    });
    expect(writes).toEqual(['var']);
  });

  test('and cannot be looked at does not keep anybody from looking at the gateway', async () => {
    const { host, config } = await configOf('root /srv/nfs;', { '/srv/nfs/index.html': '1' });
    const list = async (path: string) => {
      if (path === '/srv/nfs') throw new MaintError('E_FILE_REFUSED', 'the share is not ours to read', 'ask');
      return host.files.list(path);
    };
    const { outside } = await outsideOf({ ...host, files: { ...host.files, list } }, config, around);
    expect(outside.left).toEqual([{ path: '/srv/nfs', why: expect.stringContaining('the share is not ours') }]);
  });

  test('and is one file that is too large is not copied, and said', async () => {
    const { host, config } = await configOf('alias /srv/disk.iso;', { '/srv/disk.iso': '1' });
    const stat = async (path: string) => {
      const found = await host.files.stat(path);
      return found === null || path !== '/srv/disk.iso' ? found : { ...found, bytes: 8 * 2 ** 30 };
    };
    const { outside } = await outsideOf({ ...host, files: { ...host.files, stat } }, config, around);
    expect(outside).toMatchObject({
      paths: [],
      left: [{ path: '/srv/disk.iso', why: expect.stringContaining('512 MiB') }],
    });
  });
});

test('a folder that only holds what the program writes is one that its tree does not work without', () => {
  expect(foldersWritten(['gw.pid', 'logs/sites/a.log', 'upload_temp/body'])).toEqual([
    'logs',
    'logs/sites',
    'upload_temp',
  ]);
});

test('of the tree a snapshot keeps neither what the program writes nor what has no content, and says what else is left out', async () => {
  const { world, host } = await configOf('', {
    '/gw/html/index.html': '1',
    '/gw/cache/a/b': 'cached',
    '/gw/var/lib/a': '1',
    '/gw/var/run/gw.pid': '7',
    '/srv/pages/index.html': '1',
    '/gw/nginx.sock': '',
    '/gw/app.sock': '',
  });
  world.link('/gw/pages', '/srv/pages');
  world.link('/gw/gone', '/srv/gone');
  world.link('/gw/all', '/');
  const stat = async (path: string) => {
    const found = await host.files.stat(path);
    return found !== null && path.endsWith('.sock') ? { ...found, kind: 'other' as const } : found;
  };
  const names = ['all', 'app.sock', 'cache', 'conf', 'gone', 'html', 'nginx.sock', 'pages', 'var'];
  const kept = await keptOfTree(
    { ...host, files: { ...host.files, stat } },
    names,
    ['cache', 'nginx.sock', 'var/run/gw.pid'],
    { home: '/gw', tree: '/gw', configTree: null, generations: '/gen' },
  );
  expect(kept.keeps).toEqual(['conf', 'html', 'pages', 'var/lib']);
  expect(kept.special).toEqual(['app.sock']);
  expect(kept.frame).toEqual(['all', 'cache', 'gone', 'var', 'var/run']);
  expect(kept.left).toEqual([
    { path: '/gw/all', why: 'it is a folder of the system' },
    { path: '/gw/app.sock', why: '/gw/app.sock is no file, folder or link' },
    { path: '/gw/gone', why: 'the link leads to nothing' },
  ]);
});
