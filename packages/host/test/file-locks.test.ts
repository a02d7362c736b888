import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileLocks, selfRef } from '../src/index.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/locks-`);
  path = `${folder}/a.lock`;
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one works at a time; the second is refused, and after the first may', async () => {
  const inner = await fileLocks.hold(path, () =>
    fileLocks.hold(path, async () => 'both').catch((error: Error) => error),
  );
  expect(inner).toMatchObject({ code: 'E_LOCK_HELD', message: expect.stringContaining(`Process ${process.pid} `) });
  expect(await fileLocks.hold(path, async () => 'after')).toBe('after');
  expect(readdirSync(folder)).toEqual([]);
});

test('it is given back when the work fails', async () => {
  await expect(fileLocks.hold(path, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
  expect(await fileLocks.hold(path, async () => 1)).toBe(1);
});

test('what a dead process held, or half a file, is taken over', async () => {
  const child = spawn('sleep', ['60']);
  const dead = { ...selfRef(), pid: child.pid ?? 0, started: '1' };
  child.kill('SIGKILL');
  for (const text of [JSON.stringify(dead), '{"pid":', '', '[]', '{}']) {
    writeFileSync(path, text);
    expect(await fileLocks.hold(path, async () => 'taken')).toBe('taken');
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('of many at once exactly one works', async () => {
  writeFileSync(path, '{}');
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 50));
    inside -= 1;
  };
  const all = await Promise.allSettled(Array.from({ length: 12 }, () => fileLocks.hold(path, work)));
  expect(most).toBe(1);
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
