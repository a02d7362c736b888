import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Entry, foldRun, type Outcome } from '@flatnet-maint/core';
import { posixFence } from '@flatnet-maint/host';
import { type MemoryHosts, type Snapshot, snapshot } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { createRun, openRun, RunFolder, readRun, run, takeOver, write } from '../src/index.ts';
import { keepIn } from '../src/keep.ts';
import { FullDisk } from './support/full-disk.ts';
import { tempState } from './support/temp-state.ts';
import { toyRunning } from './support/toy-running.ts';
import { toyPlan, toySite } from './support/toy-world.ts';

const self = await posixFence.self();
const opened = { type: 'opened', plan: toyPlan, tool: '0', node: 'node', cli: 'cli' } as const;
const modeOf = (path: string) => fs.statSync(path).mode & 0o777;

describe('the folder of a run', () => {
  test('can be read by nobody else', () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    record.append(opened);
    expect(modeOf(record.folder)).toBe(0o700);
    for (const name of ['journal.jsonl', 'owner.1.json', 'reserve'])
      expect(modeOf(join(record.folder, name))).toBe(0o600);
  });

  test.runIf(process.getuid?.() === 0)('is no fault of ours to whoever may not read it, and not absent', () => {
    const state = tempState();
    createRun(state, 'a', self, 'a test');
    fs.chmodSync(state, 0o755);
    process.seteuid?.(65_534);
    try {
      expect(() => openRun(state)).toThrow(
        expect.objectContaining({ code: 'E_STATE_UNREADABLE', exit: 3, next: 'Run it with sudo.' }),
      );
    } finally {
      process.seteuid?.(0);
    }
  });

  test('holds what was appended, stamped with number, times, boot and owner', () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    const first = record.append(opened);
    const second = record.append({ type: 'note', text: 'ä' });
    expect(readRun(state, 'a').entries).toEqual(JSON.parse(JSON.stringify([first, second])));
    expect(second).toMatchObject({ n: 2, owner: 1, boot: self.boot, at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(second.mono).toBeGreaterThanOrEqual(first.mono);
  });

  test('is closed by finish: the marker goes, and what was kept for undo', async () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    record.append(opened);
    await record.keep.bytes('old words', 'secret');
    record.finish();
    expect(openRun(state)).toBeNull();
    expect(fs.readdirSync(join(state, 'open'))).toEqual([]);
    expect(fs.readdirSync(record.folder).sort()).toEqual(['journal.jsonl', 'orders', 'owner.1.json']);
    record.finish();
  });

  test('leaves nothing behind when it cannot be made', () => {
    const state = tempState();
    const disk = new FullDisk(state);
    for (const free of [0, 1_000, 256 * 1024, 256 * 1024 + 50]) {
      disk.free = free;
      expect(() => createRun(state, 'a', self, 'a test')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
      expect(fs.readdirSync(join(state, 'runs'))).toEqual([]);
      expect(openRun(state)).toBeNull();
    }
    disk.free = Number.POSITIVE_INFINITY;
    expect(createRun(state, 'a', self, 'a test')).toBeInstanceOf(RunFolder);
  });
});

describe('what is kept for the way back', () => {
  test('is read back as it was, 0600, and one content is kept once', async () => {
    const folder = tempState();
    const keep = keepIn(folder);
    const kept = await keep.bytes('a.conf', 'old words');
    await keep.bytes('b.conf', 'old words');
    expect(Buffer.from(await keep.read(kept)).toString()).toBe('old words');
    expect(kept).toMatchObject({ name: 'a.conf', bytes: 9 });
    expect(fs.readdirSync(folder)).toEqual([kept.sha256]);
    expect(modeOf(join(folder, kept.sha256))).toBe(0o600);
  });

  test('is not used when it is no longer what was written', async () => {
    const folder = tempState();
    const keep = keepIn(folder);
    const kept = await keep.bytes('a.conf', 'old words');
    fs.writeFileSync(join(folder, kept.sha256), 'other words');
    await expect(keep.read(kept)).rejects.toMatchObject({ code: 'E_KEPT_DAMAGED' });
  });

  test('replaces what a death left half-written', async () => {
    const folder = tempState();
    const keep = keepIn(folder);
    const { sha256 } = await keep.bytes('a.conf', 'old words');
    fs.renameSync(join(folder, sha256), join(folder, `${sha256}.partial`));
    fs.truncateSync(join(folder, `${sha256}.partial`), 3);
    const kept = await keep.bytes('a.conf', 'old words');
    expect(Buffer.from(await keep.read(kept)).toString()).toBe('old words');
    expect(fs.readdirSync(folder)).toEqual([sha256]);
  });
});

interface Filled {
  readonly state: string;
  readonly hosts: MemoryHosts;
  readonly old: Snapshot;
  readonly ended: Outcome | { readonly code?: string };
  readonly entries: readonly Entry[];
  readonly disk: FullDisk;
}

/** A run whose disk has this much left from its nth line on. */
async function filledAt(line: number, left: number, withReserve = true): Promise<Filled> {
  const state = tempState();
  const disk = new FullDisk(state);
  const hosts = toySite();
  const old = snapshot(hosts.world);
  const record = createRun(state, 'a', self, 'a test');
  if (!withReserve) fs.rmSync(join(record.folder, 'reserve'));
  const fill = (entries: number) => {
    if (entries === line - 1) disk.free = left;
  };
  const running = toyRunning(hosts, record, { onEntry: (entry) => fill(entry.n) });
  fill(0);
  let ended: Filled['ended'];
  try {
    write(running, opened);
    ended = await run(running);
  } catch (error) {
    ended = error as { code?: string };
  }
  return { state, hosts, old, ended, entries: readRun(state, 'a').entries, disk };
}

const withoutBackup = (one: Snapshot) => ({
  ...one,
  files: Object.fromEntries(Object.entries(one.files).filter(([path]) => !path.startsWith('/backup/'))),
});

describe('a disk that becomes full', () => {
  test('at any line of a run: the reserve is enough for the way back, and after commit for the rest', async () => {
    const calm = await filledAt(0, 0);
    expect(calm.ended).toBe('committed');
    const commit = calm.entries.find((entry) => entry.type === 'committed')!.n;
    for (let line = 1; line <= calm.entries.length; line++) {
      const { ended, hosts, old, entries, state, disk } = await filledAt(line, line % 2 === 0 ? 0 : 40);
      expect(disk.refused).toBeGreaterThan(0);
      expect(readRun(state, 'a')).toMatchObject({ damage: null, tornBytes: 0 });
      if (line === 1) {
        expect(ended).toMatchObject({ code: 'E_STATE_FULL' });
        continue;
      }
      const committed = line > commit;
      if (!committed) {
        expect(entries.find((entry) => entry.type === 'failed')).toMatchObject({ n: line, code: 'E_STATE_FULL' });
        expect(['refused', 'rolled-back']).toContain(ended);
      } else expect(ended).toBe('committed');
      expect(withoutBackup(snapshot(hosts.world))).toEqual(withoutBackup(committed ? snapshot(calm.hosts.world) : old));
      expect(openRun(state)).toBeNull();
    }
  }, 60_000);

  test('with no reserve left: nothing more is done, and once there is space the next owner ends it', async () => {
    const calm = await filledAt(0, 0);
    const commit = calm.entries.find((entry) => entry.type === 'committed')!.n;
    for (let line = 2; line <= calm.entries.length; line += 3) {
      const { ended, hosts, old, state, disk, entries } = await filledAt(line, 60, false);
      expect(ended).toMatchObject({ code: 'ENOSPC' });
      expect(entries.length).toBe(line - 1);
      expect(readRun(state, 'a')).toMatchObject({ damage: null, tornBytes: 0 });
      disk.free = Number.POSITIVE_INFINITY;
      const record = await takeOver(
        state,
        'a',
        { ...posixFence, end: async () => true },
        { by: 'operator', evenAlive: true },
      );
      await run(toyRunning(hosts, record));
      const wanted = line > commit ? snapshot(calm.hosts.world) : old;
      expect(foldRun(record.entries).committed).toBe(line > commit);
      expect(withoutBackup(snapshot(hosts.world))).toEqual(withoutBackup(wanted));
    }
  }, 60_000);

  test('does not keep an owner from taking a run over, on the reserve', async () => {
    const state = tempState();
    const disk = new FullDisk(state);
    createRun(state, 'a', { ...self, started: '1' }, 'a test').append(opened);
    disk.free = 0;
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(record.entries.map((entry) => entry.type)).toEqual(['opened', 'resumed']);
    expect(disk.refused).toBe(1);
  });
});
