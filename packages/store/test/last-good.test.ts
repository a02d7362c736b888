import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { digestOf } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { readLastGood, writeLastGood } from '../src/index.ts';
import { seal } from '../src/sealed.ts';
import { disk } from './disk-files.ts';

const first = { generation: '1.25 "旧" $(x)', cutover: [1] };
const second = { generation: '1.26', cutover: [2] };
const third = { generation: '1.27', cutover: [3] };

function resealed({ sha256: _, ...body }: { sha256: string }): string {
  return JSON.stringify({ ...body, sha256: digestOf(body) });
}

async function withTwo() {
  const on = disk();
  const state = `${on.root}/状態 "1"`;
  await writeLastGood(on.files, state, 'gateway', first);
  await writeLastGood(on.files, state, 'gateway', second);
  const [current, previous] = ['gateway.json', 'gateway.previous.json'].map((name) => `${state}/last-good/${name}`);
  return { ...on, state, current: current!, previous: previous!, read: () => readLastGood(on.files, state, 'gateway') };
}

test('there is no last good before one was written', async () => {
  const { files, root } = disk();
  expect(await readLastGood(files, root, 'gateway')).toBeNull();
});

test('the newest is read, the one before is kept, both for the owner alone', async () => {
  const { read, current, previous } = await withTwo();
  expect(await read()).toEqual({ record: second, from: 'current', damaged: [] });
  expect(JSON.parse(readFileSync(previous, 'utf8')).content).toEqual(first);
  expect([current, previous].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
});

test.each([
  ['torn', (text: string) => text.slice(0, -20)],
  ['empty', () => ''],
  ['changed by hand', (text: string) => text.replace('1.26', '1.28')],
  ['not a record', () => '[]'],
  ['nothing at all', () => 'null'],
  ['of another kind', () => seal('snapshot', third)],
  ['from a later program', (text: string) => resealed({ ...JSON.parse(text), format: 2 })],
])('a current record that is %s is named, and the previous one is used', async (_how, damage) => {
  const { read, current } = await withTwo();
  writeFileSync(current, damage(readFileSync(current, 'utf8')));
  const found = await read();
  expect(found).toMatchObject({ record: first, from: 'previous', damaged: [{ path: current }] });
  expect(found?.damaged[0]?.reason).toContain('cannot be believed');
});

test('a current record that cannot be read, or is gone, is named, and the previous one is used', async () => {
  const { files, state, current, read } = await withTwo();
  const broken = {
    ...files,
    text: async (path: string) => {
      if (path === current) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
      return files.text(path);
    },
  };
  expect(await readLastGood(broken, state, 'gateway')).toMatchObject({
    record: first,
    damaged: [{ reason: 'EIO: i/o error' }],
  });
  rmSync(current);
  expect(await read()).toMatchObject({ record: first, damaged: [{ path: current }] });
});

test('when both are damaged, both are named', async () => {
  const { read, current, previous } = await withTwo();
  for (const path of [current, previous]) writeFileSync(path, 'x');
  await expect(read()).rejects.toMatchObject({
    code: 'E_LAST_GOOD_DAMAGED',
    message: expect.stringContaining(previous),
  });
  await expect(read()).rejects.toMatchObject({ message: expect.stringContaining(current) });
});

test('a damaged record does not push out the sound one before it', async () => {
  const { files, state, read, current, previous } = await withTwo();
  writeFileSync(current, 'x');
  await writeLastGood(files, state, 'gateway', third);
  expect(await read()).toMatchObject({ record: third, damaged: [] });
  expect(JSON.parse(readFileSync(previous, 'utf8')).content).toEqual(first);
});

test('writing the same record again changes nothing', async () => {
  const { files, state, previous } = await withTwo();
  await writeLastGood(files, state, 'gateway', { cutover: [2], generation: '1.26' });
  expect(JSON.parse(readFileSync(previous, 'utf8')).content).toEqual(first);
});

test('a full disk or a power cut at any moment leaves a good record', async () => {
  for (const fault of ['fullAt', 'diesAt'] as const) {
    for (let n = 1; ; n += 1) {
      const on = await withTwo();
      on[fault](n);
      const done = await writeLastGood(on.files, on.state, 'gateway', third).then(
        () => true,
        () => false,
      );
      expect(await on.read()).toMatchObject({ record: done ? third : second, from: 'current' });
      if (!done) continue;
      expect(n).toBe(3);
      break;
    }
  }
});

test('a write that does not stick is an error', async () => {
  const { files, state } = await withTwo();
  const forgetful = { ...files, write: async (path: string) => chmodSync(path, 0o600) };
  await expect(writeLastGood(forgetful, state, 'gateway', third)).rejects.toMatchObject({ code: 'E_LAST_GOOD_WRITE' });
});
