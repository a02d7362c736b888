import { expect, test } from 'vitest';
import { ARCHIVE_LIMITS } from '../src/index.ts';
import { parseIndex } from '../src/release-index.ts';
import { urlOf } from '../src/release-source.ts';
import { versionInName } from '../src/version-in-name.ts';

const entry = { version: '1.26.3', file: 'openresty-1.26.3.tar.gz', sha256: 'ab'.repeat(32), size: 1000 };
const of = (...releases: readonly unknown[]) => JSON.stringify({ format: 1, releases });
const with_ = (change: object) => of(entry, { ...entry, version: '1.27.1', file: 'b.tar.gz', ...change });
const read = (text: string | Buffer) =>
  parseIndex('http://maker/index.json', typeof text === 'string' ? Buffer.from(text) : text);

test('a good index is read: digests in lower case, folders below it, signatures where there are some', () => {
  const signed = {
    ...entry,
    version: 'v1.25.3.2',
    file: 'old/a.zip',
    sha256: 'AB'.repeat(32),
    signature: 'old/a.zip.minisig',
  };
  expect(read(of(entry, signed))).toEqual([entry, { ...signed, sha256: 'ab'.repeat(32) }]);
  expect(read(of())).toEqual([]);
});

const hostile: readonly (readonly [what: string, code: string, text: string | Buffer, says?: string])[] = [
  ['nothing in it', 'E_INDEX_DAMAGED', ''],
  ['a page of HTML', 'E_INDEX_DAMAGED', '<!doctype html><title>Log in</title>'],
  ['its end cut off', 'E_INDEX_DAMAGED', of(entry).slice(0, -5)],
  ['bytes that are not UTF-8', 'E_INDEX_DAMAGED', Buffer.from([0x7b, 0xff, 0x7d])],
  ['a list instead of a group', 'E_INDEX_DAMAGED', JSON.stringify([entry])],
  ['null', 'E_INDEX_DAMAGED', 'null'],
  ['no format', 'E_INDEX_FORMAT', JSON.stringify({ releases: [entry] })],
  ['a format of the future', 'E_INDEX_FORMAT', JSON.stringify({ format: 2, releases: [entry] })],
  ['releases that are no list', 'E_INDEX_DAMAGED', JSON.stringify({ format: 1, releases: { 0: entry } })],
  [
    'a key beside these',
    'E_INDEX_DAMAGED',
    JSON.stringify({ format: 1, releases: [], next: 'http://evil/' }),
    '"next"',
  ],
  ['more bytes than may be', 'E_INDEX_TOO_LARGE', `${of(entry)}${' '.repeat(1024 * 1024)}`],
  ['more entries than may be', 'E_INDEX_TOO_LARGE', of(...Array.from({ length: 5001 }, () => 0))],
  ['an entry that is text', 'E_INDEX_ENTRY', of(entry, '1.26.3')],
  ['an entry that is null', 'E_INDEX_ENTRY', of(null)],
  [
    'a key in an entry that nobody knows',
    'E_INDEX_ENTRY',
    with_({ url: 'http://evil/' }),
    'entry number 2 is refused because the key "url"',
  ],
  [
    'a key that reaches into objects',
    'E_INDEX_ENTRY',
    of(entry).replace('"version"', '"__proto__":{"size":1},"version"'),
  ],
  [
    'a file that goes up',
    'E_INDEX_ENTRY',
    with_({ file: '../../etc/cron.d/evil.tar.gz' }),
    'which is not a plain path',
  ],
  ['a file that goes up in the middle', 'E_INDEX_ENTRY', with_({ file: 'a/../../b.tar.gz' })],
  ['an absolute file', 'E_INDEX_ENTRY', with_({ file: '/etc/passwd' })],
  ['a file on a drive', 'E_INDEX_ENTRY', with_({ file: 'C:\\x.tar.gz' })],
  ['a file on a share', 'E_INDEX_ENTRY', with_({ file: '\\\\host\\x.tar.gz' })],
  ['a file of another scheme', 'E_INDEX_ENTRY', with_({ file: 'file:///etc/shadow' })],
  ['a file on another server', 'E_INDEX_ENTRY', with_({ file: 'http://evil/x.tar.gz' })],
  ['a file on another server without a scheme', 'E_INDEX_ENTRY', with_({ file: '//evil/x.tar.gz' })],
  ['a file with a question', 'E_INDEX_ENTRY', with_({ file: 'x.tar.gz?a=b' })],
  ['a file with a fragment', 'E_INDEX_ENTRY', with_({ file: 'x.tar.gz#a' })],
  ['a file with an encoded way up', 'E_INDEX_ENTRY', with_({ file: '%2e%2e/x.tar.gz' })],
  ['a file with a line feed', 'E_INDEX_ENTRY', with_({ file: 'x\n.tar.gz' })],
  ['a file that is an option', 'E_INDEX_ENTRY', with_({ file: '--help.tar.gz' })],
  ['a file that is hidden', 'E_INDEX_ENTRY', with_({ file: '.bashrc' })],
  ['a file that is a device of Windows', 'E_INDEX_ENTRY', with_({ file: 'NUL.tar.gz' })],
  ['a file that is the index', 'E_INDEX_ENTRY', with_({ file: 'INDEX.json' })],
  ['a file with an endless name', 'E_INDEX_ENTRY', with_({ file: `${'a'.repeat(300)}.tar.gz` })],
  ['a file that is a number', 'E_INDEX_ENTRY', with_({ file: 5 })],
  ['no file', 'E_INDEX_ENTRY', with_({ file: undefined }), '`file` is absent'],
  ['a signature that goes up', 'E_INDEX_ENTRY', with_({ signature: '../x.sig' })],
  ['a sha256 that is too short', 'E_INDEX_ENTRY', with_({ sha256: 'abcd' })],
  ['a sha256 that is no number', 'E_INDEX_ENTRY', with_({ sha256: 'zz'.repeat(32) })],
  ['no sha256', 'E_INDEX_ENTRY', with_({ sha256: undefined })],
  ['a negative size', 'E_INDEX_ENTRY', with_({ size: -1 })],
  ['no size', 'E_INDEX_ENTRY', with_({ size: 0 })],
  ['half a byte', 'E_INDEX_ENTRY', with_({ size: 1.5 })],
  ['an absurd size', 'E_INDEX_ENTRY', with_({ size: ARCHIVE_LIMITS.bytes + 1 })],
  ['an endless size', 'E_INDEX_ENTRY', with_({ size: 0 }).replace('"size":0', '"size":1e999')],
  ['a size in letters', 'E_INDEX_ENTRY', with_({ size: '1000' })],
  ['a version that is none', 'E_INDEX_ENTRY', with_({ version: 'nightly' })],
  ['a version that is a number', 'E_INDEX_ENTRY', with_({ version: 1.26 })],
  ['a version with a line feed', 'E_INDEX_ENTRY', with_({ version: '1.27\n' })],
  ['a version twice', 'E_INDEX_TWICE', with_({ version: '1.26.3' })],
  ['a version twice in two spellings', 'E_INDEX_TWICE', with_({ version: 'v1.26.3.0' })],
  ['a file under two versions', 'E_INDEX_TWICE', with_({ file: 'OpenResty-1.26.3.tar.gz' })],
];

const rows = hostile.map(([what, code, text, says = '']) => ({ what, code, text, says }));

test.each(rows)('an index with $what is refused whole', ({ code, text, says }) => {
  let refusal: unknown = null;
  try {
    read(text);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ code, exit: 3, message: expect.stringContaining(says) });
  expect((refusal as Error).message).toContain('http://maker/index.json is not an index that may be used');
  expect((refusal as Error).message.length).toBeLessThan(400);
});

test('a file of a source lies below its address, and keeps the query that is the right to read it', () => {
  expect(urlOf('https://me:pw@maker/gateway?token=t', 'old/a.zip')).toBe(
    'https://me:pw@maker/gateway/old/a.zip?token=t',
  );
  expect(urlOf('http://maker/', 'index.json')).toBe('http://maker/index.json');
});

test.each([
  ['openresty-1.25.3.2.tar.gz', '1.25.3.2'],
  ['openresty-1.25.3.2-win64.zip', '1.25.3.2'],
  ['/tmp/nginx-1.26.3.tar.xz', '1.26.3'],
  ['nebula-linux-amd64-v1.9.3.tar.gz', 'v1.9.3'],
  ['prometheus-2.53.4.linux-amd64.tar.gz', '2.53.4'],
  ['openresty-1.27.1.2rc3.tar.gz', '1.27.1.2rc3'],
  ['grafana-11.1.0-rc1.tgz', '11.1.0-rc1'],
  ['openresty-1.27.1.1-dev.tar.gz', '1.27.1.1-dev'],
  ['grafana-11.1.0-preview2.tgz', '11.1.0-preview2'],
  ['nginx-1.27.0-SNAPSHOT-linux.tar.gz', '1.27.0-SNAPSHOT'],
  ['openresty.tar.gz', null],
  ['openresty-1.26.3-with-lua-5.1.tar.gz', null],
  ['openresty-7.tar.gz', null],
])('the name %s tells the version %s', (name, version) => {
  expect(versionInName(name)).toBe(version);
});
