import { describe, expect, test } from 'vitest';
import { conf, knownHost, stockConf } from './known-host.ts';

const home = '/srv/flatnet/openresty';
async function valuesOf(text: string, others: Readonly<Record<string, string>> = {}) {
  const { world, tree, found } = knownHost();
  tree(home, '1.26.3', { conf: text });
  for (const [path, content] of Object.entries(others)) world.file(path, content);
  const [candidate] = (await found()).candidates;
  const all = (candidate?.values ?? []).map(({ key, value, how }) => [key.join('.'), { value, how }] as const);
  return Object.fromEntries(all);
}
const site = async (servers: string) => (await valuesOf(`events {} http { ${servers} }`))['probes.site']?.value;

describe('where the site answers', () => {
  const health = 'location = /health { return 200; }';
  test.each([
    ['the server of /health', `server { listen 90; } server { listen 8090; ${health} }`, 'http://127.0.0.1:8090'],
    ['its port 80 before others', `server { listen 8090; listen 80; ${health} }`, 'http://127.0.0.1:80'],
    ['its own address', `server { listen 192.0.2.7:8090; ${health} }`, 'http://192.0.2.7:8090'],
    ['every address as loopback', `server { listen *:80; ${health} }`, 'http://127.0.0.1:80'],
    ['every address of version 6 as its loopback', `server { listen [::]:80; ${health} }`, 'http://[::1]:80'],
    [
      'port 80 when nobody serves /health',
      `server { listen 443 ssl; } ${'server { listen 80; }'}`,
      'http://127.0.0.1:80',
    ],
    ['no encrypted socket', `server { listen 443 ssl; listen 81; ${health} }`, 'http://127.0.0.1:81'],
    ['no socket that wants the proxy protocol', `server { listen 80 proxy_protocol; ${health} }`, null],
    [
      'no server of a stream',
      `} stream { server { listen 80; proxy_pass 10.0.0.1:80; } } http { server { listen 8090; ${health} }`,
      'http://127.0.0.1:8090',
    ],
    ['nothing of an upstream', 'upstream a { server 10.0.0.1:80; } server { listen 90; }', null],
  ])('%s', async (_, servers, url) => expect(await site(servers)).toBe(url));

  test('what is not found is to be filled in, with the reason', async () => {
    const values = await valuesOf('events {} http { server { listen 90; } }');
    for (const key of ['probes.site', 'probes.api', 'routes.boot', 'drain'])
      expect(values[key]).toEqual({ value: null, how: expect.stringMatching(/^fill in: .* without/) });
    expect(Object.values(values).every(({ how }) => !how.includes('\n'))).toBe(true);
  });
});

test('each value says where it was seen', async () => {
  expect(await valuesOf(conf(home))).toEqual({
    home: { value: home, how: 'found: on the disk, in /srv/flatnet' },
    'probes.site': { value: 'http://127.0.0.1:80', how: `found: listen 80 in ${home}/conf/nginx.conf` },
    'probes.api': { value: 'http://10.100.1.1:8080', how: `found: listen 10.100.1.1:8080 in ${home}/conf/nginx.conf` },
    'routes.boot': { value: 'boot/routes.json', how: `found: in ${home}/conf/nginx.conf` },
    drain: { value: null, how: expect.stringMatching(/^fill in/) },
  });
});

test('files that include each other are followed once, and an address that nginx does not take hides nothing', async () => {
  const many = Array.from({ length: 30 }, (_, n) => [`${home}/conf/sites/${n}.conf`, 'include sites/*.conf;']);
  const values = await valuesOf(
    'events {} http { include sites/*.conf; server { listen [fe80::1%eth0]:8080; } server { listen 80; } }',
    Object.fromEntries(many),
  );
  expect(values['probes.site']?.value).toBe('http://127.0.0.1:80');
});

test('servers, locations and switches are found through includes, by the path of the home too', async () => {
  const values = await valuesOf(`events {} http { include sites/*.conf; }`, {
    [`${home}/conf/sites/a.conf`]: `server { listen 80; include ${home}/conf/parts/api.conf; include parts/drain.conf; }`,
    [`${home}/conf/parts/api.conf`]: 'location ^~ /api/status { return 200; } location = /health { return 200; }',
    [`${home}/conf/parts/drain.conf`]: `if (-f ${home}/run/drain) { rewrite ^(.*)$ /.close$1; } location ^~ /.close/ { keepalive_timeout 0; }`,
  });
  expect(values['probes.api']?.value).toBe('http://127.0.0.1:80');
  expect(values.drain).toEqual({ value: 'run/drain', how: `found: in ${home}/conf/parts/drain.conf` });
});

describe('the drain switch', () => {
  const drain = async (text: string) =>
    (await valuesOf(`events {} http { server { listen 80; ${text} } }`)).drain?.value;
  const closing = 'location ^~ /.close/ { keepalive_timeout 0; }';
  test.each([
    ['a page of maintenance', `if (-f ${home}/off) { return 503; } ${closing}`],
    ['a rewrite to a page', `if (-f ${home}/off) { rewrite ^ /off.html; } ${closing}`],
    ['a file elsewhere', `if (-f /run/off) { rewrite ^(.*)$ /.close$1; } ${closing}`],
    ['one of a location only', `location / { if (-f ${home}/off) { rewrite ^(.*)$ /.close$1; } } ${closing}`],
    ['a way out of the home', `if (-f ${home}/../off) { rewrite ^(.*)$ /.close$1; } ${closing}`],
  ])('is not %s', async (_, text) => expect(await drain(text)).toBeNull());

  test('is a file that leads into a location without kept connections', async () => {
    expect(
      await drain(`location / { root html; } if (-f "${home}/drain") { rewrite ^(.*)$ /.close$1; } ${closing}`),
    ).toBe('drain');
  });
});

describe('the file of container routes', () => {
  const boot = async (text: string) => (await valuesOf(`events {} http { ${text} }`))['routes.boot']?.value;
  test.each([
    [
      'handed to Lua',
      `init_worker_by_lua_block { -- it's here\n require('r').load( '${home}/state/list' ) }`,
      'state/list',
    ],
    ['handed to Lua in a word', `init_worker_by_lua 'require("r").load("${home}/a.json")';`, 'a.json'],
    ['named', `server { set $routes ${home}/boot/routes-now.json; }`, 'boot/routes-now.json'],
    ['elsewhere is none', 'init_worker_by_lua_block { require("r").load("/run/routes.json") }', undefined],
    [
      'is not the one that a comment of Lua names',
      `init_worker_by_lua_block { -- r.load("${home}/old.json")\n --[[ r.load("${home}/older.json") ]] r.load("${home}/a.json") }`,
      'a.json',
    ],
    ['in a comment is none', `# ${home}/boot/routes.json`, undefined],
  ])('%s', async (_, text, path) => expect(await boot(text)).toBe(path ?? null));
});

test('a configuration outside of the tree is named when somebody starts the gateway with it, or when it names the home', async () => {
  const outside = '/srv/flatnet/config/nginx.conf';
  const configOf = async (how: { runs?: string; unit?: string; inside?: string }) => {
    const { world, tree, runs, found } = knownHost();
    tree(home, '1.26.3', { conf: how.inside ?? stockConf });
    world.file(outside, conf(home));
    if (how.runs !== undefined) runs(home, { title: how.runs });
    if (how.unit !== undefined) world.file('/etc/systemd/system/gw.service', `[Service]\nExecStart=${how.unit}\n`);
    return (await found()).candidates[0]?.values.find(({ key }) => key[0] === 'config') ?? null;
  };
  const start = `${home}/sbin/nginx -p ${home}`;
  const command = { value: outside, how: expect.stringMatching(/^found: command line of process \d+$/) };
  expect(await configOf({ runs: `${start} -c ${outside}` })).toMatchObject(command);
  expect(await configOf({ runs: start })).toBeNull();
  expect(await configOf({ runs: `${start} -c conf/nginx.conf` })).toBeNull();
  expect(await configOf({ unit: `${start} -c ${outside}` })).toMatchObject({ how: 'found: systemd unit gw' });
  expect(await configOf({ unit: start })).toBeNull();
  expect(await configOf({})).toMatchObject({ value: outside, how: expect.stringContaining('it names') });
  expect(await configOf({ inside: conf(home) })).toBeNull();
});
