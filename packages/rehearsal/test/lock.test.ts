import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const linux = process.platform === 'linux';
const lock = fileURLToPath(new URL('../src/parts/lock.ts', import.meta.url));

function locker(folder: string, work: string): ChildProcess {
  const script = `import fs from 'node:fs'; const { withLock } = await import(${JSON.stringify(lock)});
    const folder = ${JSON.stringify(folder)}; ${work}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('several processes under one lock never interleave', async (context) => {
  if (!linux) context.skip('not run: the lock is taken with flock, which is Linux\u2019s');
  const folder = mkdtempSync(`${tmpdir()}/lock-`);
  writeFileSync(`${folder}/count`, '0');
  const one = `for (let i = 0; i < 5; i++) await withLock(folder + '/lock', async () => {
    const count = Number(fs.readFileSync(folder + '/count', 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 2));
    fs.writeFileSync(folder + '/count', String(count + 1)); });`;
  await Promise.all([1, 2, 3].map(() => once(locker(folder, one), 'exit')));
  expect(readFileSync(`${folder}/count`, 'utf8')).toBe('15');
  rmSync(folder, { recursive: true });
});

test('the lock of a killed process is free at once', async (context) => {
  if (!linux) context.skip('not run: the lock is taken with flock, which is Linux\u2019s');
  const folder = mkdtempSync(`${tmpdir()}/lock-`);
  const first = locker(
    folder,
    `await withLock(folder + '/lock', () => { console.log('mine'); return new Promise(() => setInterval(() => {}, 1000)); });`,
  );
  await once(first.stdout!, 'data');
  first.kill('SIGKILL');
  const second = locker(folder, `await withLock(folder + '/lock', async () => console.log('mine now'));`);
  expect(String((await once(second.stdout!, 'data'))[0])).toBe('mine now\n');
  await once(second, 'exit');
  rmSync(folder, { recursive: true });
});
