import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { compareManifest, differenceLines, manifestDigest, manifestOf, manifestText } from '../src/index.ts';
import { disk, lay } from './disk-files.ts';

const NAMES = {
  '設定/表 "一".conf': 'い',
  "it's $(touch x)/a": 'b',
  'a-b': '1',
  'a/b': '2',
  empty: null,
  'z-link': '-> a/b',
};

test('a manifest lists files, folders and links, sorted, whatever their names are', async () => {
  const { files, root } = disk();
  lay(`${root}/樹 $(x)`, NAMES);
  chmodSync(`${root}/樹 $(x)/a-b`, 0o640);
  const manifest = await manifestOf(files, `${root}/樹 $(x)`);
  expect(manifest.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'folder a',
    'file a-b',
    'file a/b',
    'folder empty',
    "folder it's $(touch x)",
    "file it's $(touch x)/a",
    'link z-link',
    'folder 設定',
    'file 設定/表 "一".conf',
  ]);
  expect(manifest[1]).toEqual({ path: 'a-b', kind: 'file', mode: 0o640, bytes: 1, sha256: sha256('1') });
  expect(manifest[6]).toEqual({ path: 'z-link', kind: 'link', mode: 0o777, bytes: 0, to: 'a/b' });
});

test('an operator gets the same digest with find, sha256sum and sort', async () => {
  const { files, root } = disk();
  lay(root, NAMES);
  chmodSync(`${root}/a-b`, 0o4755);
  const recipe = String.raw`{ find . -mindepth 1 -type d -printf '%P\t%#m\tfolder\n'
    find . -type l -printf '%P\t0777\t-> %l\n'
    find . -type f -printf '%P\t%#m\t' -exec sh -c 'sha256sum < "$1" | cut -c1-64' sh {} ';'
  } | LC_ALL=C sort | sha256sum`;
  const said = execFileSync('sh', ['-c', recipe], { cwd: root, encoding: 'utf8' }).slice(0, 64);
  expect(manifestDigest(await manifestOf(files, root))).toBe(said);
});

test('a line feed in a name cannot make one manifest look like another', () => {
  const file = (path: string) => ({ path, kind: 'folder', mode: 0o755, bytes: 0 }) as const;
  expect(manifestText([file('a\t0755\tfolder\nb')])).not.toBe(manifestText([file('a'), file('b')]));
  expect(manifestText([file('\t\n\r\\')])).toBe('\\t\\n\\r\\\\\t0755\tfolder\n');
});

test('differences are named with what was and what is', async () => {
  const { files, root } = disk();
  lay(root, { same: '1', gone: '1', content: 'old', mode: '1', kind: '1', link: '-> same' });
  const before = await manifestOf(files, root);
  for (const name of ['gone', 'kind', 'link']) rmSync(`${root}/${name}`);
  lay(root, { kind: null, link: '-> content', new: '1' });
  writeFileSync(`${root}/content`, 'newer');
  chmodSync(`${root}/mode`, 0o600);
  const now = await manifestOf(files, root);
  expect(differenceLines(compareManifest(before, now))).toEqual([
    'gone: missing',
    'content: other content: had 3 bytes, has 5',
    'kind: was a file, is a folder',
    'link: pointed to same, points to content',
    'mode: mode was 0644, is 0600',
    'new: was not there before',
  ]);
  expect(compareManifest(before, now, { modes: false }).changed.map(({ path }) => path)).not.toContain('mode');
});

test('what is ignored is not read, and what only begins like it is', async () => {
  const { files, root } = disk();
  lay(root, { 'logs/a': '1', 'logs-old/a': '1', drain: '1', 'drain.txt': '1' });
  const manifest = await manifestOf(files, root, { ignore: ['logs/', 'drain'] });
  expect(manifest.map(({ path }) => path)).toEqual(['drain.txt', 'logs-old', 'logs-old/a']);
});

test('a tree that is not there is an error, not an empty one', async () => {
  const { files, root } = disk();
  await expect(manifestOf(files, `${root}/nothing`)).rejects.toMatchObject({ code: 'E_TREE_ABSENT' });
});

test('a fifo in a tree is an error, and nobody waits for it', async () => {
  const { files, root } = disk();
  execFileSync('mkfifo', [`${root}/pipe`]);
  await expect(manifestOf(files, root)).rejects.toMatchObject({ code: 'E_TREE_SPECIAL' });
});

test('a name that is not UTF-8 is an error, not left out', async () => {
  const { files, root } = disk();
  writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xff])]), '1');
  await expect(manifestOf(files, root)).rejects.toMatchObject({ code: 'E_TREE_CHANGED' });
});
