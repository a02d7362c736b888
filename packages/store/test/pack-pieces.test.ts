import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { expect, test } from 'vitest';
import { packPieces } from '../src/index.ts';
import { disk } from './disk-files.ts';

const long = `${'a'.repeat(90)}/${'ü'.repeat(80)}`;
const what = {
  top: 'evidence-x',
  made: new Date('2026-01-02T03:04:05Z'),
  pieces: [
    { path: 'MANIFEST.json', bytes: Buffer.from('{}') },
    { path: `files/${long}`, bytes: Buffer.alloc(70_000, 'x') },
    { path: 'odd\\na\nme', bytes: Buffer.alloc(0) },
    { path: 'even', bytes: Buffer.alloc(512, 'y') },
  ],
};

function place() {
  const { root, ...rest } = disk('pieces');
  return { ...rest, root, file: `${root}/out.tar` };
}

test('pieces come out of tar as they went in, and the real sha256sum agrees with both of its files', async () => {
  const { files, root, file } = place();
  const made = await packPieces(files, what, file);
  expect(execFileSync('sha256sum', ['-c', 'out.tar.sha256'], { cwd: root }).toString()).toBe('out.tar: OK\n');
  expect(fs.statSync(file)).toMatchObject({ size: made.bytes, mode: 0o100600 });
  expect(fs.statSync(made.checksums).mode).toBe(0o100600);
  execFileSync('tar', ['-xf', file, '-C', root]);
  const inside = `${root}/evidence-x`;
  for (const { path, bytes } of what.pieces) expect(fs.readFileSync(`${inside}/${path}`).equals(bytes)).toBe(true);
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: inside }).toString();
  expect(checked.match(/: OK$/gm)).toHaveLength(what.pieces.length);
  fs.appendFileSync(`${inside}/even`, 'z');
  expect(() => execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: inside, stdio: 'pipe' })).toThrow();
});

test('nothing is written over, by name of the archive or of its checksum', async () => {
  for (const taken of ['out.tar', 'out.tar.sha256']) {
    const { files, root, file } = place();
    fs.writeFileSync(`${root}/${taken}`, 'mine');
    await expect(packPieces(files, what, file)).rejects.toMatchObject({ code: 'E_FILE_EXISTS', exit: 3 });
    expect(fs.readFileSync(`${root}/${taken}`, 'utf8')).toBe('mine');
    expect(fs.readdirSync(root)).toEqual([taken]);
  }
});

test('without the space nothing is begun, and a disk that fills up all the same leaves neither file', async () => {
  const { files, root, file } = place();
  await expect(packPieces({ ...files, free: async () => 70_000 }, what, file)).rejects.toMatchObject({
    code: 'E_EXPORT_SPACE',
    exit: 3,
  });
  for (const n of [1, 2]) {
    const full = place();
    full.fullAt(n);
    await expect(packPieces(full.files, what, full.file)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(fs.readdirSync(full.root)).toEqual([]);
  }
  expect(fs.readdirSync(root)).toEqual([]);
});

test('an archive that does not read back as it was written is removed', async () => {
  const { files, root, file } = place();
  await expect(packPieces({ ...files, digest: async () => 'other' }, what, file)).rejects.toMatchObject({
    code: 'E_EXPORT_DIFFERS',
  });
  expect(fs.readdirSync(root)).toEqual([]);
});
