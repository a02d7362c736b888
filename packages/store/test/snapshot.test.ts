import { chmodSync, chownSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type { WriteFiles } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import {
  brokenSnapshots,
  listSnapshots,
  manifestOf,
  restoreSnapshotPart,
  takeSnapshot,
  verifySnapshot,
} from '../src/index.ts';
import { type Disk, disk, lay } from './disk-files.ts';

const CONF = {
  'nginx.conf': 'events {}',
  'tls/鍵 "1" $(x).pem': 'secret',
  'sites/a': '1',
  'sites/b': '-> a',
  empty: null,
};

function source(on: Disk) {
  const { root } = on;
  lay(`${root}/live/設定`, CONF);
  lay(`${root}/live`, { 'grafana.db': 'SQLite' });
  chmodSync(`${root}/live/設定/tls`, 0o500);
  chmodSync(`${root}/live/設定/nginx.conf`, 0o4755);
  if (process.getuid?.() === 0) {
    chownSync(`${root}/live/grafana.db`, 472, 472);
    chownSync(`${root}/live/設定/sites`, 65534, 65534);
  }
  const parts = [
    { name: 'conf', path: `${root}/live/設定` },
    { name: 'database', path: `${root}/live/grafana.db` },
  ];
  return {
    state: `${root}/state`,
    component: 'monitoring',
    id: 'run-1',
    parts,
    note: 'before 1.26',
    made: '2026-03-01T00:00:00Z',
  };
}

const of = ({ state, component, id }: { state: string; component: string; id: string }) => ({ state, component, id });

test('a snapshot records content, sizes, modes, owners and where each part was', async () => {
  const on = disk();
  const wanted = source(on);
  const snapshot = await takeSnapshot(on.files, wanted);
  expect(snapshot).toMatchObject({ component: 'monitoring', id: 'run-1', note: 'before 1.26', made: wanted.made });
  expect(snapshot.parts.map(({ path }) => path)).toEqual(wanted.parts.map(({ path }) => path));
  const original = statSync(`${on.root}/live/grafana.db`);
  expect(snapshot.parts[1]?.entries).toMatchObject([{ mode: 0o644, bytes: 6, uid: original.uid, gid: original.gid }]);
  expect(snapshot.parts[0]?.entries.find(({ path }) => path === 'nginx.conf')?.mode).toBe(0o4755);
  expect(await verifySnapshot(on.files, of(wanted))).toEqual({ snapshot, damage: [] });
});

test('in the store everything is for the owner alone', async () => {
  const on = disk();
  await takeSnapshot(on.files, source(on));
  const modes = (await manifestOf(on.files, `${on.root}/state/snapshots`)).filter(({ kind }) => kind !== 'link');
  expect(new Set(modes.map(({ kind, mode }) => `${kind} ${mode.toString(8)}`))).toEqual(
    new Set(['folder 700', 'file 600']),
  );
});

test('a snapshot is written once', async () => {
  const on = disk();
  const wanted = source(on);
  await takeSnapshot(on.files, wanted);
  const before = await manifestOf(on.files, `${on.root}/state`);
  writeFileSync(`${on.root}/live/grafana.db`, 'worse');
  const changes = on.changes();
  await expect(takeSnapshot(on.files, wanted)).rejects.toMatchObject({ code: 'E_SNAPSHOT_EXISTS' });
  expect(on.changes()).toBe(changes);
  expect(await manifestOf(on.files, `${on.root}/state`)).toEqual(before);
});

test('a part that is not there stops the snapshot before anything is written', async () => {
  const on = disk();
  const wanted = source(on);
  const parts = [...wanted.parts, { name: 'gone', path: `${on.root}/live/gone` }];
  await expect(takeSnapshot(on.files, { ...wanted, parts })).rejects.toMatchObject({ code: 'E_SNAPSHOT_PART_ABSENT' });
  await expect(takeSnapshot(on.files, { ...wanted, parts: [] })).rejects.toMatchObject({ code: 'E_SNAPSHOT_PARTS' });
  const twice = [wanted.parts[0]!, wanted.parts[0]!];
  await expect(takeSnapshot(on.files, { ...wanted, parts: twice })).rejects.toMatchObject({ code: 'E_SNAPSHOT_PARTS' });
  expect(on.paths()).not.toContain('state');
});

test('too little space stops the snapshot before anything is copied', async () => {
  const on = disk();
  const wanted = source(on);
  const attempt = takeSnapshot({ ...on.files, free: async () => 10 }, wanted);
  await expect(attempt).rejects.toMatchObject({ code: 'E_SNAPSHOT_SPACE' });
  expect(on.paths(`${on.root}/state/snapshots/monitoring`)).toEqual([]);
});

test('a pointer as a part keeps what it points to', async () => {
  const on = disk();
  const wanted = source(on);
  symlinkSync('設定', `${on.root}/live/current`);
  const parts = [{ name: 'conf', path: `${on.root}/live/current` }];
  const snapshot = await takeSnapshot(on.files, { ...wanted, parts });
  expect(snapshot.parts[0]).toMatchObject({ path: `${on.root}/live/current`, kind: 'folder' });
  expect(snapshot.parts[0]?.real).toMatch(/設定$/);
  expect(snapshot.parts[0]?.entries.length).toBeGreaterThan(5);
});

test('what changes while it is copied is noticed, and no snapshot is made of it', async () => {
  const on = disk();
  const wanted = source(on);
  const busy: WriteFiles = {
    ...on.files,
    copy: async (from, to) => {
      writeFileSync(`${on.root}/live/grafana.db`, 'SQLite, written again');
      await on.files.copy(from, to);
    },
  };
  await expect(takeSnapshot(busy, wanted)).rejects.toMatchObject({
    code: 'E_SNAPSHOT_CHANGED',
    message: expect.stringContaining('database: the file itself: other content'),
  });
  expect(on.paths(`${on.root}/state/snapshots/monitoring`)).toEqual([]);
});

test('verifying reads all bytes again and names each damage', async () => {
  const on = disk();
  const wanted = source(on);
  await takeSnapshot(on.files, wanted);
  const parts = `${on.root}/state/snapshots/monitoring/run-1/parts`;
  writeFileSync(`${parts}/0/nginx.conf`, 'events []');
  rmSync(`${parts}/0/sites/b`);
  lay(parts, { '0/new': '1', '7/x': '1' });
  rmSync(`${parts}/1`, { recursive: true });
  expect((await verifySnapshot(on.files, of(wanted))).damage).toEqual([
    'conf: sites/b: missing',
    'conf: nginx.conf: other content',
    'conf: new: was not there before',
    'database: nothing is stored for it',
    'parts/7: was not there before',
  ]);
});

test('a snapshot whose record is torn is damaged, not listed, and named', async () => {
  const on = disk();
  const wanted = source(on);
  await takeSnapshot(on.files, wanted);
  const record = `${on.root}/state/snapshots/monitoring/run-1/snapshot.json`;
  writeFileSync(record, readFileSync(record).subarray(0, 200));
  expect(await listSnapshots(on.files, wanted.state, 'monitoring')).toEqual([]);
  expect(await brokenSnapshots(on.files, wanted.state, 'monitoring')).toMatchObject([{ kind: 'damaged' }]);
  expect((await verifySnapshot(on.files, of(wanted))).damage).toEqual([expect.stringContaining('not whole JSON')]);
  const to = `${on.root}/back`;
  const attempt = restoreSnapshotPart(on.files, { ...of(wanted), part: 'conf', to });
  await expect(attempt).rejects.toMatchObject({ code: 'E_RECORD_DAMAGED' });
});

test('snapshots are listed by the time they were made, not by name', async () => {
  const on = disk();
  const wanted = source(on);
  await takeSnapshot(on.files, { ...wanted, id: 'z', made: '2026-01-01T00:00:00Z' });
  await takeSnapshot(on.files, { ...wanted, id: 'pre-restore', made: '2026-01-01T09:00:00+09:00' });
  await takeSnapshot(on.files, { ...wanted, id: 'a', made: '2026-05-01T00:00:00Z' });
  lay(`${wanted.state}/snapshots/monitoring`, { 'half.partial/parts/0/x': '1' });
  const listed = await listSnapshots(on.files, wanted.state, 'monitoring');
  expect(listed.map(({ id, bytes }) => [id, bytes])).toEqual([
    ['pre-restore', 22],
    ['z', 22],
    ['a', 22],
  ]);
  expect(await brokenSnapshots(on.files, wanted.state, 'monitoring')).toMatchObject([{ kind: 'unfinished' }]);
  const half = { state: wanted.state, component: 'monitoring', id: 'half' };
  await expect(verifySnapshot(on.files, half)).rejects.toMatchObject({ code: 'E_SNAPSHOT_ABSENT' });
});

test('a restored part is what it was: content, modes, links, owners', async () => {
  const on = disk();
  const wanted = source(on);
  const before = await manifestOf(on.files, `${on.root}/live/設定`);
  await takeSnapshot(on.files, wanted);
  rmSync(`${on.root}/live`, { recursive: true });
  for (const part of wanted.parts) {
    const restored = await restoreSnapshotPart(on.files, { ...of(wanted), part: part.name, to: part.path });
    expect(restored.otherOwner).toEqual([]);
  }
  expect(await manifestOf(on.files, `${on.root}/live/設定`)).toEqual(before);
  expect(readFileSync(`${on.root}/live/grafana.db`, 'utf8')).toBe('SQLite');
});

test.runIf(process.getuid?.() === 0)('who owns it otherwise after a restore is said', async () => {
  const on = disk();
  const wanted = source(on);
  await takeSnapshot(on.files, wanted);
  chownSync(`${wanted.state}/snapshots/monitoring/run-1/parts/1/grafana.db`, 0, 0);
  const to = `${on.root}/scratch/db`;
  const { otherOwner } = await restoreSnapshotPart(on.files, { ...of(wanted), part: 'database', to });
  expect(otherOwner).toEqual([to]);
});

test('nothing is restored over something, from damage, or from a part that is not there', async () => {
  const on = disk();
  const wanted = source(on);
  await takeSnapshot(on.files, wanted);
  const restore = (part: string, to: string) => restoreSnapshotPart(on.files, { ...of(wanted), part, to });
  const live = await manifestOf(on.files, `${on.root}/live`);
  await expect(restore('conf', `${on.root}/live/設定`)).rejects.toMatchObject({ code: 'E_RESTORE_EXISTS' });
  await expect(restore('other', `${on.root}/x`)).rejects.toMatchObject({ code: 'E_SNAPSHOT_PART_ABSENT' });
  writeFileSync(`${wanted.state}/snapshots/monitoring/run-1/parts/1/grafana.db`, 'sqlite');
  await expect(restore('database', `${on.root}/x`)).rejects.toMatchObject({ code: 'E_SNAPSHOT_DAMAGED' });
  expect(await manifestOf(on.files, `${on.root}/live`)).toEqual(live);
  expect(on.paths().filter((path) => /^x/.test(path))).toEqual([]);
});

test('a full disk at any moment leaves no snapshot, and the ones before as they were', async () => {
  for (let n = 1; ; n += 1) {
    const on = disk();
    const wanted = source(on);
    await takeSnapshot(on.files, { ...wanted, id: 'older' });
    on.fullAt(n);
    const done = await takeSnapshot(on.files, wanted).then(
      () => true,
      () => false,
    );
    if (done) {
      expect(n).toBeGreaterThan(10);
      return;
    }
    expect(on.paths(`${wanted.state}/snapshots/monitoring`).filter((path) => !path.startsWith('older'))).toEqual([]);
    expect((await verifySnapshot(on.files, { ...of(wanted), id: 'older' })).damage).toEqual([]);
  }
});

test('a power cut at any moment leaves no snapshot or a whole one, and the same id can be taken again', async () => {
  for (let n = 1; ; n += 1) {
    const on = disk();
    const wanted = source(on);
    on.diesAt(n);
    const done = await takeSnapshot(on.files, wanted).then(
      () => true,
      () => false,
    );
    if (done) return;
    expect(await listSnapshots(on.files, wanted.state, 'monitoring')).toEqual([]);
    on.diesAt(Number.POSITIVE_INFINITY);
    await takeSnapshot(on.files, wanted);
    expect((await verifySnapshot(on.files, of(wanted))).damage).toEqual([]);
    expect(await brokenSnapshots(on.files, wanted.state, 'monitoring')).toEqual([]);
  }
});

test('a full disk in the middle of a restore leaves nothing at the place', async () => {
  for (let n = 1; ; n += 1) {
    const on = disk();
    const wanted = source(on);
    await takeSnapshot(on.files, wanted);
    on.fullAt(n);
    const to = `${on.root}/back/設定`;
    const attempt = restoreSnapshotPart(on.files, { ...of(wanted), part: 'conf', to });
    if (
      await attempt.then(
        () => true,
        () => false,
      )
    )
      return;
    expect(on.paths().filter((path) => path.startsWith('back/'))).toEqual([]);
  }
});

test('a power cut in the middle of a restore leaves nothing at the place, and the next one works', async () => {
  for (let n = 1; ; n += 1) {
    const on = disk();
    const wanted = source(on);
    await takeSnapshot(on.files, wanted);
    const restore = () => restoreSnapshotPart(on.files, { ...of(wanted), part: 'conf', to: `${on.root}/back/設定` });
    on.diesAt(n);
    const done = await restore().then(
      () => true,
      () => false,
    );
    if (done) return;
    expect(on.paths()).not.toContain('back/設定');
    on.diesAt(Number.POSITIVE_INFINITY);
    await restore();
    expect(on.paths(`${on.root}/back`).filter((path) => path.includes('partial'))).toEqual([]);
  }
});
