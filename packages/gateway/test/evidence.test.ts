import type { Candidate, EvidencePiece, FoundTree } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { evidence } from '../src/evidence.ts';

const home = '/srv/flatnet/openresty';
const tree = (path: string, more: Partial<FoundTree> = {}): FoundTree => ({
  path,
  role: 'aside',
  version: null,
  exe: null,
  dated: '2026-01-02T03:04:05Z',
  test: { ok: null, said: '' },
  lastAccess: null,
  ...more,
});
const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  path: home,
  running: true,
  sure: true,
  why: '',
  values: [
    { key: ['home'], value: home, how: '' },
    { key: ['routes', 'boot'], value: 'boot/routes.json', how: '' },
    { key: ['probes', 'api'], value: 'http://10.100.1.1:8080', how: '' },
  ],
  trees: [tree(home, { role: 'live' })],
  remarks: [],
  best: null,
  ...more,
});

function world() {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  world.file(`${home}/sbin/nginx`, 'program', 0o755);
  world.file(
    `${home}/conf/nginx.conf`,
    [
      'pid /run/flatnet/nginx.pid;',
      'error_log logs/error.log warn;',
      'http { access_log /var/log/flatnet/$host.log; access_log /var/log/flatnet/all.log; access_log onsite/a.log; include sites/*.conf;',
      'server { listen 443 ssl; ssl_certificate /etc/tls/a.pem; ssl_certificate_key /etc/tls/a.key;',
      'auth_basic_user_file /etc/tls/users; } }',
    ].join('\n'),
  );
  world.file(`${home}/conf/sites/a.conf`, 'server { listen 80; }');
  for (const path of ['logs/error.log', 'logs/access.log', 'boot/routes.json']) world.file(`${home}/${path}`, 'x');
  return { world, host: hosts.view('local', 10_000) };
}
const told = (pieces: readonly EvidencePiece[]) =>
  pieces
    .map((piece) => `${piece.kind} ${piece.as}${piece.kind === 'command' ? ` ${piece.argv.join(' ')}` : ''}`)
    .sort();

test('configuration with all its includes, logs, pid, certificates, kept routes, version, listing and live routes', async () => {
  const { host, world: here } = world();
  here.link(`${home}/current`, 'conf');
  const pieces = await evidence(candidate(), host);
  expect(told(pieces)).toMatchInlineSnapshot(`
    [
      "command version/srv/flatnet/openresty.txt /srv/flatnet/openresty/sbin/nginx -V",
      "file files/etc/tls/a.key",
      "file files/etc/tls/a.pem",
      "file files/run/flatnet/nginx.pid",
      "file files/srv/flatnet/openresty/boot/routes.json",
      "file files/srv/flatnet/openresty/conf/nginx.conf",
      "file files/srv/flatnet/openresty/conf/sites/a.conf",
      "file files/srv/flatnet/openresty/logs/access.log",
      "file files/srv/flatnet/openresty/logs/error.log",
      "file files/srv/flatnet/openresty/onsite/a.log",
      "file files/var/log/flatnet/$host.log",
      "file files/var/log/flatnet/all.log",
      "text listing/srv/flatnet/openresty.txt",
      "text routes.txt",
    ]
  `);
  expect(pieces.find(({ as }) => as === `listing${home}.txt`)).toMatchObject({
    text: expect.stringMatching(
      /^\/srv\/flatnet\/openresty\nfolder 0755 .* boot\n[\s\S]*link {3}0777 .* current -> conf\n/,
    ),
  });
  // Nobody answers in this world, and that is what it says.
  expect(pieces.find(({ as }) => as === 'routes.txt')).toMatchObject({
    text: expect.stringContaining('10.100.1.1:8080'),
  });
});

test('what hands left beside it is looked at too, half-copied or gone', async () => {
  const { host, world: here } = world();
  here.file(`${home}-old/sbin/nginx`, 'program', 0o755);
  here.file(`${home}-old/conf/nginx.conf`, 'include sites/old.conf;');
  here.file(`${home}-old/conf/sites/old.conf`, '');
  here.file(`${home}-new/conf/mime.types`, '');
  here.remove(home);
  const trees = [tree(`${home}-old`, { exe: 'd1' }), tree(`${home}-new`), tree(`${home}-kept`, { exe: 'd1' })];
  const pieces = told(await evidence(candidate({ running: false, trees }), host));
  expect(pieces).toEqual(
    expect.arrayContaining([
      `file files${home}/conf/nginx.conf`,
      `file files${home}-old/conf/nginx.conf`,
      `file files${home}-old/conf/sites/old.conf`,
      `file files${home}-new/conf/nginx.conf`,
      `text listing${home}-new.txt`,
    ]),
  );
});

test('a program of one digest is asked once, and a configuration of its own is read where it lies', async () => {
  const { host, world: here } = world();
  here.file('/srv/flatnet/config/nginx.conf', 'events {}');
  for (const name of ['a', 'b']) here.file(`/srv/flatnet/generations/gateway/${name}/sbin/nginx`, 'p', 0o755);
  const values = [
    ...candidate().values,
    { key: ['config'] as const, value: '/srv/flatnet/config/nginx.conf', how: '' },
  ];
  const trees = ['a', 'b'].map((name) => tree(`/srv/flatnet/generations/gateway/${name}`, { exe: 'same' }));
  const pieces = told(await evidence(candidate({ values, trees }), host));
  expect(pieces.filter((piece) => piece.startsWith('command'))).toHaveLength(2);
  expect(pieces).toContain('file files/srv/flatnet/config/nginx.conf');
});
