import { execFileSync, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../src/index.ts';

let root: string;
let house: House;
let servers: Server[];
beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'releases-'));
  servers = [];
  site('');
  house = openHouse({
    site: `${root}/flatnet.yaml`,
    state: `${root}/state`,
    tool: { version: '1', node: '', cli: '' },
  });
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  fs.rmSync(root, { recursive: true, force: true });
});

const site = (more: string) =>
  put('flatnet.yaml', `gateway:\n  home: /srv/none\n  probes: { site: 'http://127.0.0.1:1' }\n${more}`);
function put(path: string, content: string | Buffer): string {
  const whole = join(root, path);
  fs.mkdirSync(dirname(whole), { recursive: true });
  fs.writeFileSync(whole, content);
  return whole;
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A sound archive whose bytes depend on the version, of about the size that is asked for. */
function archive(version: string, bytes = 1000): Buffer {
  const folder = fs.mkdtempSync(join(root, 'pack-'));
  fs.mkdirSync(`${folder}/openresty-${version}`);
  fs.writeFileSync(`${folder}/openresty-${version}/nginx`, Buffer.concat([Buffer.from(version), randomBytes(bytes)]));
  const packed = execFileSync('tar', ['-czf', '-', '-C', folder, `openresty-${version}`], { maxBuffer: 1 << 26 });
  fs.rmSync(folder, { recursive: true });
  return packed;
}

interface Listed {
  readonly version: string;
  readonly bytes: Buffer;
  readonly change?: object;
}
const name = (version: string) => `openresty-${version}.tar.gz`;
const indexOf = (releases: readonly Listed[]) =>
  JSON.stringify({
    format: 1,
    releases: releases.map(({ version, bytes, change }) => ({
      ...{ version, file: name(version), sha256: sha256(bytes), size: bytes.length },
      ...change,
    })),
  });
/** A folder source with these releases. */
function folderOf(path: string, releases: readonly Listed[]): string {
  for (const { version, bytes } of releases) put(`${path}/${name(version)}`, bytes);
  put(`${path}/index.json`, indexOf(releases));
  return join(root, path);
}
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway/`;
}
/** What a folder holds, over http; every path that was asked for is told. */
function filesOf(folder: string, asked: string[] = []): RequestListener {
  return (request, answer) => {
    const path = (request.url ?? '').replace(/^\/gateway\//, '').replace(/\?.*/, '');
    asked.push(path);
    const whole = join(folder, path);
    if (!fs.existsSync(whole)) answer.writeHead(404).end();
    else answer.end(fs.readFileSync(whole));
  };
}
const tree = () =>
  (fs.readdirSync(root, { recursive: true }) as string[])
    .sort()
    .map((path) => [path, fs.statSync(join(root, path)).isFile() ? sha256(fs.readFileSync(join(root, path))) : '']);
const have = async () =>
  Object.fromEntries((await house.releases('gateway'))[0]!.releases.map((release) => [release.version, release.have]));
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was not refused'),
    (error: unknown) => error as { code: string; message: string; next: string; exit: number },
  );

describe('releases of all sources', () => {
  test('are listed newest first, each with its source, size and whether it is in hand', async () => {
    const [a, b, c] = [archive('1.25.3.2'), archive('1.26.0'), archive('1.26.3')];
    const direct = put('direct.tar.gz', a);
    const folder = folderOf('shelf', [{ version: '1.26.3', bytes: c }]);
    const url = await serve(filesOf(folderOf('web', [{ version: '1.26.0', bytes: b }])));
    site(
      `  releases: [{ version: 1.25.3.2, path: ${direct}, sha256: ${sha256(a)} }]\n  sources: [{ path: shelf }, { url: '${url}' }]\n`,
    );
    const before = tree();
    const [list] = await house.releases();
    expect(list?.releases.map(({ version, source, bytes, have }) => [version, source, bytes, have])).toEqual([
      ['1.26.3', folder, c.length, 'no'],
      ['1.26.0', url, b.length, 'no'],
      ['1.25.3.2', 'site file', a.length, 'verified'],
    ]);
    expect(list?.sources.map(({ kind, problem }) => [kind, problem])).toEqual([
      ['site', null],
      ['store', null],
      ['folder', null],
      ['url', null],
    ]);
    expect(tree()).toEqual(before);
  });

  test('that cannot be looked at hide none of the others', async () => {
    const bytes = archive('1.26.0');
    put('direct.tar.gz', bytes);
    fs.mkdirSync(`${root}/odd`);
    execFileSync('mkfifo', [`${root}/odd/pipe`]);
    fs.symlinkSync('loop', `${root}/loop`);
    const one = (version: string, path: string) => `{ version: ${version}, path: ${path}, sha256: ${sha256(bytes)} }`;
    site(`  releases: [${one('1.26.0', 'direct.tar.gz')}, ${one('1.26.1', 'odd')}, ${one('1.26.2', 'loop')}]\n`);
    expect(await have()).toEqual({ '1.26.2': 'unread', '1.26.1': 'unread', '1.26.0': 'verified' });
    expect(await house.fetchRelease('gateway', '1.26.0')).toMatchObject({ how: 'in-place' });
    expect((await refusal(house.fetchRelease('gateway', '1.26.1'))).code).toBe('E_TREE_SPECIAL');
    expect((await refusal(house.fetchRelease('gateway', '1.26.2'))).code).toBe('E_FILE_ELOOP');
  });

  test('of one version and other bytes are not chosen between; the same bytes are one release', async () => {
    const bytes = archive('1.26.3');
    folderOf('one', [{ version: '1.26.3', bytes }]);
    folderOf('two', [{ version: 'v1.26.3', bytes }]);
    folderOf('three', [{ version: '1.26.3', bytes: archive('1.26.3') }]);
    site('  sources: [{ path: one }, { path: two }]\n');
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ version: '1.26.3', source: `${root}/one` });
    site('  sources: [{ path: one }, { path: three }]\n');
    const told = await refusal(house.fetchRelease('gateway', '1.26'));
    expect(told.code).toBe('E_VERSION_AMBIGUOUS');
    expect(told.message).toContain(`1.26.3 (${root}/one), 1.26.3 (${root}/three)`);
  });
});

describe('an index that must not be believed', () => {
  const bad = (change: object) => JSON.stringify({ format: 1, releases: [{ ...good, ...change }] });
  const good = { version: '1.26.3', file: 'a.tar.gz', sha256: 'ab'.repeat(32), size: 9 };
  test.each<[string, string, string]>([
    ['leads out of its folder', 'E_INDEX_ENTRY', bad({ file: '../../secret.tar.gz' })],
    ['names another server', 'E_INDEX_ENTRY', bad({ file: 'http://127.0.0.1:1/a.tar.gz' })],
    ['names a local file', 'E_INDEX_ENTRY', bad({ file: 'file:///etc/shadow' })],
    ['is no JSON', 'E_INDEX_DAMAGED', '<html>'],
    ['has a size beyond sense', 'E_INDEX_ENTRY', bad({ size: Number.MAX_SAFE_INTEGER })],
    ['lists a version twice', 'E_INDEX_TWICE', JSON.stringify({ format: 1, releases: [good, { ...good, file: 'b' }] })],
    ['has no end', 'E_DOWNLOAD_TOO_LARGE', ' '.repeat(2 * 1024 * 1024)],
  ])('as it %s, is told, and nothing of it is used or written', async (_what, code, text) => {
    put('secret.tar.gz', 'secret');
    put('web/gateway/index.json', text);
    const url = await serve(filesOf(`${root}/web/gateway`));
    for (const source of [`{ path: web/gateway }`, `{ url: '${url}' }`]) {
      site(`  sources: [${source}]\n`);
      const before = tree();
      const [list] = await house.releases('gateway');
      expect(list?.releases).toEqual([]);
      const told = await refusal(house.fetchRelease('gateway', 'latest'));
      expect(list?.sources[2]?.problem?.code).toBe(told.code);
      expect([code, 'E_INDEX_TOO_LARGE']).toContain(told.code);
      expect(tree()).toEqual(before);
    }
  });
});

describe('fetch', () => {
  test('brings the release into the cache, verified; the second time nothing is asked for but the index', async () => {
    const bytes = archive('1.26.3', 500_000);
    const asked: string[] = [];
    const url = await serve(filesOf(folderOf('web', [{ version: '1.26.3', bytes }]), asked));
    site(`  sources: [{ url: '${url}?token=secret' }]\n`);
    const told: number[] = [];
    const fetched = await house.fetchRelease('gateway', '^1.25', (at) => 'bytes' in at && told.push(at.bytes));
    expect(fetched).toMatchObject({
      version: '1.26.3',
      how: 'now',
      signature: null,
      bytes: bytes.length,
      problems: [],
    });
    expect(fetched.path).toBe(`${root}/state/cache/gateway/${sha256(bytes).slice(0, 16)}-${name('1.26.3')}`);
    expect(sha256(fs.readFileSync(fetched.path))).toBe(sha256(bytes));
    expect(fs.statSync(fetched.path).mode & 0o777).toBe(0o600);
    expect(told.at(-1)).toBe(bytes.length);
    expect(JSON.stringify(fetched) + fs.readFileSync(`${fetched.path}.json`, 'utf8')).not.toContain('secret');
    expect(fs.readdirSync(dirname(fetched.path)).map((path) => path.slice(17))).toEqual([
      name('1.26.3'),
      `${name('1.26.3')}.json`,
    ]);
    expect(await house.fetchRelease('gateway', '1.26.3')).toMatchObject({ how: 'before' });
    expect(asked).toEqual(['index.json', name('1.26.3'), 'index.json']);
    expect(await have()).toEqual({ '1.26.3': 'verified' });
  });

  test('brings anew what was damaged in the cache', async () => {
    const bytes = archive('1.26.3');
    folderOf('shelf', [{ version: '1.26.3', bytes }]);
    site('  sources: [{ path: shelf }]\n');
    const { path } = await house.fetchRelease('gateway', '1.26');
    const bad = fs.readFileSync(path);
    bad[100] = bad[100]! ^ 1;
    fs.writeFileSync(path, bad);
    expect(await have()).toEqual({ '1.26.3': 'damaged' });
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ how: 'now' });
    expect(await have()).toEqual({ '1.26.3': 'verified' });
  });

  test('uses what is in hand while its source cannot be asked, and says so; what is not in hand is refused', async () => {
    folderOf('web', [
      { version: '1.26.3', bytes: archive('1.26.3') },
      { version: '1.27.1', bytes: archive('1.27.1') },
    ]);
    const url = await serve(filesOf(`${root}/web`));
    site(`  sources: [{ url: '${url}' }]\n`);
    await house.fetchRelease('gateway', '1.26');
    servers[0]?.closeAllConnections();
    servers[0]?.close();
    const again = await house.fetchRelease('gateway', 'latest');
    expect(again).toMatchObject({ version: '1.26.3', how: 'before', problems: [{ code: 'E_DOWNLOAD_UNANSWERED' }] });
    expect(await refusal(house.fetchRelease('gateway', '1.27'))).toMatchObject({
      code: 'E_DOWNLOAD_UNANSWERED',
      exit: 3,
      message: expect.stringContaining('No other source has anything that fits "1.27". Nothing was changed.'),
    });
    const [list] = await house.releases('gateway');
    expect(list?.sources[2]?.problem?.code).toBe('E_DOWNLOAD_UNANSWERED');
  });

  test.each([
    ['other bytes than its sha256', 'E_ARTIFACT_DIGEST', { sha256: 'ab'.repeat(32) }],
    ['fewer bytes than its index said', 'E_DOWNLOAD_SIZE', { size: 1_000_000 }],
    ['more bytes than its index said', 'E_DOWNLOAD_SIZE', { size: 10 }],
    ['an ending that is not understood', 'E_ARCHIVE_ENDING', { file: 'a.7z' }],
    ['a file that its server does not have', 'E_DOWNLOAD_STATUS', { file: 'none.tar.gz' }],
  ])('refuses %s, and leaves nothing of it', async (_what, code, change) => {
    folderOf('web', [{ version: '1.26.3', bytes: archive('1.26.3'), change }]);
    site(`  sources: [{ url: '${await serve(filesOf(`${root}/web`))}' }]\n`);
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe(code);
    expect(left('.tar.gz')).toEqual([]);
    site('  sources: [{ path: web }]\n');
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toMatch(/^E_AR/);
    expect(left('.tar.gz')).toEqual([]);
  });

  test('brings what its source means now, also when that was another archive before', async () => {
    site('  sources: [{ path: shelf }]\n');
    folderOf('shelf', [{ version: 'v1.26.3', bytes: archive('1.26.3') }]);
    await house.fetchRelease('gateway', '1.26');
    const bytes = archive('1.26.3');
    folderOf('shelf', [{ version: '1.26.3', bytes }]);
    await house.fetchRelease('gateway', '1.26');
    fs.rmSync(`${root}/shelf`, { recursive: true });
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ how: 'before', sha256: sha256(bytes) });
  });

  test('is in hand for the source that it was last fetched from', async () => {
    const bytes = archive('1.26.3');
    const shelf = folderOf('shelf', [{ version: '1.26.3', bytes }]);
    site('  sources: [{ path: shelf }]\n');
    await house.fetchRelease('gateway', '1.26');
    site(`  sources: [{ url: '${await serve(filesOf(shelf))}' }]\n`);
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ how: 'before' });
    for (const server of servers) await new Promise((resolve) => server.close(resolve).closeAllConnections());
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ how: 'before', sha256: sha256(bytes) });
  });

  test('refuses an archive that would not be unpacked, long before the window', async () => {
    const bytes = gzipSync(Buffer.from('no tar at all'));
    folderOf('shelf', [{ version: '1.26.3', bytes }]);
    site('  sources: [{ path: shelf }]\n');
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_ARCHIVE_DAMAGED');
    expect(left('.tar.gz')).toEqual([]);
  });

  test('does not follow a redirect of a release out of http', async () => {
    const bytes = archive('1.26.3');
    const url = await serve((request, answer) => {
      if (request.url?.endsWith('index.json')) answer.end(indexOf([{ version: '1.26.3', bytes }]));
      else answer.writeHead(302, { location: `file://${put('a.tar.gz', bytes)}` }).end();
    });
    site(`  sources: [{ url: '${url}' }]\n`);
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_DOWNLOAD_REDIRECT');
  });

  test('that was killed in the middle goes on where it was', { timeout: 30_000 }, async () => {
    const bytes = archive('1.26.3', 2_000_000);
    const ranges: (string | undefined)[] = [];
    let slow = true;
    const url = await serve((request, answer) => {
      if (request.url?.endsWith('index.json')) return void answer.end(indexOf([{ version: '1.26.3', bytes }]));
      ranges.push(request.headers.range);
      const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
      const part = from === 0 ? {} : { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
      answer.writeHead(from === 0 ? 200 : 206, { etag: '"1"', ...part });
      if (slow) answer.write(bytes.subarray(0, 700_000));
      else answer.end(bytes.subarray(from));
    });
    site(`  sources: [{ url: '${url}' }]\n`);
    const cli = join(import.meta.dirname, '../../cli/src/main.ts');
    const argv = [cli, 'fetch', 'gateway', '1.26', '--site', `${root}/flatnet.yaml`, '--state', `${root}/state`];
    const child = spawn(process.execPath, argv, { stdio: 'ignore', env: { ...process.env, HOME: root } });
    const partial = `${root}/state/cache/gateway/${sha256(bytes).slice(0, 16)}-${name('1.26.3')}.partial`;
    for (let n = 0; n < 500; n += 1) {
      if (fs.existsSync(partial) && fs.statSync(partial).size === 700_000) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_LOCK_HELD');
    expect(await have()).toEqual({ '1.26.3': 'partly' });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    slow = false;
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ how: 'now' });
    expect(ranges).toEqual([undefined, 'bytes=700000-']);
    expect(left('').filter((path) => /partial|lock|from/.test(path))).toEqual([]);
  });

  test('says what to do when the cache cannot be written', async () => {
    folderOf('shelf', [{ version: '1.26.3', bytes: archive('1.26.3') }]);
    site('  sources: [{ path: shelf }]\n');
    put('state/cache', 'a file');
    expect(await refusal(house.fetchRelease('gateway', '1.26'))).toMatchObject({
      code: expect.stringMatching(/^E_FILE_/),
      exit: 3,
    });
  });

  function left(ending: string): string[] {
    const cache = `${root}/state/cache/gateway`;
    return fs.existsSync(cache) ? fs.readdirSync(cache).filter((path) => path.includes(ending)) : [];
  }
});

describe('a source with a key', () => {
  const maker = minisigner();
  const web = (more: Record<string, string> = {}, change: object = { signature: 'a.minisig' }) => {
    const bytes = archive('1.26.3');
    put('maker.pub', maker.key);
    folderOf('web', [{ version: '1.26.3', bytes, change }]);
    put('web/a.minisig', more.signature ?? maker.sign(bytes));
    site(`  sources: [{ path: web, key: maker.pub }]\n`);
    return bytes;
  };

  test('gives what its maker signed, from an address too, and it is checked again at each use', async () => {
    web();
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ signature: 'good', how: 'now' });
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ signature: 'good', how: 'before' });
    fs.rmSync(`${root}/state`, { recursive: true });
    site(`  sources: [{ url: '${await serve(filesOf(`${root}/web`))}', key: maker.pub }]\n`);
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ signature: 'good', how: 'now' });
    // Another key now, and what was good is not good any more, wherever it lies.
    put('maker.pub', minisigner().key);
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_SIGNATURE_BAD');
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_SIGNATURE_BAD');
  });

  test.each<[string, string, Parameters<typeof web>]>([
    ['no signature', 'E_SIGNATURE_ABSENT', [{}, {}]],
    ['a signature by another key', 'E_SIGNATURE_BAD', [{ signature: minisigner().sign(Buffer.from('x')) }]],
    ['the signature of another file', 'E_SIGNATURE_BAD', [{ signature: maker.sign(Buffer.from('x')) }]],
    ['a signature that is none', 'E_SIGNATURE_BAD', [{ signature: 'trust me\n' }]],
    ['a signature that is not there', 'E_FILE_ABSENT', [{}, { signature: 'gone.minisig' }]],
  ])('refuses a release with %s, and keeps nothing of it', async (_what, code, [more, change]) => {
    web(more, change);
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe(code);
    const cache = `${root}/state/cache/gateway`;
    expect(fs.readdirSync(cache)).toEqual([]);
    expect(await have()).toEqual({ '1.26.3': 'no' });
  });

  test('whose key cannot be read refuses everything, and throws away nothing that was brought', async () => {
    web();
    fs.rmSync(`${root}/maker.pub`);
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_FILE_ABSENT');
    expect(await have()).toEqual({ '1.26.3': 'partly' });
    put('maker.pub', maker.key);
    await house.fetchRelease('gateway', '1.26');
    fs.renameSync(`${root}/web`, `${root}/away`);
    for (const wrong of ['maker.pvb', 'web.txt']) {
      put('web.txt', 'no key');
      site(`  sources: [{ path: web, key: ${wrong} }]\n`);
      expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toMatch(/E_FILE_ABSENT|E_SIGNATURE_KEY/);
    }
    fs.renameSync(`${root}/away`, `${root}/web`);
    site(`  sources: [{ path: web, key: web.txt }]\n`);
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_SIGNATURE_KEY');
    fs.renameSync(`${root}/web`, `${root}/away`);
    site(`  sources: [{ path: web, key: maker.pub }]\n`);
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ signature: 'good', how: 'before' });
  });

  test('that gives nothing better leaves what was fetched before where it is', async () => {
    web();
    await house.fetchRelease('gateway', '1.26');
    const other = minisigner();
    put('maker.pub', other.key);
    expect(await have()).toEqual({ '1.26.3': 'damaged' });
    expect((await refusal(house.fetchRelease('gateway', '1.26'))).code).toBe('E_SIGNATURE_BAD');
    put('maker.pub', maker.key);
    fs.rmSync(`${root}/web`, { recursive: true });
    expect(await house.fetchRelease('gateway', '1.26')).toMatchObject({ signature: 'good', how: 'before' });
  });
});

describe('releases add', () => {
  const plain = { version: null, sha256: null, signature: null };

  test('takes an archive in under the version that its name tells, and offers it without any source', async () => {
    const bytes = archive('1.26.3');
    const file = put('Downloads/openresty-1.26.3.tar.gz', bytes);
    const added = await house.addRelease('gateway', file, plain);
    expect(added).toMatchObject({ version: '1.26.3', guessed: true, before: false, sha256: sha256(bytes) });
    expect(added.path).toBe(`${root}/state/releases/gateway/openresty-1.26.3.tar.gz`);
    expect(fs.statSync(added.path).mode & 0o777).toBe(0o600);
    fs.rmSync(file);
    expect(await have()).toEqual({ '1.26.3': 'verified' });
    expect(await house.fetchRelease('gateway', 'latest')).toMatchObject({ how: 'in-place', path: added.path });
  });

  test('is write-once: the same again is fine, another archive under that version or name is not', async () => {
    const file = put('openresty-1.26.3.tar.gz', archive('1.26.3'));
    await house.addRelease('gateway', file, plain);
    expect(await house.addRelease('gateway', file, plain)).toMatchObject({ before: true });
    put('openresty-1.26.3.tar.gz', archive('1.26.3'));
    const before = tree();
    expect((await refusal(house.addRelease('gateway', file, plain))).code).toBe('E_RELEASE_EXISTS');
    expect((await refusal(house.addRelease('gateway', file, { ...plain, version: '1.27.1' }))).code).toBe(
      'E_RELEASE_EXISTS',
    );
    expect(tree()).toEqual(before);
  });

  test('refuses what is not what it should be, and changes nothing', async () => {
    const file = put('openresty-1.26.3.tar.gz', archive('1.26.3'));
    const bad = put('openresty-1.27.1.tar.gz', Buffer.from('no archive'));
    const unnamed = put('download.tar.gz', archive('1'));
    const odd = put('open resty-1.26.3.tar.gz', archive('1.26.3'));
    const signature = put('x.minisig', 'x');
    const before = tree();
    const code = async (path: string, how: object = {}) =>
      (await refusal(house.addRelease('gateway', path, { ...plain, ...how }))).code;
    expect(await code(file, { sha256: 'ab'.repeat(32) })).toBe('E_ARTIFACT_DIGEST');
    for (const digest of ['', 'abcd', `${sha256(fs.readFileSync(file))}  openresty-1.26.3.tar.gz`])
      expect(await code(file, { sha256: digest })).toBe('E_DIGEST_FORM');
    expect(await code(file, { version: 'nightly' })).toBe('E_VERSION_FORM');
    expect(await code(file, { signature })).toBe('E_SIGNATURE_KEY');
    expect(await code(bad)).toBe('E_ARCHIVE_DAMAGED');
    expect(await code(unnamed)).toBe('E_VERSION_GUESS');
    expect(await code(odd)).toBe('E_RELEASE_NAME');
    expect(await code(`${root}/none-1.2.tar.gz`)).toBe('E_FILE_ABSENT');
    expect(tree()).toEqual(before);
  });

  test('checks a signature with the keys of the sources', async () => {
    const maker = minisigner();
    const bytes = archive('1.26.3');
    const file = put('openresty-1.26.3.tar.gz', bytes);
    put('maker.pub', maker.key);
    put('other.pub', minisigner().key);
    site('  sources: [{ path: a, key: other.pub }, { path: b, key: maker.pub }]\n');
    const signature = put('good.minisig', maker.sign(bytes));
    expect(await house.addRelease('gateway', file, { ...plain, signature })).toMatchObject({ before: false });
    const bad = put('bad.minisig', maker.sign(Buffer.from('other')));
    expect((await refusal(house.addRelease('gateway', file, { ...plain, signature: bad }))).code).toBe(
      'E_SIGNATURE_BAD',
    );
  });

  test('finishes what a killed attempt began: the file is there and not listed', async () => {
    const bytes = archive('1.26.3');
    const file = put('openresty-1.26.3.tar.gz', bytes);
    put('state/releases/gateway/openresty-1.26.3.tar.gz', 'half of it');
    expect(await have()).toEqual({});
    await house.addRelease('gateway', file, plain);
    expect(await have()).toEqual({ '1.26.3': 'verified' });
  });
});

function minisigner() {
  const id = randomBytes(8);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    key: `untrusted comment: test\n${Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64')}\n`,
    sign(file: Buffer): string {
      const inner = sign(null, createHash('blake2b512').update(file).digest(), privateKey);
      const outer = sign(null, Buffer.concat([inner, Buffer.from('timestamp:1')]), privateKey);
      const main = Buffer.concat([Buffer.from('ED'), id, inner]).toString('base64');
      return `untrusted comment: x\n${main}\ntrusted comment: timestamp:1\n${outer.toString('base64')}\n`;
    },
  };
}
