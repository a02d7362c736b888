import { sha256 } from '@flatnet-maint/core';
import { memoryHosts, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { readConfigFolder } from '../src/config/config-folder.ts';

const read = (set: (world: World) => void) => {
  const hosts = memoryHosts({ profile: 'posix' });
  set(hosts.world);
  return readConfigFolder(hosts.view('local', 60_000).files, '/new');
};

test('a folder is its files, with the text of those that are small and text', async () => {
  const wanted = await read((world) => {
    world.file('/new/a.conf', 'a');
    world.file('/new/sub/b.pem', new Uint8Array([0xff, 0xfe]), 0o600);
    world.file('/new/sub/big', 'x'.repeat(262_145));
  });
  expect(wanted.files).toEqual([
    { path: 'a.conf', sha256: sha256('a'), bytes: 1, mode: 0o644, text: 'a' },
    { path: 'sub/b.pem', sha256: sha256(new Uint8Array([0xff, 0xfe])), bytes: 2, mode: 0o600 },
    { path: 'sub/big', sha256: expect.any(String), bytes: 262_145, mode: 0o644 },
  ]);
});

test.each<[string, string, number, (world: World) => void]>([
  ['nothing is there', 'E_CONFIG_FOLDER', 2, () => {}],
  ['it is a file', 'E_CONFIG_FOLDER', 2, (world) => world.file('/new', 'x')],
  ['it is empty', 'E_CONFIG_EMPTY', 2, (world) => world.folder('/new/sub')],
  ['it holds a link', 'E_CONFIG_KIND', 3, (world) => world.link('/new/a', '/etc/shadow')],
  [
    'it holds too many files',
    'E_CONFIG_LARGE',
    3,
    (world) => {
      for (let n = 0; n <= 1_000; n += 1) world.file(`/new/${n}`, '');
    },
  ],
  ['it holds too much', 'E_CONFIG_LARGE', 3, (world) => world.file('/new/a', new Uint8Array(64 * 1_048_576 + 1))],
])('is refused when %s', async (_, code, exit, set) => {
  await expect(read(set)).rejects.toMatchObject({ code, exit });
});
