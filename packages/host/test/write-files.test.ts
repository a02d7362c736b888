import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';
import { waitFor } from './stubborn.ts';

const hosts = posixHosts({ ids: ['local'] });
const files = () => hosts.lend('local', 30_000, 'files').host.files;
const isRoot = process.getuid?.() === 0;
let folder = '';
const at = (...names: string[]) => join(folder, ...names);
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'write files '));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test.skipIf(!isRoot)('a full disk leaves the old content and nothing beside it', async () => {
  fs.mkdirSync(at('small'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at('small')]);
  try {
    await files().write(at('small', 'conf'), 'old');
    const big = new Uint8Array(300_000);
    await expect(files().write(at('small', 'conf'), big)).rejects.toMatchObject({ code: 'E_FILE_SPACE' });
    fs.mkdirSync(at('tree'));
    fs.writeFileSync(at('tree', 'a'), 'x');
    fs.writeFileSync(at('tree', 'b'), big);
    await expect(files().copy(at('tree'), at('small', 'tree'))).rejects.toMatchObject({ code: 'E_FILE_SPACE' });
    expect(fs.readdirSync(at('small'))).toEqual(['conf']);
    expect(fs.readFileSync(at('small', 'conf'), 'utf8')).toBe('old');
  } finally {
    execFileSync('umount', [at('small')]);
  }
});

test('a reader never sees half of a file', async () => {
  const [a, b] = ['a'.repeat(400_000), 'b'.repeat(400_000)];
  const lent = files();
  await lent.write(at('conf'), a);
  let isWriting = true;
  const writing = (async () => {
    for (let n = 0; n < 40; n++) await lent.write(at('conf'), n % 2 ? a : b);
    isWriting = false;
  })();
  while (isWriting) expect([a, b]).toContain(await lent.text(at('conf')));
  await writing;
  expect(fs.readdirSync(folder)).toEqual(['conf']);
});

test('what a death in the middle left beside a file goes with the next write or removal', async () => {
  const driver = join(import.meta.dirname, '../src/index.ts');
  const script = `const { posixHosts } = await import(${JSON.stringify(driver)});
    const { files } = posixHosts({ ids: ['local'] }).lend('local', 60000, 'm').host;
    for (;;) await files.write(process.argv[1], new Uint8Array(30_000_000));`;
  for (const next of ['write', 'remove'] as const) {
    const writer = spawn(process.execPath, ['--input-type=module', '-e', script, at('conf')], { stdio: 'inherit' });
    await waitFor(() => fs.readdirSync(folder).some((name) => name.endsWith('.flatnet-maint')));
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    if (next === 'write') await files().write(at('conf'), 'x');
    else await files().remove(at('conf'));
    expect(fs.readdirSync(folder)).toEqual(next === 'write' ? ['conf'] : []);
  }
});

test('a write replaces a link and leaves alone what it led to', async () => {
  fs.writeFileSync(at('target'), 'kept');
  fs.symlinkSync('target', at('link'));
  await files().write(at('link'), 'new');
  expect(fs.readFileSync(at('target'), 'utf8')).toBe('kept');
  expect(fs.lstatSync(at('link')).isFile()).toBe(true);
});

test('a copy refuses devices and pipes, and leaves nothing of itself', async () => {
  fs.mkdirSync(at('tree'));
  fs.writeFileSync(at('tree', 'a'), 'x');
  execFileSync('mkfifo', [at('tree', 'pipe')]);
  await expect(files().copy(at('tree'), at('copy'))).rejects.toMatchObject({ code: 'E_FILE_KIND' });
  await expect(files().read(at('tree', 'pipe'))).rejects.toMatchObject({ code: 'E_FILE_KIND' });
  expect(fs.readdirSync(folder)).toEqual(['tree']);
  await files().remove(at('tree'));
  expect(fs.readdirSync(folder)).toEqual([]);
});

test('a copy keeps modes, times, odd names and, as root, owners', async () => {
  fs.mkdirSync(at('tree'));
  const odd = Buffer.concat([Buffer.from(`${at('tree')}/`), Buffer.from([0xff, 0x0a, 0xfe])]);
  fs.writeFileSync(odd, 'not UTF-8');
  fs.writeFileSync(at('tree', 'secret'), 'x');
  if (isRoot) fs.chownSync(at('tree', 'secret'), 12, 34);
  fs.chmodSync(at('tree', 'secret'), 0o4710);
  fs.utimesSync(at('tree', 'secret'), 1000, 2000);
  fs.symlinkSync('/nowhere at all', at('tree', 'link'));
  fs.chmodSync(at('tree'), 0o2555);
  await files().copy(at('tree'), at('copy'));
  const { mode, mtimeMs, uid, gid } = fs.lstatSync(at('copy', 'secret'));
  expect([mode & 0o7777, mtimeMs]).toEqual([0o4710, 2_000_000]);
  if (isRoot) expect([uid, gid]).toEqual([12, 34]);
  expect(fs.lstatSync(at('copy')).mode & 0o7777).toBe(0o2555);
  expect(fs.readlinkSync(at('copy', 'link'))).toBe('/nowhere at all');
  const names = fs.readdirSync(at('copy'), { encoding: 'buffer' }).map((name) => name.toString('hex'));
  expect(names.sort()).toEqual([Buffer.from('link').toString('hex'), Buffer.from('secret').toString('hex'), 'ff0afe']);
  await files().remove(at('copy'));
  expect(fs.existsSync(at('copy'))).toBe(false);
});

test('a long copy stops at the limit and leaves nothing of itself', async () => {
  fs.mkdirSync(at('tree'));
  for (let n = 0; n < 2000; n++) fs.writeFileSync(at('tree', String(n)), 'x'.repeat(10_000));
  const lent = hosts.lend('local', 60, 'files');
  await expect(lent.host.files.copy(at('tree'), at('copy'))).rejects.toMatchObject({ code: 'E_LIMIT' });
  await lent.release();
  expect(fs.readdirSync(folder)).toEqual(['tree']);
});

test('only the folder that was asked for has its mode, and missing parents are open', async () => {
  await files().makeFolder(at('a', 'b', 'c'), { mode: 0o700 });
  expect(['a', 'a/b', 'a/b/c'].map((path) => fs.statSync(at(path)).mode & 0o777)).toEqual([0o755, 0o755, 0o700]);
  await files().makeFolder(at('a'), { mode: 0o700 });
  expect(fs.statSync(at('a')).mode & 0o777).toBe(0o755);
});

test('an error says what could not be done and what to do', async () => {
  await expect(files().read(at('none'))).rejects.toMatchObject({
    message: `Could not read ${at('none')}: it is not there (ENOENT).`,
    next: 'Look at the path; something may have been moved.',
  });
});
