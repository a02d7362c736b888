import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { parseListen } from '../src/config/listen.ts';
import { readConfig, valuesOf } from '../src/config/read.ts';

function reading(files: Readonly<Record<string, string>>) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  for (const [path, text] of Object.entries(files)) world.file(path, text);
  return view('local', 60_000).files;
}
const pathsOf = async (files: Readonly<Record<string, string>>, place?: (path: string) => string) =>
  (await readConfig(reading(files), '/gw/conf/nginx.conf', place)).files.map((file) => file.path);

test.each([
  ['a relative path, from the folder of the main file', 'include mime.types;', ['/gw/conf/mime.types']],
  ['an absolute path', 'include /etc/shared/tls.conf;', ['/etc/shared/tls.conf']],
  ['a pattern, in the order of names', 'include sites/*.conf;', ['/gw/conf/sites/a.conf', '/gw/conf/sites/b.conf']],
  [
    'a pattern that is only a star, which hidden files do not match',
    'include sites/*;',
    ['/gw/conf/sites/a.conf', '/gw/conf/sites/b.conf', '/gw/conf/sites/c.off'],
  ],
  ['a pattern with one letter', 'include sites/?.conf;', ['/gw/conf/sites/a.conf', '/gw/conf/sites/b.conf']],
  ['a pattern with a set', 'include sites/[bx].*;', ['/gw/conf/sites/b.conf']],
  ['a pattern with a set turned round', 'include sites/[!b].conf;', ['/gw/conf/sites/a.conf']],
  ['a pattern in a folder’s name', 'include s*/a.conf;', ['/gw/conf/sites/a.conf']],
  ['a quoted path with a space', 'include "with space/x.conf";', ['/gw/conf/with space/x.conf']],
  ['a pattern that nothing matches', 'include none/*.conf;', []],
  ['a comment', '# include mime.types;\n', []],
])('includes: %s', async (_, main, found) => {
  const files = {
    '/gw/conf/mime.types': 'types {}',
    '/gw/conf/sites/b.conf': '',
    '/gw/conf/sites/a.conf': '',
    '/gw/conf/sites/c.off': '',
    '/gw/conf/sites/.a.conf.swp': '',
    '/gw/conf/sites/.hidden.conf': '',
    '/gw/conf/with space/x.conf': '',
    '/etc/shared/tls.conf': '',
  };
  expect(await pathsOf({ ...files, '/gw/conf/nginx.conf': main })).toEqual(['/gw/conf/nginx.conf', ...found]);
});

test('includes of includes are read from the folder of the main file, each file once, also in a ring', async () => {
  const files = {
    '/gw/conf/nginx.conf': 'http { include sites/a.conf; include sites/b.conf; }',
    '/gw/conf/sites/a.conf': 'server { listen 80; include snippets/tls.conf; }',
    '/gw/conf/sites/b.conf': 'server { listen 81; include snippets/tls.conf; include nginx.conf; }',
    '/gw/conf/snippets/tls.conf': 'listen 443 ssl;',
  };
  expect(await pathsOf(files)).toEqual([
    '/gw/conf/nginx.conf',
    '/gw/conf/sites/a.conf',
    '/gw/conf/snippets/tls.conf',
    '/gw/conf/sites/b.conf',
  ]);
  const config = await readConfig(reading(files), '/gw/conf/nginx.conf');
  expect(valuesOf(config, 'listen')).toEqual(['80', '443', '81']);
});

test('an absolute include is looked for where it will lie', async () => {
  const files = { '/gw/conf/nginx.conf': 'include /home/conf/a.conf;', '/gw/conf/a.conf': '' };
  expect(await pathsOf(files, (path) => path.replace('/home/', '/gw/'))).toEqual([
    '/gw/conf/nginx.conf',
    '/gw/conf/a.conf',
  ]);
});

test('a configuration that is not there is refused with what to correct', async () => {
  await expect(pathsOf({})).rejects.toMatchObject({ code: 'E_CONFIG_ABSENT' });
});

test.each([
  ['80', '0.0.0.0', 80],
  ['*:8080', '0.0.0.0', 8080],
  ['*', '0.0.0.0', 80],
  ['10.0.0.1:8080', '10.0.0.1', 8080],
  ['10.0.0.1', '10.0.0.1', 80],
  ['[::]:443', '::', 443],
  ['[fd00::1]', 'fd00::1', 80],
  ['localhost:8080', 'localhost', 8080],
])('listen %s is %s, port %i', (value, address, port) => expect(parseListen(value)).toEqual({ address, port }));

test('a socket in the file system is no port', () => expect(parseListen('unix:/run/gw.sock')).toBeNull());
