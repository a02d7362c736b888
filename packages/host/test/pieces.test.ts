import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';

const lend = (limit = 30_000) => posixHosts({ ids: ['local'] }).lend('local', limit, 'pieces');
let folder = '';
const at = (...names: string[]) => join(folder, ...names);
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pieces '));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

for (const [name, change] of [
  ['grows', (file: string) => fs.appendFileSync(file, 'more')],
  ['is cut', (file: string) => fs.truncateSync(file, 300_000)],
  ['is written over', (file: string) => fs.writeSync(fs.openSync(file, 'r+'), 'other', 0)],
] as const) {
  test(`a file that ${name} while it is read piece by piece is an error`, async () => {
    fs.writeFileSync(at('log'), Buffer.alloc(1_000_000, 1));
    let pieces = 0;
    const reading = lend().host.files.readPieces(at('log'), async () => {
      pieces += 1;
      if (pieces === 1) change(at('log'));
    });
    await expect(reading).rejects.toMatchObject({ code: 'E_FILE_CHANGED' });
  });
}

test.skipIf(process.getuid?.() !== 0)('a disk that fills up leaves the old content and nothing beside it', async () => {
  fs.mkdirSync(at('small'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at('small')]);
  try {
    const { files } = lend().host;
    await files.write(at('small', 'copy'), 'old');
    const given = files.writePieces(at('small', 'copy'), async (put) => {
      for (let n = 0; n < 10; n++) await put(new Uint8Array(50_000));
    });
    await expect(given).rejects.toMatchObject({ code: 'E_FILE_SPACE' });
    expect(fs.readdirSync(at('small'))).toEqual(['copy']);
    expect(fs.readFileSync(at('small', 'copy'), 'utf8')).toBe('old');
  } finally {
    execFileSync('umount', [at('small')]);
  }
});

test('a write that never ends stops at the limit and leaves nothing', async () => {
  const { host, release } = lend(300);
  const given = host.files.writePieces(at('endless'), async (put) => {
    for (;;) await put(new Uint8Array(100_000));
  });
  await expect(given).rejects.toMatchObject({ code: 'E_LIMIT' });
  await release();
  expect(fs.readdirSync(folder)).toEqual([]);
});
