import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { expect, test } from 'vitest';
import { exportSnapshot, takeSnapshot, verifySnapshot } from '../src/index.ts';
import { disk, lay } from './disk-files.ts';

async function taken() {
  const { root, ...rest } = disk();
  lay(`${root}/srv`, { 'conf/nginx.conf': 'user root;\n', 'html/index.html': '<h1>', current: '-> conf' });
  const which = { state: `${root}/state`, component: 'gateway', id: '1.25.3' };
  const parts = [{ name: 'all', path: `${root}/srv` }];
  await takeSnapshot(rest.files, { ...which, parts, note: 'before' });
  fs.mkdirSync(`${root}/usb`);
  return { ...rest, root, which, file: `${root}/usb/copy.tar` };
}

test('an exported snapshot checks with sha256sum, and unpacked on another host it is that snapshot again', async () => {
  const { files, root, which, file } = await taken();
  const made = await exportSnapshot(files, which, file);
  expect(made).toMatchObject({ component: 'gateway', id: '1.25.3', file, checksums: `${file}.sha256` });
  expect(execFileSync('sha256sum', ['-c', 'copy.tar.sha256'], { cwd: `${root}/usb` }).toString()).toBe(
    'copy.tar: OK\n',
  );
  expect(fs.readFileSync(made.checksums, 'utf8')).toBe(`${made.sha256}  copy.tar\n`);
  const other = { ...which, state: `${root}/other` };
  fs.mkdirSync(`${other.state}/snapshots/gateway`, { recursive: true });
  execFileSync('tar', ['-xf', file, '-C', `${other.state}/snapshots/gateway`]);
  expect(await verifySnapshot(files, other)).toMatchObject({ damage: [], snapshot: { note: 'before' } });
  const again = await exportSnapshot(files, which, `${root}/usb/again.tar`);
  expect(again.sha256).toBe(made.sha256);
});

test('a name that sha256sum would misread is written the way it reads it', async () => {
  const { files, root, which } = await taken();
  await exportSnapshot(files, which, `${root}/usb/a\\b\nc.tar`);
  expect(execFileSync('sha256sum', ['-c', 'a\\b\nc.tar.sha256'], { cwd: `${root}/usb` }).toString()).toContain('OK');
});

test('a damaged snapshot is not carried off', async () => {
  const { files, root, which, file } = await taken();
  fs.appendFileSync(`${root}/state/snapshots/gateway/1.25.3/parts/0/conf/nginx.conf`, '#');
  await expect(exportSnapshot(files, which, file)).rejects.toMatchObject({ code: 'E_SNAPSHOT_DAMAGED' });
  expect(fs.readdirSync(`${root}/usb`)).toEqual([]);
});

test('an export writes over nothing, and not beside the snapshot it copies', async () => {
  const { files, root, which, file } = await taken();
  const inside = `${root}/state/copy.tar`;
  await expect(exportSnapshot(files, which, inside)).rejects.toMatchObject({ code: 'E_EXPORT_PLACE' });
  fs.symlinkSync(`${root}/state/snapshots/gateway`, `${root}/by-link`);
  const behind = `${root}/by-link/copy.tar`;
  await expect(exportSnapshot(files, which, behind)).rejects.toMatchObject({ code: 'E_EXPORT_PLACE' });
  for (const name of ['copy.tar', 'copy.tar.sha256']) {
    fs.writeFileSync(`${root}/usb/${name}`, 'mine');
    await expect(exportSnapshot(files, which, file)).rejects.toMatchObject({ code: 'E_FILE_EXISTS' });
    expect(fs.readFileSync(`${root}/usb/${name}`, 'utf8')).toBe('mine');
    fs.rmSync(`${root}/usb/${name}`);
  }
  await expect(exportSnapshot(files, { ...which, id: 'none' }, file)).rejects.toMatchObject({
    code: 'E_SNAPSHOT_ABSENT',
  });
});

test('a disk that fills up at any change leaves neither file', async () => {
  for (const n of [1, 2]) {
    const { files, root, which, file, fullAt } = await taken();
    fullAt(n);
    await expect(exportSnapshot(files, which, file)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(fs.readdirSync(`${root}/usb`)).toEqual([]);
  }
});

test('an archive that does not read back as it was written is removed', async () => {
  const { files, root, which, file } = await taken();
  const lying = { ...files, digest: async (path: string) => (path === file ? 'other' : files.digest(path)) };
  await expect(exportSnapshot(lying, which, file)).rejects.toMatchObject({ code: 'E_EXPORT_DIFFERS' });
  expect(fs.readdirSync(`${root}/usb`)).toEqual([]);
});
