import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  listGenerations,
  makeGeneration,
  manifestDigest,
  manifestOf,
  readGeneration,
  recordLeft,
  verifyGeneration,
} from '../src/index.ts';
import { seal } from '../src/sealed.ts';
import { disk, lay } from './disk-files.ts';

const TREE = { 'nginx/sbin/nginx': 'ELF', 'nginx/conf/設定 "1" $(x).conf': '1', 'logs/error.log': 'a' };

async function withOne(how: { ignore?: readonly string[] } = {}) {
  const { root, ...rest } = disk();
  const tree = lay(`${root}/trees/樹 1`, TREE);
  const state = `${root}/state`;
  const made = {
    id: '1.26.0-a',
    component: 'gateway',
    version: '1.26.0',
    tree,
    made: '2026-03-01T00:00:00Z',
    parts: { a: 1 },
  };
  const record = await makeGeneration(rest.files, state, made, how);
  const path = `${state}/generations/gateway/1.26.0-a.json`;
  return { ...rest, root, state, made, record, path, tree, which: { component: 'gateway', id: '1.26.0-a' } };
}

test('a generation is recorded beside its tree, for the owner alone, with the digest of the tree', async () => {
  const { files, state, made, record, path, tree } = await withOne();
  const manifest = await manifestOf(files, tree);
  expect(record.generation).toEqual({ ...made, digest: manifestDigest(manifest) });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await readGeneration(files, state, 'gateway', '1.26.0-a')).toEqual(record);
  expect(record.manifest.map(({ uid, gid, ...entry }) => [entry, typeof uid, typeof gid])).toEqual(
    manifest.map((entry) => [entry, 'number', 'number']),
  );
  expect(await readGeneration(files, state, 'gateway', 'other')).toBeNull();
});

test('a generation is recorded once', async () => {
  const { files, state, made, path } = await withOne();
  const before = readFileSync(path);
  await expect(makeGeneration(files, state, { ...made, version: '2' })).rejects.toMatchObject({
    code: 'E_GENERATION_EXISTS',
  });
  expect(readFileSync(path)).toEqual(before);
});

test('a link, a file and nothing are no trees of a generation', async () => {
  const { files, state, made, root, tree } = await withOne();
  symlinkSync(tree, `${root}/live`);
  for (const path of [`${root}/live`, `${tree}/nginx/sbin/nginx`, `${root}/none`]) {
    const attempt = makeGeneration(files, state, { ...made, id: 'b', tree: path });
    await expect(attempt).rejects.toMatchObject({ code: 'E_GENERATION_TREE' });
  }
});

test.each(['../x', 'a/b', '.hidden', 'nul', 'x.partial', 'a:b', '', 'x.json'])(
  '%j cannot be the id of a record',
  async (id) => {
    const { files, state, made } = await withOne();
    await expect(makeGeneration(files, state, { ...made, id })).rejects.toMatchObject({ code: 'E_NAME_FORM' });
  },
);

test('an untouched tree has no drift', async () => {
  const { files, state, which } = await withOne();
  expect(await verifyGeneration(files, state, which)).toMatchObject({ same: true, lines: [] });
});

test('drift is named: what is missing, added, changed, also only in its mode', async () => {
  const { files, state, which, tree } = await withOne();
  rmSync(`${tree}/nginx/conf`, { recursive: true });
  chmodSync(`${tree}/nginx/sbin/nginx`, 0o600);
  writeFileSync(`${tree}/logs/error.log`, 'b');
  lay(tree, { added: '1' });
  const { same, lines } = await verifyGeneration(files, state, which);
  expect(same).toBe(false);
  expect(lines).toEqual([
    'nginx/conf: missing',
    'nginx/conf/設定 "1" $(x).conf: missing',
    'logs/error.log: other content',
    'nginx/sbin/nginx: mode was 0644, is 0600',
    'added: was not there before',
  ]);
  expect((await verifyGeneration(files, state, which, { modes: false })).lines).not.toContain(
    'nginx/sbin/nginx: mode was 0644, is 0600',
  );
});

test('what the running program writes is no drift, whether it was said at the making or now', async () => {
  const early = await withOne({ ignore: ['logs', 'drain'] });
  const late = await withOne();
  expect(early.record.manifest.map(({ path }) => path)).not.toContain('logs');
  for (const { tree } of [early, late]) {
    writeFileSync(`${tree}/logs/error.log`, 'more');
    lay(tree, { drain: '', 'logs/access.log': '1' });
  }
  expect((await verifyGeneration(early.files, early.state, early.which)).same).toBe(true);
  expect((await verifyGeneration(late.files, late.state, late.which)).same).toBe(false);
  expect((await verifyGeneration(late.files, late.state, late.which, { ignore: ['logs/', 'drain'] })).same).toBe(true);
});

test('a tree that is gone is drift, and a generation that never was is an error', async () => {
  const { files, state, which, tree } = await withOne();
  rmSync(tree, { recursive: true });
  expect((await verifyGeneration(files, state, which)).lines[0]).toBe(`${tree} is not there`);
  const other = { component: 'gateway', id: 'other' };
  await expect(verifyGeneration(files, state, other)).rejects.toMatchObject({ code: 'E_GENERATION_ABSENT' });
});

test('generations are listed by the time they were made; damaged ones are named', async () => {
  const { files, state, made, path } = await withOne();
  await makeGeneration(files, state, { ...made, id: 'z-older', made: '2026-02-01T00:00:00+09:00' });
  await makeGeneration(files, state, { ...made, id: 'a-newer', made: '2026-04-01T00:00:00Z' });
  writeFileSync(path, readFileSync(path, 'utf8').replace('"1.26.0"', '"1.26.1"'));
  writeFileSync(`${state}/generations/gateway/torn.json`, '{"format": 1, "ki');
  writeFileSync(`${state}/generations/gateway/renamed.json`, readFileSync(`${state}/generations/gateway/a-newer.json`));
  const listed = await listGenerations(files, state, 'gateway');
  expect(listed.map(({ id, generation }) => [id, generation?.made])).toEqual([
    ['z-older', '2026-02-01T00:00:00+09:00'],
    ['a-newer', '2026-04-01T00:00:00Z'],
    ['1.26.0-a', undefined],
    ['renamed', undefined],
    ['torn', undefined],
  ]);
  expect(listed[2]?.damage).toContain('does not have the sha256 it carries');
  expect(listed[4]?.damage).toContain('not whole JSON');
  expect(await listGenerations(files, state, 'nebula')).toEqual([]);
  await expect(readGeneration(files, state, 'gateway', 'torn')).rejects.toMatchObject({ code: 'E_RECORD_DAMAGED' });
});

test('a full disk leaves no record', async () => {
  for (const n of [1, 2]) {
    const { files, root, fullAt, paths } = disk();
    const tree = lay(`${root}/tree`, TREE);
    fullAt(n);
    const made = { id: 'a', component: 'gateway', version: '1', tree, made: '2026-01-01T00:00:00Z', parts: null };
    await expect(makeGeneration(files, `${root}/state`, made)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(paths().filter((path) => path.includes('json'))).toEqual([]);
  }
});

test('a record from before owners and other folders were kept is read, and holds its tree to what it says', async () => {
  const { files, state, record, path, tree, which } = await withOne();
  const manifest = record.manifest.map(({ uid, gid, ...entry }) => entry);
  const { generation } = record;
  writeFileSync(path, seal('generation', { generation, manifest, ignore: [] } as never));
  expect(await verifyGeneration(files, state, which)).toMatchObject({ same: true, lines: [] });
  writeFileSync(`${tree}/nginx/sbin/nginx`, 'elf');
  expect((await verifyGeneration(files, state, which)).lines).toEqual(['nginx/sbin/nginx: other content']);
});

test('what a run left is what a return means to find, as is what was made; anything else is drift from the newest', async () => {
  const { files, state, record, tree, which } = await withOne();
  const conf = `${tree}/nginx/conf/設定 "1" $(x).conf`;
  const holds = async (content: string) => {
    writeFileSync(conf, content);
    return (await verifyGeneration(files, state, which)).lines;
  };
  expect(await holds('2')).toHaveLength(1);
  await recordLeft(files, state, record.generation, '20260301-a');
  writeFileSync(conf, '3 longer');
  await recordLeft(files, state, record.generation, '20260302-b');
  // Once for each run: what it recorded first stands.
  writeFileSync(conf, '4');
  await recordLeft(files, state, record.generation, '20260302-b');
  expect([await holds('1'), await holds('2'), await holds('3 longer')]).toEqual([[], [], []]);
  expect(await holds('4')).toEqual(['nginx/conf/設定 "1" $(x).conf: other content: had 8 bytes, has 1']);
  const left = `${state}/generations/gateway/${which.id}/20260301-a.json`;
  writeFileSync(left, readFileSync(left, 'utf8').slice(0, 99));
  const drift = await verifyGeneration(files, state, which);
  expect(drift).toMatchObject({ same: false, damaged: [expect.stringContaining('not whole JSON')] });
});

test('backups of what nobody edits leave one record of it, the newest; what differs and what is damaged stays', async () => {
  const { files, state, record, tree, which } = await withOne();
  const folder = `${state}/generations/gateway/${which.id}`;
  await recordLeft(files, state, record.generation, '0');
  // As an earlier version left them.
  const again = (run: string) =>
    seal('generation-left', { ...JSON.parse(readFileSync(`${folder}/0.json`, 'utf8')).content, run });
  for (const run of ['00', '1']) writeFileSync(`${folder}/${run}.json`, again(run));
  writeFileSync(`${tree}/logs/error.log`, 'edited');
  for (const run of ['2', '3', '4']) await recordLeft(files, state, record.generation, run);
  expect(readdirSync(folder)).toEqual(['1.json', '4.json']);
  const text = readFileSync(`${folder}/4.json`, 'utf8');
  writeFileSync(`${folder}/4.json`, text.slice(0, 99));
  await recordLeft(files, state, record.generation, '5');
  expect(readdirSync(folder)).toEqual(['1.json', '4.json', '5.json']);
  rmSync(`${folder}/4.json`);
  expect((await verifyGeneration(files, state, which)).lines).toEqual([]);
});
