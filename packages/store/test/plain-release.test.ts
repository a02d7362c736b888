import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { type Release, sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { addRelease, offersOf, type Ports, stageRelease, unpackRelease, verifyRelease } from '../src/index.ts';
import { indexText } from '../src/release-index.ts';
import { disk, lay } from './disk-files.ts';
import { releaseOf } from './packed.ts';

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]);
const program = (path: string, bytes: Buffer = ELF): Omit<Release, 'component'> => {
  writeFileSync(path, bytes, { mode: 0o600 });
  return { path, version: '0.3.0', sha256: sha256(bytes), plain: true };
};

test('a program becomes a tree with that one file in it, ready to run whatever its own mode was', async () => {
  const { files, root, paths } = disk();
  const release = program(`${root}/flatnet`);
  expect(await verifyRelease(files, release)).toEqual({
    kind: 'file',
    bytes: 8,
    unpackedBytes: 8,
    holds: [{ path: 'flatnet', sha256: sha256(ELF), bytes: 8, mode: 0o755 }],
  });
  await unpackRelease(files, release, `${root}/tree`);
  expect(paths(`${root}/tree`)).toEqual(['flatnet']);
  expect(statSync(`${root}/tree/flatnet`).mode & 0o7777).toBe(0o755);
  expect(readFileSync(`${root}/tree/flatnet`)).toEqual(ELF);
});

test('in a tree it bears its own name, without what the cache puts before it, and nothing more is taken away', async () => {
  const { files, root } = disk();
  const nameIn = async (name: string) => (await verifyRelease(files, program(`${root}/${name}`))).holds?.[0]?.path;
  const own = sha256(ELF).slice(0, 16);
  expect(await nameIn(`${own}-flatnet`)).toBe('flatnet');
  expect(await nameIn(`${own}-flatnet.partial`)).toBe('flatnet');
  expect(await nameIn('flatnet-0.3.0.bin')).toBe('flatnet-0.3.0.bin');
  expect(await nameIn('0123456789abcdef-flatnet')).toBe('0123456789abcdef-flatnet');
  expect(await nameIn(`${own}-`)).toBe(`${own}-`);
});

test('its bytes are those that were named, or nothing is laid', async () => {
  const { files, root, paths } = disk();
  const release = program(`${root}/flatnet`);
  writeFileSync(release.path, Buffer.concat([ELF, ELF]));
  await expect(unpackRelease(files, release, `${root}/tree`)).rejects.toMatchObject({ code: 'E_ARTIFACT_DIGEST' });
  expect(paths()).toEqual(['flatnet']);
});

test('a program is a release only of what may be one, and what looks packed in another way is never one', async () => {
  const { files, root } = disk();
  const { plain: _, ...strict } = program(`${root}/flatnet`);
  await expect(verifyRelease(files, strict)).rejects.toMatchObject({ code: 'E_ARCHIVE_ENDING' });
  for (const name of ['flatnet.7z', 'flatnet.tar.zst', 'flatnet.gz', 'flatnet.TAR.BZ2', 'flatnet.deb', 'a.xz.partial'])
    await expect(verifyRelease(files, program(`${root}/${name}`))).rejects.toMatchObject({ code: 'E_ARCHIVE_ENDING' });
});

test('an archive stays one where programs are allowed: its name decides, and not its content', async () => {
  const { files, root } = disk();
  const archive = releaseOf(`${root}/a.tar.gz`, [{ path: 'top/flatnet', content: 'ELF', mode: 0o755 }]);
  expect(await verifyRelease(files, { ...archive, plain: true })).toMatchObject({ kind: 'archive' });
  await expect(verifyRelease(files, program(`${root}/b.tar.gz`))).rejects.toMatchObject({ code: 'E_ARCHIVE_DAMAGED' });
  const other = releaseOf(`${root}/c`, [{ path: 'flatnet', content: 'ELF' }]);
  expect(await verifyRelease(files, { ...other, plain: true })).toMatchObject({ kind: 'file', unpackedBytes: 2048 });
});

test('an empty program is none, and neither is one of a name that some system reads as something else', async () => {
  const { files, root } = disk();
  const refused = (release: Omit<Release, 'component'>) => expect(verifyRelease(files, release)).rejects;
  await refused(program(`${root}/flatnet`, Buffer.alloc(0))).toMatchObject({ code: 'E_ARCHIVE_EMPTY' });
  await refused(program(`${root}/con`)).toMatchObject({ code: 'E_ARCHIVE_NAME' });
});

test('a program is fetched, added and offered as an archive is', async () => {
  const { files, root, paths } = disk();
  const none = () => Promise.reject(new Error('nothing is downloaded'));
  const ports: Ports = {
    files,
    downloads: { read: none, fetch: none },
    locks: { hold: (_path, work) => work() },
  };
  const entry = { version: '0.3.0', file: 'flatnet', sha256: sha256(ELF), size: ELF.length };
  lay(`${root}/shelf`, { 'index.json': indexText([entry]) });
  program(`${root}/shelf/flatnet`);
  const cache = `${root}/cache`;
  const [offer] = (await offersOf(ports, [{ kind: 'folder', path: `${root}/shelf`, key: null }], cache)).offers;
  await expect(stageRelease(ports, offer!)).rejects.toMatchObject({ code: 'E_ARCHIVE_ENDING' });
  const staged = await stageRelease(ports, { ...offer!, plain: true });
  expect(staged).toMatchObject({ kind: 'file', how: 'now', path: `${cache}/${entry.sha256.slice(0, 16)}-flatnet` });
  expect(staged.holds?.map(({ path }) => path)).toEqual(['flatnet']);
  expect(await stageRelease(ports, { ...offer!, plain: true })).toMatchObject({ how: 'before' });
  await unpackRelease(
    files,
    { version: '0.3.0', path: staged.path, sha256: entry.sha256, plain: true },
    `${root}/tree`,
  );
  expect(paths(`${root}/tree`)).toEqual(['flatnet']);

  const how = { version: '0.3.0', sha256: null, signature: null, keys: [] };
  const store = `${root}/store`;
  await expect(addRelease(ports, store, `${root}/shelf/flatnet`, how)).rejects.toMatchObject({
    code: 'E_ARCHIVE_ENDING',
  });
  const added = await addRelease(ports, store, `${root}/shelf/flatnet`, { ...how, plain: true });
  expect(added).toMatchObject({ version: '0.3.0', path: `${store}/flatnet`, unpackedBytes: 8 });
});
