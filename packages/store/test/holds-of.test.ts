import { sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { verifyRelease } from '../src/index.ts';
import { disk, lay } from './disk-files.ts';
import { type Packed, releaseOf } from './packed.ts';

const KIB = 1024;
const holds = async (entries: readonly Packed[]) => {
  const { files, root } = disk();
  return (await verifyRelease(files, releaseOf(`${root}/a.tar`, entries))).holds;
};

test('a release says what files it holds, as they will lie in the tree', async () => {
  const list = '{"name": "flatnet", "説明": "網"}';
  expect(
    await holds([
      { path: 'top/bin/flatnet', content: Buffer.from([0x7f, 0, 0xff]), mode: 0o4777 },
      { path: 'top/10-flatnet.conflist', content: list, mode: 0o640 },
      { path: 'top/link', to: 'bin/flatnet' },
    ]),
  ).toEqual([
    { path: '10-flatnet.conflist', sha256: sha256(list), bytes: Buffer.byteLength(list), mode: 0o640, text: list },
    { path: 'bin/flatnet', sha256: sha256(Buffer.from([0x7f, 0, 0xff])), bytes: 3, mode: 0o755 },
  ]);
});

test('the text of a file is there only when it is exactly its bytes, and short', async () => {
  const texts = async (content: string | Buffer) => (await holds([{ path: 'a', content }, { path: 'b' }]))?.[0]?.text;
  expect(await texts('a'.repeat(64 * KIB))).toHaveLength(64 * KIB);
  expect(await texts('a'.repeat(64 * KIB + 1))).toBeUndefined();
  expect(await texts('a\0b')).toBeUndefined();
  expect(await texts(Buffer.from([0xc3, 0x28]))).toBeUndefined();
  expect(await texts('\ufeff{}\r\n')).toBe('\ufeff{}\r\n');
  expect(await texts('')).toBe('');
});

test('a release of many files, or of much text, says nothing', async () => {
  const many = (count: number, content: string) =>
    Array.from({ length: count }, (_, n): Packed => ({ path: `f${n}`, content }));
  expect(await holds(many(64, 'x'))).toHaveLength(64);
  expect(await holds(many(65, 'x'))).toBeUndefined();
  expect(await holds(many(4, 'x'.repeat(64 * KIB)))).toHaveLength(4);
  expect(await holds([...many(4, 'x'.repeat(64 * KIB)), { path: 'g', content: 'x' }])).toBeUndefined();
});

test('the same of a folder', async () => {
  const { files, root } = disk();
  lay(`${root}/folder`, { flatnet: '#!/bin/sh\n' });
  const { manifestDigest, manifestOf } = await import('../src/index.ts');
  const digest = manifestDigest(await manifestOf(files, `${root}/folder`));
  const release = { path: `${root}/folder`, version: '1', sha256: digest };
  expect((await verifyRelease(files, release)).holds).toMatchObject([{ path: 'flatnet', text: '#!/bin/sh\n' }]);
});
