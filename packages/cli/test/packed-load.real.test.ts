import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installed } from './support/installed.ts';

/* The one thing of the package that measures how long users wait; all else of it is in packed.real.test.ts. */
const checkout = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
let place: string;

beforeAll(async () => {
  place = await installed(folder);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the packed rehearsal plays a whole upgrade under load, without a network or the checkout', async () => {
  const node = join(folder, 'node');
  cpSync(process.execPath, node);
  const line = 'mount -t tmpfs hidden "$1"; ls -A "$1"; shift; exec "$@"';
  const argv = [node, join(place, 'dist/main.js'), 'rehearse', 'gateway', 'good-upgrade', '--json'];
  const run = ['-n', '-m', 'bash', '-ec', line, 'bash', checkout, ...argv];
  const { stdout } = await promisify(execFile)('unshare', run);
  expect(JSON.parse(stdout)).toMatchObject({ passed: true, scenarios: [{ name: 'good-upgrade', lost: 0 }] });
}, 120_000);
