import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveTree, manifestDigest, manifestOf } from '../src/index.ts';
import { disk, lay } from './disk-files.ts';

const long = `${'deep/'.repeat(30)}${'n'.repeat(120)}`;
const tree = {
  'conf/nginx.conf': 'user root;\n',
  'conf/block': 'x'.repeat(512),
  メンテナンス: 'ja',
  [long]: 'a name too long for the old header',
  empty: null,
  'html/big': 'y'.repeat(20_000),
  current: '-> conf',
  far: `-> ${'/somewhere/'.repeat(20)}`,
};

test('what tar unpacks from an archive is the tree, with modes, owners, times and links', async () => {
  const { files, root } = disk();
  lay(`${root}/tree`, tree);
  fs.chmodSync(`${root}/tree/conf`, 0o750);
  fs.chmodSync(`${root}/tree/conf/nginx.conf`, 0o4755);
  if (process.getuid?.() === 0) fs.chownSync(`${root}/tree/conf/nginx.conf`, 3_000_000, 33);
  fs.utimesSync(`${root}/tree/html/big`, 1_000_000_000, 1_000_000_000);
  const made = await archiveTree(files, { root: `${root}/tree`, as: 'top' }, `${root}/a.tar`);
  const bytes = fs.readFileSync(`${root}/a.tar`);
  expect(made).toEqual({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect(fs.statSync(`${root}/a.tar`).mode & 0o777).toBe(0o600);
  fs.mkdirSync(`${root}/out`);
  execFileSync('tar', ['-xpf', `${root}/a.tar`, '-C', `${root}/out`]);
  const [was, is] = [await manifestOf(files, `${root}/tree`), await manifestOf(files, `${root}/out/top`)];
  expect(is).toEqual(was);
  expect(manifestDigest(is)).toBe(manifestDigest(was));
  expect(fs.statSync(`${root}/out/top/html/big`).mtimeMs).toBe(1_000_000_000_000);
  const owner = (path: string) => fs.lstatSync(path).uid;
  expect(owner(`${root}/out/top/conf/nginx.conf`)).toBe(owner(`${root}/tree/conf/nginx.conf`));
});

test('the same tree gives the same archive, in whatever order it was made', async () => {
  const { files, root } = disk();
  const made = [];
  for (const [n, names] of [Object.entries(tree), Object.entries(tree).reverse()].entries()) {
    const at = lay(`${root}/${n}`, Object.fromEntries(names));
    for (const path of ['', ...(fs.readdirSync(at, { recursive: true }) as string[])])
      fs.lutimesSync(join(at, path), 1_000_000_000.25, 1_000_000_000.25 + n / 4);
    made.push(await archiveTree(files, { root: at, as: 'top' }, `${root}/${n}.tar`));
  }
  expect(made[0]).toEqual(made[1]);
});

test('a socket, a pipe or a device is refused, and there is no archive', async () => {
  const { files, root } = disk();
  lay(`${root}/tree`, { a: '1' });
  const server = createServer().listen(`${root}/tree/socket`);
  await new Promise((listening) => server.once('listening', listening));
  await expect(archiveTree(files, { root: `${root}/tree`, as: 't' }, `${root}/a.tar`)).rejects.toMatchObject({
    code: 'E_TREE_SPECIAL',
  });
  server.close();
  expect(fs.existsSync(`${root}/a.tar`)).toBe(false);
});

for (const [name, change] of [
  ['grows', (file: string) => fs.appendFileSync(file, 'more')],
  ['is cut', (file: string) => fs.truncateSync(file, 3)],
  ['is another one of the same length', (file: string) => fs.writeFileSync(file, 'Y'.repeat(20_000))],
] as const) {
  test(`a file that ${name} after it was listed is an error, and there is no archive`, async () => {
    const { files, root } = disk();
    lay(`${root}/tree`, tree);
    const big = `${root}/tree/html/big`;
    fs.utimesSync(big, 1, 1);
    const meddled = {
      ...files,
      readPieces: (path: string, take: (piece: Uint8Array) => Promise<void>) => {
        if (path === big) change(big);
        return files.readPieces(path, take);
      },
    };
    await expect(archiveTree(meddled, { root: `${root}/tree`, as: 't' }, `${root}/a.tar`)).rejects.toMatchObject({
      code: 'E_TREE_CHANGED',
    });
    expect(fs.existsSync(`${root}/a.tar`)).toBe(false);
  });
}
