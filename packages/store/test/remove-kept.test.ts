import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  halfRemovedGenerations,
  halfRemovedSnapshots,
  listGenerations,
  listSnapshots,
  makeGeneration,
  protect,
  readProtections,
  recordLeft,
  removeGeneration,
  removeSnapshot,
  takeSnapshot,
  unprotect,
  verifyGeneration,
  verifySnapshot,
} from '../src/index.ts';
import { disk, lay } from './disk-files.ts';

const made = '2026-01-01T00:00:00Z';

async function kept() {
  const on = disk();
  const state = `${on.root}/state`;
  const of = { state, component: 'gateway', id: '1-run' };
  const tree = lay(`${on.root}/trees/1-run`, { 'conf/a': '1', 'conf/b': '2', 'sbin/nginx': 'ELF' });
  const config = lay(`${on.root}/trees/1-run.config`, { 'nginx.conf': 'events {}', 'sites/a': '1' });
  lay(`${on.root}/trees/2-run`, { 'sbin/nginx': 'ELF 2' });
  const generation = { id: '1-run', component: 'gateway', version: '1', tree, besides: [config], made, parts: null };
  const record = await makeGeneration(on.files, state, generation);
  await recordLeft(on.files, state, generation, 'run-1');
  const parts = [{ name: 'conf', path: `${tree}/conf` }];
  await takeSnapshot(on.files, { ...of, parts, note: '', made });
  const going = { ...of, digest: record.generation.digest, folders: [tree, config], base: `${on.root}/trees` };
  return { ...on, state, of, going };
}

test('a power cut at any moment of a removal leaves a sound generation, or none that looks like one, and the next try ends it', async () => {
  for (let n = 1; ; n += 1) {
    const { files, state, of, going, root, diesAt } = await kept();
    diesAt(n);
    const done = await removeGeneration(files, going).then(
      () => true,
      () => false,
    );
    diesAt(Number.POSITIVE_INFINITY);
    const listed = await listGenerations(files, state, 'gateway');
    if (listed[0]?.generation !== undefined)
      expect((await verifyGeneration(files, state, of)).lines, `at ${n}`).toEqual([]);
    else if (!done) expect(await halfRemovedGenerations(files, state, 'gateway'), `at ${n}`).toHaveLength(1);
    await removeGeneration(files, going);
    expect(readdirSync(`${root}/trees`), `at ${n}`).toEqual(['2-run']);
    expect(readdirSync(`${state}/generations/gateway`), `at ${n}`).toEqual([]);
    if (done) {
      expect(n).toBeGreaterThan(8);
      return;
    }
  }
});

test('the same of a snapshot', async () => {
  for (let n = 1; ; n += 1) {
    const { files, state, of, diesAt } = await kept();
    diesAt(n);
    const done = await removeSnapshot(files, { ...of, made }).then(
      () => true,
      () => false,
    );
    diesAt(Number.POSITIVE_INFINITY);
    const listed = await listSnapshots(files, state, 'gateway');
    if (listed.length > 0) expect((await verifySnapshot(files, of)).damage, `at ${n}`).toEqual([]);
    else if (!done) expect(await halfRemovedSnapshots(files, state, 'gateway'), `at ${n}`).toEqual(['1-run']);
    await removeSnapshot(files, { ...of, made });
    expect(readdirSync(`${state}/snapshots/gateway`), `at ${n}`).toEqual([]);
    if (done) return;
  }
});

test('no record may bear the name of what is being removed', async () => {
  const { files, of } = await kept();
  const wanted = { ...of, id: 'x.removing', parts: [{ name: 'a', path: of.state }], note: '' };
  await expect(takeSnapshot(files, wanted)).rejects.toMatchObject({ code: 'E_NAME_FORM' });
});

test('what is protected is kept in a sealed record, and a damaged one is not the same as none', async () => {
  const { files, state } = await kept();
  const one = { id: '1-run', reason: 'the "audit" of 監査', since: made };
  expect(await readProtections(files, state, 'gateway')).toEqual(new Map());
  await protect(files, state, 'gateway', { ...one, reason: 'first' });
  await protect(files, state, 'gateway', one);
  await protect(files, state, 'gateway', { ...one, id: '0-other' });
  expect(await readProtections(files, state, 'gateway')).toEqual(
    new Map([
      ['0-other', { ...one, id: '0-other' }],
      ['1-run', one],
    ]),
  );
  await unprotect(files, state, 'gateway', '0-other');
  await expect(unprotect(files, state, 'gateway', '0-other')).rejects.toMatchObject({ code: 'E_PROTECTION_ABSENT' });
  const path = `${state}/protected/gateway.json`;
  expect(existsSync(path)).toBe(true);
  writeFileSync(path, '{"format');
  for (const attempt of [
    readProtections(files, state, 'gateway'),
    protect(files, state, 'gateway', one),
    unprotect(files, state, 'gateway', '1-run'),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'E_RECORD_DAMAGED' });
});
