import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { sha256, type WriteFiles } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { manifestDigest, manifestOf, unpackRelease, verifyRelease } from '../src/index.ts';
import { disk, lay } from './disk-files.ts';
import { releaseOf, tarOf } from './packed.ts';

const OPENRESTY = [
  { path: 'openresty-1.26/' },
  { path: 'openresty-1.26/nginx/sbin/nginx', content: 'ELF', mode: 0o755 },
  { path: 'openresty-1.26/nginx/conf/nginx.conf', content: 'events {}', mode: 0o644 },
  { path: 'openresty-1.26/bin/openresty', to: '../nginx/sbin/nginx' },
];

test.each(['a.tar.gz', 'a.tgz', 'a.tar'])('%s becomes a tree without its single top folder', async (name) => {
  const { files, root, paths } = disk();
  const release = releaseOf(`${root}/${name}`, OPENRESTY);
  const unpacked = await unpackRelease(files, release, `${root}/trees/1.26`);
  expect(paths(`${root}/trees`)).toEqual([
    '1.26',
    '1.26/bin',
    '1.26/bin/openresty',
    '1.26/nginx',
    '1.26/nginx/conf',
    '1.26/nginx/conf/nginx.conf',
    '1.26/nginx/sbin',
    '1.26/nginx/sbin/nginx',
  ]);
  expect(readFileSync(`${root}/trees/1.26/bin/openresty`, 'utf8')).toBe('ELF');
  expect(statSync(`${root}/trees/1.26/nginx/sbin/nginx`).mode & 0o7777).toBe(0o755);
  expect(statSync(`${root}/trees/1.26/nginx/conf/nginx.conf`).mode & 0o7777).toBe(0o644);
  expect(unpacked).toMatchObject({ stripped: 'openresty-1.26', bytes: 12 });
  expect(unpacked.digest).toBe(manifestDigest(await manifestOf(files, `${root}/trees/1.26`)));
});

test.each(['gnu', 'pax', 'ustar'])(
  'what tar packed as %s is unpacked as it was, with Japanese, quotes and $(x) in its paths',
  async (format) => {
    const { files, root } = disk();
    const deep = format === 'ustar' ? '深い' : '深い'.repeat(30);
    lay(`${root}/src`, {
      [`配布/${deep}/設定.conf`]: 'い',
      '配布/"q" \'s\' $(touch x)': '1',
      '配布/link': '-> 設定.conf',
    });
    const path = `${root}/配布 "1".tar.gz`;
    execFileSync('tar', [`--format=${format}`, '-czf', path, '-C', `${root}/src`, '配布']);
    const release = { path, version: '1', sha256: sha256(readFileSync(path)) };
    const { manifest } = await unpackRelease(files, release, `${root}/樹 $(x) "y"`);
    expect(manifest).toEqual(await manifestOf(files, `${root}/src/配布`));
  },
);

test('more than one thing at the top is kept as it is', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.tar`, [
    { path: './a/x', content: '1' },
    { path: './b', content: '2' },
  ]);
  const { manifest, stripped } = await unpackRelease(files, release, `${root}/tree`);
  expect(stripped).toBeNull();
  expect(manifest.map(({ path }) => path)).toEqual(['a', 'a/x', 'b']);
});

test('two folders at the top are kept, and so is a single file', async () => {
  const { files, root } = disk();
  const two = releaseOf(`${root}/two.tar`, [
    { path: 'a/x', content: '1' },
    { path: 'b/x', content: '2' },
  ]);
  expect((await unpackRelease(files, two, `${root}/two`)).manifest.map(({ path }) => path)).toEqual([
    'a',
    'a/x',
    'b',
    'b/x',
  ]);
  const one = releaseOf(`${root}/one.tar`, [{ path: 'nebula', content: 'ELF' }]);
  expect((await unpackRelease(files, one, `${root}/one`)).manifest.map(({ path }) => path)).toEqual(['nebula']);
});

test('a folder that is named after its content still gets its own mode', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.tar`, [
    { path: 'a/keys/x', content: '1' },
    { path: 'a/keys/', mode: 0o700 },
  ]);
  const { manifest } = await unpackRelease(files, release, `${root}/tree`);
  expect(manifest[0]).toMatchObject({ path: 'keys', mode: 0o700 });
});

test('set-uid bits and the right of others to write are dropped', async () => {
  const { files, root } = disk();
  const entries = [
    { path: 'a/su', content: '1', mode: 0o6777 },
    { path: 'a/t/', mode: 0o1777 },
    { path: 'a/ro', mode: 0o400 },
  ];
  const release = releaseOf(`${root}/a.tar`, entries);
  const { manifest } = await unpackRelease(files, release, `${root}/tree`);
  expect(manifest.map(({ path, mode }) => [path, mode.toString(8)])).toEqual([
    ['ro', '400'],
    ['su', '755'],
    ['t', '755'],
  ]);
});

test('a hard link becomes a file of its own with the same content', async () => {
  const { files, root } = disk();
  const entries = [
    { path: 'a/x', content: 'same', mode: 0o755 },
    { path: 'a/y', to: 'a/x', type: 'Link' as const },
  ];
  await unpackRelease(files, releaseOf(`${root}/a.tar`, entries), `${root}/tree`);
  writeFileSync(`${root}/tree/x`, 'other');
  expect(readFileSync(`${root}/tree/y`, 'utf8')).toBe('same');
  expect(statSync(`${root}/tree/y`).mode & 0o777).toBe(0o755);
});

test('a wrong digest names both digests and the next command, and leaves nothing', async () => {
  const { files, root, paths } = disk();
  const release = { ...releaseOf(`${root}/a.tar`, OPENRESTY), sha256: 'f'.repeat(64) };
  const before = paths();
  for (const attempt of [unpackRelease(files, release, `${root}/tree`), verifyRelease(files, release)]) {
    await expect(attempt).rejects.toMatchObject({
      code: 'E_ARTIFACT_DIGEST',
      message: expect.stringMatching(/has sha256 [0-9a-f]{64}; release 1\.26\.0 says f{64}/),
      next: expect.stringContaining('get 1.26.0 anew'),
    });
  }
  expect(paths()).toEqual(before);
});

test('an absent artifact says which release should lie there', async () => {
  const { files, root } = disk();
  const release = { path: `${root}/none.tar.gz`, sha256: '', version: '9' };
  await expect(verifyRelease(files, release)).rejects.toMatchObject({ code: 'E_ARTIFACT_ABSENT' });
  symlinkSync('nowhere', `${root}/dangling.tar`);
  const dangling = { ...release, path: `${root}/dangling.tar` };
  await expect(verifyRelease(files, dangling)).rejects.toMatchObject({ code: 'E_ARTIFACT_ABSENT' });
});

test('an archive that is exchanged after it was hashed is not what is unpacked', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.tar`, OPENRESTY);
  let reads = 0;
  const swapping: WriteFiles = {
    ...files,
    read: async (path, part) => {
      const bytes = await files.read(path, part);
      if (path === release.path) reads += 1;
      if (path === release.path) writeFileSync(path, tarOf([{ path: 'evil', content: 'evil' }]));
      return bytes;
    },
  };
  const { manifest } = await unpackRelease(swapping, release, `${root}/tree`);
  expect(manifest.map(({ path }) => path)).not.toContain('evil');
  expect(reads).toBe(1);
});

test('a tree that exists is never unpacked into', async () => {
  const { files, root } = disk();
  lay(`${root}/tree`, { old: '1' });
  const release = releaseOf(`${root}/a.tar`, OPENRESTY);
  await expect(unpackRelease(files, release, `${root}/tree`)).rejects.toMatchObject({ code: 'E_TREE_EXISTS' });
  expect((await manifestOf(files, `${root}/tree`)).map(({ path }) => path)).toEqual(['old']);
});

test('a caller that renames the tree himself gets it at his own .partial', async () => {
  const { files, root, paths, diesAt } = disk();
  const release = releaseOf(`${root}/a.tar`, [{ path: 'a/x', content: '1' }]);
  await unpackRelease(files, release, `${root}/tree.partial`);
  expect(paths()).toEqual(['a.tar', 'tree.partial', 'tree.partial/x']);
  await expect(unpackRelease(files, release, `${root}/tree.partial`)).rejects.toMatchObject({ code: 'E_TREE_EXISTS' });
  await files.remove(`${root}/tree.partial`);
  diesAt(2);
  await expect(unpackRelease(files, release, `${root}/tree.partial`)).rejects.toThrow('the power is gone');
  expect(paths()).toEqual(['a.tar', 'tree.partial']);
});

test('a folder release is checked by the digest of its manifest, and copied without its set-uid bits', async () => {
  const { files, root } = disk();
  lay(`${root}/folder`, { 'bin/x': 'ELF', link: '-> bin/x' });
  chmodSync(`${root}/folder/bin/x`, 0o4755);
  const release = {
    path: `${root}/folder`,
    version: '1',
    sha256: manifestDigest(await manifestOf(files, `${root}/folder`)),
  };
  expect(await verifyRelease(files, release)).toMatchObject({ kind: 'folder', bytes: 3, unpackedBytes: 3 });
  await unpackRelease(files, release, `${root}/tree`);
  expect(statSync(`${root}/tree/bin/x`).mode & 0o7777).toBe(0o755);
  chmodSync(`${root}/folder/bin/x`, 0o755);
  await expect(verifyRelease(files, release)).rejects.toMatchObject({ code: 'E_ARTIFACT_DIGEST' });
});

test('a folder release is the tree itself: its single folder stays', async () => {
  const { files, root } = disk();
  lay(`${root}/folder`, { 'bin/x': 'ELF' });
  const release = {
    path: `${root}/folder`,
    version: '1',
    sha256: manifestDigest(await manifestOf(files, `${root}/folder`)),
  };
  const { manifest, digest } = await unpackRelease(files, release, `${root}/tree`);
  expect(manifest.map(({ path }) => path)).toEqual(['bin', 'bin/x']);
  expect(digest).toBe(release.sha256);
});

test('a folder release that changes between check and copy is refused', async () => {
  const { files, root, paths } = disk();
  lay(`${root}/folder`, { x: 'good' });
  const release = {
    path: `${root}/folder`,
    version: '1',
    sha256: manifestDigest(await manifestOf(files, `${root}/folder`)),
  };
  const swapping: WriteFiles = {
    ...files,
    digest: async (path) => {
      const digest = await files.digest(path);
      writeFileSync(`${root}/folder/x`, 'evil');
      return digest;
    },
  };
  await expect(unpackRelease(swapping, release, `${root}/tree`)).rejects.toMatchObject({ code: 'E_ARTIFACT_DIGEST' });
  expect(paths()).toEqual(['folder', 'folder/x']);
});

test('verifying says what unpacking will take', async () => {
  const { files, root } = disk();
  const release = releaseOf(`${root}/a.tar.gz`, [
    { path: 'a/zeros', content: Buffer.alloc(100_000) },
    { path: 'a/x', content: '1' },
  ]);
  const { kind, bytes, unpackedBytes } = await verifyRelease(files, release);
  expect([kind, unpackedBytes]).toEqual(['archive', 100_001]);
  expect(bytes).toBe(statSync(release.path).size);
});

test('a full disk at any moment leaves no tree, and nothing half made', async () => {
  for (let n = 1; ; n += 1) {
    const { files, root, paths, fullAt } = disk();
    const release = releaseOf(`${root}/a.tar`, OPENRESTY);
    lay(`${root}/trees`, { other: '1' });
    fullAt(n);
    const done = await unpackRelease(files, release, `${root}/trees/1.26`).then(
      () => true,
      (error: { code?: string }) => {
        expect(error.code).toBe('ENOSPC');
        return false;
      },
    );
    if (done) {
      expect(n).toBeGreaterThan(8);
      return;
    }
    expect(paths(`${root}/trees`)).toEqual(['other']);
  }
});

test('a power cut at any moment leaves either no tree or the whole one, and the next attempt works', async () => {
  for (let n = 1; ; n += 1) {
    const cut = disk();
    const release = releaseOf(`${cut.root}/a.tar`, OPENRESTY);
    const into = `${cut.root}/trees/1.26`;
    cut.diesAt(n);
    const done = await unpackRelease(cut.files, release, into).then(
      () => true,
      () => false,
    );
    if (done) return;
    expect(cut.paths().includes('trees/1.26')).toBe(false);
    cut.diesAt(Number.POSITIVE_INFINITY);
    expect((await unpackRelease(cut.files, release, into)).manifest).toHaveLength(7);
    expect(cut.paths(`${cut.root}/trees`).filter((path) => path.includes('partial'))).toEqual([]);
  }
});

test('a disk that loses bytes is noticed before the tree gets its name', async () => {
  const { files, root, paths } = disk();
  const release = releaseOf(`${root}/a.tar`, OPENRESTY);
  const lossy: WriteFiles = { ...files, write: (path, content, how) => files.write(path, content.slice(1), how) };
  await expect(unpackRelease(lossy, release, `${root}/tree`)).rejects.toMatchObject({ code: 'E_TREE_DIFFERS' });
  expect(paths()).toEqual(['a.tar']);
});

test('a left-over that cannot be removed is told with the first error', async () => {
  const { files, root, fullAt } = disk();
  const release = releaseOf(`${root}/a.tar`, OPENRESTY);
  let removals = 0;
  const stuck: WriteFiles = {
    ...files,
    remove: async (path) => {
      removals += 1;
      if (removals > 1) throw Object.assign(new Error('EROFS: read-only'), { code: 'EROFS' });
      await files.remove(path);
    },
  };
  fullAt(4);
  await expect(unpackRelease(stuck, release, `${root}/tree`)).rejects.toMatchObject({
    code: 'E_HOST_ENOSPC',
    message: expect.stringMatching(/ENOSPC.*tree\.partial could not be removed: EROFS/),
  });
});
