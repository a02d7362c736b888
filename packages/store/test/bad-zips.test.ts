import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { ARCHIVE_LIMITS, unpackRelease, verifyRelease } from '../src/index.ts';
import { disk, lay } from './disk-files.ts';
import { releaseOf, tarOf } from './packed.ts';
import { type Zipped, zipOf } from './zipped.ts';

const good: Zipped = { path: 'top/good', content: 'good content, several times: good good good' };
const link = (path: string, to: string): Zipped => ({ path, content: to, unix: 0o120777 });
const zeros = (mib: number) => Buffer.alloc(mib * 1024 * 1024);

/** A name in the field that programs of Unix believe before the header. */
function secondName(first: string, second: string): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + second.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(Buffer.from(first)), 5);
  return Buffer.concat([field, Buffer.from(second)]);
}

/** The field for sizes that 32 bits do not hold, and the header that sends its reader there. */
function wide(size: number, packedSize: number) {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packedSize), 12);
  return { size: 0xffff_ffff, packedSize: 0xffff_ffff, extra };
}
const stored: Zipped = { path: 'top/stored', content: 'as it is', stored: true, central: { size: 8 } };

const cases: readonly (readonly [what: string, code: string, zip: Buffer])[] = [
  ['a path that goes up', 'E_ARCHIVE_TRAVERSAL', zipOf([good, { path: 'top/../../evil', content: '1' }])],
  [
    'a path that goes up with backslashes',
    'E_ARCHIVE_TRAVERSAL',
    zipOf([good, { path: 'top\\..\\..\\evil', content: '1' }]),
  ],
  ['an absolute path', 'E_ARCHIVE_ABSOLUTE', zipOf([good, { path: '/etc/evil', content: '1' }])],
  ['a path with a drive', 'E_ARCHIVE_ABSOLUTE', zipOf([good, { path: 'C:\\evil', content: '1' }])],
  ['a name with a backslash', 'E_ARCHIVE_NAME', zipOf([good, { path: 'top\\evil', content: '1' }])],
  ['a name with a zero byte', 'E_ARCHIVE_NAME', zipOf([good, { path: 'top/a\0.txt', content: '1' }])],
  ['a device of Windows', 'E_ARCHIVE_NAME', zipOf([good, { path: 'top/NUL.txt', content: '1' }])],
  ['a hidden stream of Windows', 'E_ARCHIVE_NAME', zipOf([good, { path: 'top/a:b', content: '1' }])],
  ['a link to outside', 'E_ARCHIVE_LINK', zipOf([good, link('top/l', '../../outside')])],
  ['an absolute link', 'E_ARCHIVE_LINK', zipOf([good, link('top/l', '/etc/passwd')])],
  ['a file below a link', 'E_ARCHIVE_COLLISION', zipOf([good, link('top/d', '.'), { path: 'top/d/x', content: '1' }])],
  ['links in a circle', 'E_ARCHIVE_LINK', zipOf([good, link('top/a', 'b'), link('top/b', 'a')])],
  ['a device', 'E_ARCHIVE_SPECIAL', zipOf([good, { path: 'top/null', unix: 0o020666 }])],
  ['a fifo', 'E_ARCHIVE_SPECIAL', zipOf([good, { path: 'top/p', unix: 0o010644 }])],
  ['names that differ by case', 'E_ARCHIVE_COLLISION', zipOf([good, { path: 'top/GOOD', content: '2' }])],
  ['a file twice', 'E_ARCHIVE_COLLISION', zipOf([good, { ...good, content: 'other' }])],
  ['a file that is a folder by its mode', 'E_ARCHIVE_DAMAGED', zipOf([good, { path: 'top/d', unix: 0o040755 }])],
  ['a folder with content', 'E_ARCHIVE_DAMAGED', zipOf([good, { path: 'top/d/', content: 'x' }])],
  ['an encrypted file', 'E_ARCHIVE_ENCRYPTED', zipOf([good, { path: 'top/e', content: 'x', flags: 0x0801 }])],
  ['a strongly encrypted file', 'E_ARCHIVE_DAMAGED', zipOf([good, { path: 'top/e', content: 'x', flags: 0x0841 }])],
  ['a part of several disks', 'E_ARCHIVE_DAMAGED', zipOf([good], { disk: 1 })],
  [
    'another name in front of the content',
    'E_ARCHIVE_DAMAGED',
    zipOf([good, { path: 'top/a', local: { path: 'top/b' }, content: '1' }]),
  ],
  [
    'another size in front of the content',
    'E_ARCHIVE_DAMAGED',
    zipOf([{ ...good, local: { size: 5 }, central: { size: 43 } }]),
  ],
  [
    'another checksum in front of the content',
    'E_ARCHIVE_DAMAGED',
    zipOf([{ ...good, local: { crc: 1 }, central: { crc: 2 } }]),
  ],
  ['another packing in front of the content', 'E_ARCHIVE_DAMAGED', zipOf([{ ...good, local: { method: 0 } }])],
  ['encryption in front of the content only', 'E_ARCHIVE_DAMAGED', zipOf([{ ...good, local: { flags: 0x0801 } }])],
  ['a checksum that is not that of the content', 'E_ARCHIVE_DAMAGED', zipOf([{ ...good, local: { crc: 7 } }])],
  ['a size that is not that of the content', 'E_ARCHIVE_DAMAGED', zipOf([{ ...good, local: { size: 9 } }])],
  ['a packing that is not understood', 'E_ARCHIVE_DAMAGED', zipOf([{ ...good, method: 14 }])],
  [
    'two files in the same bytes',
    'E_ARCHIVE_OVERLAP',
    zipOf([good, { ...good, path: 'top/good', central: { at: 0 } }]),
  ],
  ['more entries than there are', 'E_ARCHIVE_DAMAGED', zipOf([good], { count: 5 })],
  [
    'a second name in a further field',
    'E_ARCHIVE_TRAVERSAL',
    zipOf([good, { path: 'top/x', content: '1', extra: secondName('top/x', '../../x') }]),
  ],
  ['another size in a wide field', 'E_ARCHIVE_DAMAGED', zipOf([good, { ...stored, local: wide(9, 8) }])],
  ['another packed size in a wide field', 'E_ARCHIVE_DAMAGED', zipOf([good, { ...stored, local: wide(8, 4) }])],
  [
    'a wide size without its field',
    'E_ARCHIVE_DAMAGED',
    zipOf([good, { ...stored, local: { ...wide(8, 8), extra: Buffer.alloc(0) } }]),
  ],
  ['a name of 256 bytes', 'E_ARCHIVE_NAME', zipOf([good, { path: `top/${'x'.repeat(256)}`, content: '1' }])],
  ['a path of 30,000 folders', 'E_ARCHIVE_NAME', zipOf([good, { path: `${'a/'.repeat(30_000)}x`, content: '1' }])],
  ['nothing but folders', 'E_ARCHIVE_EMPTY', zipOf([{ path: 'top/' }])],
  ['nothing at all', 'E_ARCHIVE_EMPTY', zipOf([])],
  ['a bomb of one file', 'E_ARCHIVE_TOO_LARGE', zipOf([{ path: 'zeros', content: zeros(40) }])],
  [
    'a file that tells a smaller size than it has',
    'E_ARCHIVE_DAMAGED',
    zipOf([{ path: 'zeros', content: zeros(40), local: { size: 100 } }]),
  ],
  ['its end cut off', 'E_ARCHIVE_DAMAGED', zipOf([good]).subarray(0, 90)],
  ['bytes behind its end', 'E_ARCHIVE_DAMAGED', Buffer.concat([zipOf([good]), Buffer.from('more')])],
  ['a tar archive under the name of a zip', 'E_ARCHIVE_DAMAGED', tarOf([{ path: 'x', content: '1' }])],
];

test.each(cases)('a zip with %s is refused, and nothing is written anywhere', async (_what, code, zip) => {
  const { files, root, paths } = disk();
  lay(`${root}/in/side`, {});
  const release = releaseOf(`${root}/a.zip`, zip);
  const before = paths();
  await expect(unpackRelease(files, release, `${root}/in/side/tree`)).rejects.toMatchObject({ code, exit: 3 });
  await expect(verifyRelease(files, release)).rejects.toMatchObject({ code });
  expect(paths()).toEqual(before);
});

test('a zip whose wide sizes are told the same twice is unpacked', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.zip`, zipOf([good, { ...stored, local: wide(8, 8) }]));
  expect((await unpackRelease(files, release, `${root}/tree`)).bytes).toBe(8 + Buffer.byteLength(good.content ?? ''));
});

test('a zip with too many entries is refused before they are read', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.zip`, zipOf([good, { path: 'top/b' }, { path: 'top/c' }]));
  const limits = { ...ARCHIVE_LIMITS, entries: 2 };
  await expect(verifyRelease(files, release, limits)).rejects.toMatchObject({ code: 'E_ARCHIVE_TOO_LARGE' });
});

test('a good zip is unpacked: content, modes, links and folders, its one top folder taken away', async () => {
  const { files, root } = disk();
  const zip = zipOf([
    { path: 'top/', unix: 0o040700 },
    { path: 'top/sbin/nginx', content: randomBytes(5000), unix: 0o104755 },
    { path: 'top/readme', content: 'plain', stored: true },
    { path: 'top/日本.txt', content: 'x' },
    link('top/current', 'sbin/nginx'),
  ]);
  const { manifest, stripped } = await unpackRelease(files, releaseOf(`${root}/a.zip`, zip), `${root}/tree`);
  expect(stripped).toBe('top');
  expect(manifest.map(({ path, kind, mode }) => `${path} ${kind} ${mode.toString(8)}`)).toEqual([
    'current link 777',
    'readme file 644',
    'sbin folder 755',
    'sbin/nginx file 755',
    '日本.txt file 644',
  ]);
});

test('a zip of the usual program is understood, sizes behind the content included', async () => {
  const { files, root } = disk();
  lay(`${root}/src`, { 'top/a.txt': 'a'.repeat(500), 'top/b/c': 'c' });
  const python =
    'import sys,zipfile\nz=zipfile.ZipFile(sys.stdout.buffer,"w",zipfile.ZIP_DEFLATED)\nfor n in ["top/a.txt","top/b/c"]: z.write(n)\nz.close()';
  const zip = execFileSync('python3', ['-c', python], { cwd: `${root}/src` });
  const { manifest } = await unpackRelease(files, releaseOf(`${root}/a.zip`, zip), `${root}/tree`);
  expect(manifest.map(({ path }) => path)).toEqual(['a.txt', 'b', 'b/c']);
});

const xz = (plain: Buffer, ...how: string[]) =>
  execFileSync('xz', ['-c', ...how], { input: plain, maxBuffer: 1 << 28 });
const tar = tarOf([
  { path: 'top/a', content: randomBytes(3000) },
  { path: 'top/b', content: 'b' },
]);

test('a .tar.xz is unpacked', async () => {
  const { files, root } = disk();
  const { manifest } = await unpackRelease(files, releaseOf(`${root}/a.tar.xz`, xz(tar)), `${root}/tree`);
  expect(manifest.map(({ path }) => path)).toEqual(['a', 'b']);
});

test.each([
  ['its end cut off', 'E_ARCHIVE_DAMAGED', xz(tar).subarray(0, -8)],
  ['half of it missing', 'E_ARCHIVE_DAMAGED', xz(tar).subarray(0, 900)],
  ['bytes behind its end', 'E_ARCHIVE_DAMAGED', Buffer.concat([xz(tar), Buffer.from('more')])],
  ['a bit turned over', 'E_ARCHIVE_DAMAGED', turned(xz(tar), 1500)],
  ['a check that is not understood', 'E_ARCHIVE_DAMAGED', xz(tar, '--check=sha256')],
  ['something else under its name', 'E_ARCHIVE_DAMAGED', tar],
  ['something compressed within', 'E_ARCHIVE_DAMAGED', xz(Buffer.from([0x1f, 0x8b, 8, 0]))],
  ['a bomb', 'E_ARCHIVE_TOO_LARGE', xz(tarOf([{ path: 'zeros', content: zeros(40) }]))],
  ['a path that goes up', 'E_ARCHIVE_TRAVERSAL', xz(tarOf([{ path: '../evil', content: '1' }]))],
])('a .tar.xz with %s is refused, and nothing is written anywhere', async (_what, code, packed) => {
  const { files, root, paths } = disk();
  lay(`${root}/in/side`, {});
  const release = releaseOf(`${root}/a.tar.xz`, packed);
  const before = paths();
  await expect(unpackRelease(files, release, `${root}/in/side/tree`)).rejects.toMatchObject({ code, exit: 3 });
  expect(paths()).toEqual(before);
});

function turned(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 1;
  return copy;
}
