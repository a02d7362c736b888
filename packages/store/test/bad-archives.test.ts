import { truncateSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { addRelease } from '../src/add-release.ts';
import { checkLinks } from '../src/check-links.ts';
import { ARCHIVE_LIMITS, manifestDigest, manifestOf, unpackRelease, verifyRelease } from '../src/index.ts';
import type { Ports } from '../src/release-source.ts';
import { disk, lay } from './disk-files.ts';
import { type Packed, releaseOf, tarOf } from './packed.ts';

const good: Packed = { path: 'top/good', content: '1' };
const cases: readonly (readonly [what: string, code: string, entries: readonly Packed[]])[] = [
  ['a path that goes up', 'E_ARCHIVE_TRAVERSAL', [good, { path: 'top/../../evil', content: '1' }]],
  ['a path that goes up and comes back', 'E_ARCHIVE_TRAVERSAL', [good, { path: 'top/../top/evil', content: '1' }]],
  ['a path that goes up with backslashes', 'E_ARCHIVE_TRAVERSAL', [good, { path: 'top\\..\\..\\evil', content: '1' }]],
  ['an absolute path', 'E_ARCHIVE_ABSOLUTE', [good, { path: '/tmp/evil', content: '1' }]],
  ['an absolute path of Windows', 'E_ARCHIVE_ABSOLUTE', [good, { path: 'C:\\evil', content: '1' }]],
  ['a share of Windows', 'E_ARCHIVE_ABSOLUTE', [good, { path: '\\\\host\\share', content: '1' }]],
  ['a link to outside', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: '../../outside' }]],
  ['a link to just beside the tree', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: '../top/good' }]],
  ['an absolute link', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: '/etc/passwd' }]],
  ['a link to a drive', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: 'C:/x' }]],
  [
    'a link that leaves through another link',
    'E_ARCHIVE_LINK',
    [
      good,
      { path: 'top/a/b/c', content: '1' },
      { path: 'top/d', to: 'a/b' },
      { path: 'top/x/e', to: '../d/../../../out' },
    ],
  ],
  [
    'a link that stays in by its letters, but not when the other link is followed',
    'E_ARCHIVE_LINK',
    [good, { path: 'top/a/b/dot', to: '../..' }, { path: 'top/a/b/l', to: 'dot/../x' }],
  ],
  [
    'the same with the other link in another case',
    'E_ARCHIVE_LINK',
    [good, { path: 'top/a/b/dot', to: '../..' }, { path: 'top/a/b/l', to: 'DOT/../x' }],
  ],
  ['links in a circle', 'E_ARCHIVE_LINK', [good, { path: 'top/a', to: 'b' }, { path: 'top/b', to: 'a' }]],
  ['a file below a link', 'E_ARCHIVE_COLLISION', [good, { path: 'top/d', to: '.' }, { path: 'top/d/x', content: '1' }]],
  ['a hard link to outside', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: 'etc/passwd', type: 'Link' }]],
  [
    'a hard link to a file of that name in another folder',
    'E_ARCHIVE_LINK',
    [good, { path: 'top/l', to: 'etc/good', type: 'Link' }],
  ],
  ['a hard link that goes up', 'E_ARCHIVE_TRAVERSAL', [good, { path: 'top/l', to: '../../x', type: 'Link' }]],
  ['an absolute hard link', 'E_ARCHIVE_ABSOLUTE', [good, { path: 'top/l', to: '/etc/passwd', type: 'Link' }]],
  [
    'a hard link to a link',
    'E_ARCHIVE_LINK',
    [good, { path: 'top/s', to: 'good' }, { path: 'top/l', to: 'top/s', type: 'Link' }],
  ],
  ['a fifo', 'E_ARCHIVE_SPECIAL', [good, { path: 'top/p', type: 'FIFO' }]],
  ['a device', 'E_ARCHIVE_SPECIAL', [good, { path: 'top/null', type: 'CharacterDevice' }]],
  ['a sparse file', 'E_ARCHIVE_SPECIAL', [good, { path: 'top/s', type: 'SparseFile' }]],
  [
    'a sparse file in its newer form',
    'E_ARCHIVE_SPECIAL',
    [
      good,
      { path: 'PaxHeader/s', type: 'ExtendedHeader', content: '22 GNU.sparse.major=1\n' },
      { path: 'top/s', content: '1' },
    ],
  ],
  ['names that differ by case', 'E_ARCHIVE_COLLISION', [good, { path: 'top/GOOD', content: '2' }]],
  [
    'folders that differ by case',
    'E_ARCHIVE_COLLISION',
    [good, { path: 'top/D/x', content: '2' }, { path: 'top/d/y', content: '2' }],
  ],
  [
    'two spellings of one letter',
    'E_ARCHIVE_COLLISION',
    [good, { path: 'top/\u00e9', content: '1' }, { path: 'top/e\u0301', content: '2' }],
  ],
  ['a file twice', 'E_ARCHIVE_COLLISION', [good, { ...good, content: 'other' }]],
  ['a file that is a folder too', 'E_ARCHIVE_COLLISION', [good, { path: 'top/good/x', content: '1' }]],
  ...['CON', 'nul.txt', 'top/aux', 'lpt1', 'a:b', 'dot.', 'space ', 'COM1 .log', 'line\nfeed'].map(
    (name) =>
      [`the name ${JSON.stringify(name)}`, 'E_ARCHIVE_NAME', [good, { path: `top/x/${name}`, content: '1' }]] as const,
  ),
  ['a name longer than file systems take', 'E_ARCHIVE_NAME', [good, { path: `top/${'x'.repeat(256)}`, content: '1' }]],
  ['a long name in few letters', 'E_ARCHIVE_NAME', [good, { path: `top/${'あ'.repeat(86)}`, content: '1' }]],
  ['a path longer than systems take', 'E_ARCHIVE_NAME', [good, { path: `${'top/'.repeat(1_100)}x`, content: '1' }]],
  ['a path of 3,000 folders', 'E_ARCHIVE_NAME', [good, { path: `${'a/'.repeat(3_000)}x`, content: '1' }]],
  ['a link longer than systems take', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: `${'./'.repeat(2_100)}good` }]],
  ['a link of 400,000 names', 'E_ARCHIVE_LINK', [good, { path: 'top/l', to: `${'./'.repeat(400_000)}good` }]],
  ['nothing but folders', 'E_ARCHIVE_EMPTY', [{ path: 'top/' }]],
];

test.each(cases)('%s is refused, and nothing is written anywhere', async (_what, code, entries) => {
  const { files, root, paths } = disk();
  lay(`${root}/in/side`, {});
  const release = releaseOf(`${root}/a.tar`, entries);
  const before = paths();
  await expect(unpackRelease(files, release, `${root}/in/side/tree`)).rejects.toMatchObject({ code, exit: 3 });
  await expect(verifyRelease(files, release)).rejects.toMatchObject({ code });
  expect(paths()).toEqual(before);
});

test('links that stay in the tree are kept, also through each other', async () => {
  const { files, root } = disk();
  const links = [
    { path: 'top/a/b/up', to: '../..' },
    { path: 'top/c', to: 'a/b/up/good' },
    { path: 'top/later', to: 'logs/not-there-yet' },
  ];
  const { manifest } = await unpackRelease(files, releaseOf(`${root}/a.tar`, [good, ...links]), `${root}/tree`);
  expect(manifest.filter(({ kind }) => kind === 'link').map(({ path }) => path)).toEqual(['a/b/up', 'c', 'later']);
});

test('links that lead through each other without an end in sight are not followed for hours', () => {
  const winding = (to: string) => `${'a/../'.repeat(200)}${to}`;
  const entries = Array.from({ length: 20_000 }, (_, n) => ({
    kind: 'link' as const,
    path: `l${n}`,
    to: winding(n < 38 ? `l${n + 1}` : n === 38 ? 'good' : 'l1'),
  }));
  expect(() => checkLinks('a.tar', entries)).toThrow('turns');
  const many = Array.from({ length: 100_000 }, (_, n) => ({
    kind: 'link' as const,
    path: `a/b/c/l${n}`,
    to: '../../x',
  }));
  expect(() => checkLinks('a.tar', many)).not.toThrow();
});

test('a link out of a folder release is refused too', async () => {
  const { files, root, paths } = disk();
  lay(`${root}/folder`, { x: '1', l: '-> ../../etc' });
  const release = {
    path: `${root}/folder`,
    version: '1',
    sha256: manifestDigest(await manifestOf(files, `${root}/folder`)),
  };
  await expect(unpackRelease(files, release, `${root}/tree`)).rejects.toMatchObject({ code: 'E_ARCHIVE_LINK' });
  expect(paths()).toEqual(['folder', 'folder/l', 'folder/x']);
});

test('a bomb is stopped by its ratio, its size and its number of entries', async () => {
  const { files, root, paths } = disk();
  const zeros = releaseOf(`${root}/zeros.tar.gz`, [{ path: 'zeros', content: Buffer.alloc(40 * 1024 * 1024) }]);
  await expect(unpackRelease(files, zeros, `${root}/tree`)).rejects.toMatchObject({ code: 'E_ARCHIVE_TOO_LARGE' });
  const small = { limits: { ...ARCHIVE_LIMITS, bytes: 6000 } };
  const big = releaseOf(`${root}/big.tar`, [{ path: 'x', content: Buffer.alloc(9000) }]);
  await expect(unpackRelease(files, big, `${root}/tree`, small)).rejects.toMatchObject({ code: 'E_ARCHIVE_TOO_LARGE' });
  const hard = Array.from({ length: 4 }, (_, n) => ({ path: `l${n}`, to: 'x', type: 'Link' as const }));
  const copies = releaseOf(`${root}/copies.tar`, [{ path: 'x', content: Buffer.alloc(2000) }, ...hard]);
  await expect(unpackRelease(files, copies, `${root}/tree`, small)).rejects.toMatchObject({
    code: 'E_ARCHIVE_TOO_LARGE',
  });
  const headers = Array.from({ length: 20 }, (_, n) => ({ path: `e${n}` }));
  const empty = releaseOf(`${root}/empty.tar`, [{ path: 'x', content: '1' }, ...headers]);
  await expect(unpackRelease(files, empty, `${root}/tree`, small)).rejects.toMatchObject({
    code: 'E_ARCHIVE_TOO_LARGE',
  });
  const few = { limits: { ...ARCHIVE_LIMITS, entries: 3 } };
  const many = releaseOf(`${root}/many.tar`, [{ path: 'a/b/c/d', content: '1' }]);
  await expect(unpackRelease(files, many, `${root}/tree`, few)).resolves.toBeDefined();
  const more = releaseOf(`${root}/more.tar`, [
    { path: 'a/b/c/d', content: '1' },
    { path: 'e', content: '1' },
  ]);
  await expect(unpackRelease(files, more, `${root}/tree2`, few)).rejects.toMatchObject({ code: 'E_ARCHIVE_TOO_LARGE' });
  const roots = Array.from({ length: 4 }, () => ({ path: './' }));
  const same = releaseOf(`${root}/same.tar`, [...roots, { path: 'e', content: '1' }]);
  await expect(unpackRelease(files, same, `${root}/tree2`, few)).rejects.toMatchObject({ code: 'E_ARCHIVE_TOO_LARGE' });
  expect(paths().filter((path) => path.startsWith('tree2'))).toEqual([]);
});

test('a file larger than an archive may be is not read', async () => {
  const { files, root } = disk();
  truncateSync(writeEmpty(`${root}/huge-1.2.tar.gz`), ARCHIVE_LIMITS.bytes + 1);
  const reading = { ...files, read: () => expect.fail('it was read') };
  await expect(
    verifyRelease(reading, { path: `${root}/huge-1.2.tar.gz`, version: '1.2', sha256: 'ab'.repeat(32) }),
  ).rejects.toMatchObject({ code: 'E_ARCHIVE_TOO_LARGE' });
  const ports = { files: reading } as unknown as Ports;
  const how = { version: null, sha256: null, signature: null, keys: [] };
  await expect(addRelease(ports, `${root}/store`, `${root}/huge-1.2.tar.gz`, how)).rejects.toMatchObject({
    code: 'E_ARCHIVE_TOO_LARGE',
  });
});

function writeEmpty(path: string): string {
  writeFileSync(path, '');
  return path;
}

test('a damaged archive is refused, wherever the damage is', async () => {
  const { files, root, paths } = disk();
  const whole = tarOf([good, { path: 'top/b', content: 'x'.repeat(600) }]);
  const flipped = Buffer.from(whole);
  flipped[1024 + 3] = 0x7a;
  const damaged = {
    'cut in content': whole.subarray(0, 1024 + 512 + 100),
    'cut between entries': whole.subarray(0, 1024),
    'no end mark': tarOf([good], { end: false }),
    'a header with another checksum': flipped,
    'no tar at all': Buffer.from('hello'.repeat(300)),
    'gzip in place of tar': gzipSync(whole),
    nothing: Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(damaged)) {
    for (const ending of ['tar', 'tar.gz']) {
      const release = releaseOf(`${root}/a.${ending}`, bytes);
      await expect(unpackRelease(files, release, `${root}/tree`), `${what} ${ending}`).rejects.toMatchObject({
        code: 'E_ARCHIVE_DAMAGED',
      });
    }
  }
  const cutGzip = releaseOf(`${root}/b.tar`, gzipSync(whole).subarray(0, 60));
  const { rename } = files;
  await rename(`${root}/b.tar`, `${root}/b.tgz`);
  await expect(unpackRelease(files, { ...cutGzip, path: `${root}/b.tgz` }, `${root}/tree`)).rejects.toMatchObject({
    code: 'E_ARCHIVE_DAMAGED',
  });
  expect(paths()).toEqual(['a.tar', 'a.tar.gz', 'b.tgz']);
});

test('another ending is refused with what is understood', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.7z`, [good]);
  await expect(verifyRelease(files, release)).rejects.toMatchObject({
    code: 'E_ARCHIVE_ENDING',
    message: expect.stringContaining('.tar.gz, .tgz, .tar.xz, .txz, .zip, .tar'),
  });
});
