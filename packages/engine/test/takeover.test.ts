import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Entry, foldRun, type ProcessRef } from '@flatnet-maint/core';
import { posixFence } from '@flatnet-maint/host';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  claim,
  createRun,
  type Fence,
  lastOwner,
  lineOf,
  openRun,
  ownerState,
  putOrder,
  type RunFolder,
  readRun,
  supersede,
  takeOver,
  takeRun,
  whoseRun,
} from '../src/index.ts';
import { genesis } from '../src/journal-lines.ts';
import { Child } from './support/child.ts';
import { tempState } from './support/temp-state.ts';
import { toyPlan } from './support/toy-world.ts';

// Each process takes a while to start, and longer on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const self = await posixFence.self();
const gone: ProcessRef = { ...self, started: '1' };
const fenceOf = (more: Partial<Fence>): Fence => ({ ...posixFence, sweep: async () => 0, ...more });
const opened = { type: 'opened', plan: toyPlan, tool: '0', node: 'node', cli: 'cli' } as const;
const journalOf = (state: string, id = 'a') => join(state, 'runs', id, 'journal.jsonl');
const typesOf = (state: string, id = 'a') => readRun(state, id).entries.map((entry) => entry.type);

/** A run whose owner is dead, with these lines after `opened`. */
function deadRun(state: string, ...bodies: Parameters<RunFolder['append']>[0][]): void {
  const record = createRun(state, 'a', gone, 'a test');
  for (const body of [opened, ...bodies]) record.append(body);
}

describe('opening a run', () => {
  test('is refused while another one is open, naming its owner and since when', async () => {
    const state = tempState();
    const child = new Child('open', state, 'a');
    await child.said('opened');
    const { since } = lastOwner(state, 'a')!;
    expect(() => createRun(state, 'b', self, 'a test')).toThrow(
      expect.objectContaining({
        code: 'E_RUN_OPEN',
        exit: 6,
        message: `Run a is open, owned by process ${child.pid} since ${since}. Nothing was changed.`,
      }),
    );
    expect(fs.readdirSync(join(state, 'runs'))).toEqual(['a']);
    expect(openRun(state)).toBe('a');
  });

  test('at once by two processes succeeds for one of them', async () => {
    const state = tempState();
    for (let round = 0; round < 2; round++) {
      const children = ['x', 'y', 'z'].map((name) => new Child('try-open', state, `${name}${round}`));
      const said = (await Promise.all(children.map((child) => child.said('')))).sort();
      expect(said).toEqual(['E_RUN_OPEN', 'E_RUN_OPEN', 'opened']);
      const id = openRun(state)!;
      await Promise.all(children.map((child) => child.end()));
      takeRun(state, id, 1).finish();
      expect(fs.readdirSync(join(state, 'open'))).toEqual([]);
    }
  });

  test('with the id of an earlier run is refused: a plan is applied at most once', () => {
    const state = tempState();
    createRun(state, 'a', self, 'a test').finish();
    expect(() => createRun(state, 'a', self, 'a test')).toThrow(expect.objectContaining({ code: 'E_PLAN_APPLIED' }));
    expect(openRun(state)).toBeNull();
  });

  test('again is possible once the first one is finished', () => {
    const state = tempState();
    createRun(state, 'a', self, 'a test').finish();
    expect(createRun(state, 'b', self, 'a test').entries).toEqual([]);
    expect(openRun(state)).toBe('b');
  });
});

describe('an owner', () => {
  const isOf = async (state: string) => (await ownerState(state, 'a', posixFence)).is;

  test('that runs is alive, and nobody takes its run', async () => {
    const state = tempState();
    await new Child('open', state, 'a').said('opened');
    expect(await isOf(state)).toBe('alive');
    await expect(takeOver(state, 'a', posixFence, { by: 'operator' })).rejects.toMatchObject({
      code: 'E_RUN_OWNED',
      exit: 6,
    });
    expect(lastOwner(state, 'a')!.number).toBe(1);
  });

  test('that was killed is dead', async () => {
    const state = tempState();
    const child = new Child('open', state, 'a');
    await child.said('opened');
    await child.end();
    expect(await isOf(state)).toBe('dead');
  });

  test('whose number another process has now is dead', async () => {
    const state = tempState();
    createRun(state, 'a', { ...self, started: String(Number(self.started) + 1) }, 'a test').append(opened);
    expect(await isOf(state)).toBe('dead');
  });

  test('of an earlier boot is dead, though number and start are the same', async () => {
    const state = tempState();
    createRun(state, 'a', { ...self, boot: '00000000-0000-0000-0000-000000000000' }, 'a test').append(opened);
    expect(await isOf(state)).toBe('dead');
  });

  test('that has just taken over an old journal is alive, however old its last line is', async () => {
    const state = tempState();
    deadRun(state);
    age(state, 3_600_000);
    claim(join(state, 'runs', 'a'), 2, self, 'a test');
    expect(await isOf(state)).toBe('alive');
  });

  test('that wrote nothing since it claimed, for longer than is lawful, is hung', async () => {
    const state = tempState();
    createRun(state, 'a', self, 'a test');
    expect(await isOf(state)).toBe('alive');
    age(state, 40_000);
    expect(await isOf(state)).toBe('hung');
  });

  test('that was stopped is hung once its move should be over, and writes nothing when it goes on', async () => {
    const state = tempState();
    const child = new Child('append-on-and-on', state, 'a');
    await child.said('opened');
    await child.stop();
    expect(await isOf(state)).toBe('alive');
    age(state, 60_000);
    expect(await isOf(state)).toBe('hung');
    const record = await takeOver(state, 'a', posixFence, { by: 'dead-man' });
    const lines = readRun(state, 'a').entries.length;
    child.goOn();
    await child.ended();
    expect(record.entries.at(-1)).toMatchObject({ type: 'resumed', owner: 2 });
    expect(readRun(state, 'a')).toMatchObject({ damage: null, entries: { length: lines } });
  });

  test('that was superseded and could not be ended writes nothing when it goes on', async () => {
    const state = tempState();
    const child = new Child('append-on-and-on', state, 'a');
    await child.said('opened');
    await child.stop();
    const before = readRun(state, 'a').entries.length;
    const unkillable = fenceOf({ end: async () => false });
    await expect(takeOver(state, 'a', unkillable, { by: 'operator', evenAlive: true })).rejects.toMatchObject({
      code: 'E_OWNER_UNKILLABLE',
      exit: 5,
    });
    child.goOn();
    await child.ended();
    expect(child.lines).toContain('E_RUN_SUPERSEDED');
    // The line that it was about to write when it was stopped may still come; nothing after it.
    expect(readRun(state, 'a').entries.length - before).toBeLessThanOrEqual(1);
    expect(typesOf(state)).not.toContain('resumed');
  });

  test('is refused each line once the next owner has claimed', () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    record.append(opened);
    claim(record.folder, 2, self, 'a test');
    expect(() => record.append({ type: 'committed' })).toThrow(expect.objectContaining({ code: 'E_RUN_SUPERSEDED' }));
    expect(typesOf(state)).toEqual(['opened']);
  });
});

describe('a run that waited for a confirmation without an owner', () => {
  const waiting = (time: number) => ({ type: 'waiting', until: new Date(Date.now() + time).toISOString() }) as const;
  const setClock = (jump: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump });
    onTestFinished(() => void vi.useRealTimers());
  };

  test('goes back because nobody confirmed, and says so', async () => {
    const state = tempState();
    deadRun(state, waiting(-1));
    const { entries } = await takeOver(state, 'a', posixFence, { by: 'dead-man' });
    expect(foldRun(entries)).toMatchObject({
      goesBack: true,
      failure: { code: 'E_CONFIRM_ABSENT', message: expect.stringMatching(/^Nobody confirmed by .*owner ended/) },
    });
  });

  test.each([-7_200_000, 7_200_000])(
    'is left alone while its time lasts, also when the clock is set by %i ms',
    async (jump) => {
      const state = tempState();
      deadRun(state, waiting(60_000));
      setClock(jump);
      expect((await ownerState(state, 'a', posixFence)).is).toBe('waiting');
    },
  );

  test.each([-7_200_000, 7_200_000])('is confirmed in time, also when the clock is set by %i ms', async (jump) => {
    const state = tempState();
    deadRun(state, waiting(60_000));
    setClock(jump);
    putOrder(state, 'a', 'confirm');
    const { entries } = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(foldRun(entries)).toMatchObject({ confirmed: true, goesBack: false });
  });

  test('is not confirmed by what comes too late, even when the clock was set back', async () => {
    const state = tempState();
    deadRun(state, waiting(30));
    await new Promise((resolve) => setTimeout(resolve, 60));
    setClock(-7_200_000);
    putOrder(state, 'a', 'confirm');
    const { entries } = await takeOver(state, 'a', posixFence, { by: 'dead-man' });
    expect(foldRun(entries)).toMatchObject({ confirmed: false, goesBack: true });
  });
});

describe('taking a run over', () => {
  test('cuts the torn line, then writes `resumed`, then nothing by itself', async () => {
    const state = tempState();
    deadRun(state);
    fs.appendFileSync(journalOf(state), '{"n":2,"at":"2026');
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(record.entries.map((entry) => entry.type)).toEqual(['opened', 'resumed']);
    expect(readRun(state, 'a')).toMatchObject({ damage: null, tornBytes: 0 });
  });

  test('cuts NULs that a power cut left', async () => {
    const state = tempState();
    deadRun(state);
    fs.appendFileSync(journalOf(state), Buffer.alloc(4096));
    await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(readRun(state, 'a')).toMatchObject({ damage: null, tornBytes: 0, entries: { length: 2 } });
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['a flipped bit', (bytes) => Buffer.from(bytes).fill(bytes[400]! ^ 1, 400, 401)],
    ['a missing line', (bytes) => linesOf(bytes, [0, 2, 3])],
    ['two lines in the wrong order', (bytes) => linesOf(bytes, [0, 2, 1, 3])],
    ['a line that is there twice', (bytes) => linesOf(bytes, [0, 1, 1, 2, 3])],
  ])('does nothing on the word of a journal with %s', async (_, spoil) => {
    const state = tempState();
    deadRun(state, { type: 'note', text: '1' }, { type: 'note', text: '2' }, { type: 'committed' });
    fs.writeFileSync(journalOf(state), spoil(fs.readFileSync(journalOf(state))));
    const before = fs.readFileSync(journalOf(state));
    const deeds: string[] = [];
    const fence = fenceOf({ sweep: async () => deeds.push('sweep'), end: async () => deeds.push('end') > 0 });
    await expect(takeOver(state, 'a', fence, { by: 'operator' })).rejects.toMatchObject({
      code: 'E_JOURNAL_DAMAGED',
      exit: 5,
      message: expect.stringContaining('Nothing was done on its word'),
    });
    expect(deeds).toEqual([]);
    expect(fs.readFileSync(journalOf(state))).toEqual(before);
    expect(lastOwner(state, 'a')!.number).toBe(1);
    expect(openRun(state)).toBe('a');
  });

  test('names the component whose run it is; where the journal does not tell, the only one with a ready way back', async () => {
    const state = tempState();
    const whose = () => whoseRun(state, readRun(state, 'a'));
    deadRun(state);
    expect(whose()).toBe(toyPlan.component);
    fs.writeFileSync(journalOf(state), 'x\n');
    expect(whose()).toBe('COMPONENT');
    fs.mkdirSync(join(state, 'last-good'));
    for (const name of ['gateway.json', 'gateway.json.partial']) fs.writeFileSync(join(state, 'last-good', name), '{}');
    expect(whose()).toBe('gateway');
    await expect(takeOver(state, 'a', posixFence, { by: 'operator' })).rejects.toMatchObject({
      next: expect.stringMatching(/^flatnet-maint rollback gateway --emergency /),
    });
    fs.writeFileSync(join(state, 'last-good', 'cni.json'), '{}');
    expect(whose()).toBe('COMPONENT');
  });

  test('is refused to whoever claims second', async () => {
    const state = tempState();
    deadRun(state);
    const folder = join(state, 'runs', 'a');
    const fence = fenceOf({
      async self() {
        claim(folder, 2, gone, 'a faster one');
        return self;
      },
    });
    await expect(takeOver(state, 'a', fence, { by: 'operator' })).rejects.toMatchObject({
      code: 'E_RUN_OWNED',
      exit: 6,
    });
    expect(() => claim(folder, 2, self, 'again')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(lastOwner(state, 'a')).toMatchObject({ number: 2, by: 'a faster one' });
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('claim-'))).toEqual([]);
    expect(typesOf(state)).toEqual(['opened']);
  });

  test('by several processes at once succeeds for one of them', async () => {
    const state = tempState();
    deadRun(state);
    const children = [1, 2, 3, 4].map(() => new Child('take-over', state, 'a'));
    const said = (await Promise.all(children.map((child) => child.said('')))).sort();
    expect(said).toEqual(['E_RUN_OWNED', 'E_RUN_OWNED', 'E_RUN_OWNED', 'took 2']);
    expect(readRun(state, 'a')).toMatchObject({ damage: null, entries: { length: 2 } });
  });

  test('is done again by the next one when it was killed between its claim and its first line', async () => {
    const state = tempState();
    deadRun(state);
    const child = new Child('claim-only', state, 'a');
    await child.said('claimed');
    await child.end();
    expect(lastOwner(state, 'a')!.number).toBe(2);
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(record.entries.at(-1)).toMatchObject({ type: 'resumed', owner: 3 });
  });

  test('is done by the next one when a claim was left half-written', async () => {
    const state = tempState();
    deadRun(state);
    fs.writeFileSync(join(state, 'runs', 'a', 'owner.2.json'), '{"number":2,"pi');
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(record.entries.at(-1)).toMatchObject({ type: 'resumed', owner: 3 });
  });

  test('ends what the dead owner had started, and does nothing while something of it is left', async () => {
    const state = tempState();
    deadRun(state);
    await expect(takeOver(state, 'a', fenceOf({ sweep: async () => 2 }), { by: 'operator' })).rejects.toMatchObject({
      code: 'E_OWNER_UNKILLABLE',
      message: expect.stringContaining('2 processes left'),
    });
    expect(typesOf(state)).toEqual(['opened']);
  });

  test('does nothing while an owner before the last one still lives', async () => {
    const state = tempState();
    const child = new Child('open', state, 'a');
    await child.said('opened');
    const unkillable = fenceOf({ end: async (owner) => owner.pid !== child.pid });
    const how = { by: 'operator', evenAlive: true } as const;
    await expect(takeOver(state, 'a', unkillable, how)).rejects.toMatchObject({ code: 'E_OWNER_UNKILLABLE' });
    await expect(takeOver(state, 'a', unkillable, how)).rejects.toMatchObject({ code: 'E_OWNER_UNKILLABLE' });
    expect(typesOf(state)).toEqual(['opened']);
  });

  test('closes a run that was killed before its first line', async () => {
    const state = tempState();
    const child = new Child('create-only', state, 'a');
    await child.said('created');
    await child.end();
    await expect(takeOver(state, 'a', posixFence, { by: 'operator' })).rejects.toMatchObject({ code: 'E_RUN_EMPTY' });
    expect(openRun(state)).toBeNull();
  });

  test('of a run that was closed meanwhile is refused, and leaves the next run alone', async () => {
    const state = tempState();
    deadRun(state);
    const fence = fenceOf({
      async sweep() {
        takeRun(state, 'a', 1).finish();
        createRun(state, 'b', self, 'a test');
        return 0;
      },
    });
    await expect(takeOver(state, 'a', fence, { by: 'operator' })).rejects.toMatchObject({ code: 'E_RUN_CLOSED' });
    expect(openRun(state)).toBe('b');
    expect(typesOf(state)).toEqual(['opened']);
  });

  test('of a run that was killed between `closed` and the end of it closes it again', async () => {
    const state = tempState();
    deadRun(state, { type: 'committed' }, { type: 'closed', outcome: 'committed' });
    const record = await takeOver(state, 'a', posixFence, { by: 'dead-man' });
    expect(foldRun(record.entries)).toMatchObject({ committed: true, closed: null });
  });
});

test('finishing one run leaves the marker of another', () => {
  const state = tempState();
  const first = createRun(state, 'a', self, 'a test');
  first.finish();
  createRun(state, 'b', self, 'a test');
  first.finish();
  expect(openRun(state)).toBe('b');
});

describe('orders', () => {
  const soon = () => new Date(Date.now() + 60_000).toISOString();
  const past = () => new Date(Date.now() - 60_000).toISOString();

  test('put twice are one order', () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    record.append(opened);
    putOrder(state, 'a', 'abort');
    putOrder(state, 'a', 'abort');
    expect(record.orders()).toEqual(['abort']);
    record.append({ type: 'ordered', order: 'abort', by: 'a test' });
    expect(record.orders()).toEqual([]);
  });

  test('to abort come before a confirmation', () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    for (const body of [opened, { type: 'waiting', until: soon() } as const]) record.append(body);
    putOrder(state, 'a', 'confirm');
    putOrder(state, 'a', 'abort');
    expect(record.orders()[0]).toBe('abort');
  });

  test('leave a run that waits lawfully without an owner alone until one is put', async () => {
    const state = tempState();
    deadRun(state, { type: 'waiting', until: soon() });
    expect((await ownerState(state, 'a', posixFence)).is).toBe('waiting');
    putOrder(state, 'a', 'confirm');
    expect((await ownerState(state, 'a', posixFence)).is).toBe('dead');
  });

  test('a confirmation that finds no owner is taken by the next one, and the run goes on', async () => {
    const state = tempState();
    deadRun(state, { type: 'waiting', until: soon() });
    putOrder(state, 'a', 'confirm');
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(foldRun(record.entries)).toMatchObject({ confirmed: true, goesBack: false });
  });

  test('a confirmation that came too late sends nothing forward', async () => {
    const state = tempState();
    deadRun(state, { type: 'waiting', until: past() });
    putOrder(state, 'a', 'confirm');
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(foldRun(record.entries)).toMatchObject({ confirmed: false, goesBack: true });
  });

  test('a confirmation and an abort that find no owner send it back', async () => {
    const state = tempState();
    deadRun(state, { type: 'waiting', until: soon() });
    putOrder(state, 'a', 'confirm');
    putOrder(state, 'a', 'abort');
    const record = await takeOver(state, 'a', posixFence, { by: 'operator' });
    expect(foldRun(record.entries)).toMatchObject({ goesBack: true, failure: { code: 'E_RUN_ABORTED' } });
  });

  test('a wait whose time is over is nobody’s lawful state', async () => {
    const state = tempState();
    deadRun(state, { type: 'waiting', until: past() });
    expect((await ownerState(state, 'a', posixFence)).is).toBe('dead');
  });
});

describe('an emergency', () => {
  test('ends an open run without undoing it, whoever owns it', async () => {
    const state = tempState();
    const child = new Child('append-on-and-on', state, 'a');
    await child.said('opened');
    expect(await supersede(state, posixFence)).toBe('a');
    await child.ended();
    expect(typesOf(state).slice(-2)).toEqual(['resumed', 'closed']);
    expect(readRun(state, 'a').damage).toBeNull();
    expect(openRun(state)).toBeNull();
  });

  test('finds nothing to end where no run is open', async () => {
    expect(await supersede(tempState(), posixFence)).toBeNull();
  });

  test('closes a run that was killed before its first line', async () => {
    const state = tempState();
    createRun(state, 'a', gone, 'a test');
    expect(await supersede(state, posixFence)).toBe('a');
    expect(openRun(state)).toBeNull();
  });

  test('sets a damaged journal aside as evidence and ends its owner', async () => {
    const state = tempState();
    const child = new Child('open', state, 'a');
    await child.said('opened');
    fs.writeFileSync(journalOf(state), 'nonsense\n');
    expect(await supersede(state, posixFence)).toBe('a');
    await child.ended();
    expect(fs.readFileSync(join(state, 'runs', 'a', 'journal.set-aside.jsonl'), 'utf8')).toBe('nonsense\n');
    expect(fs.existsSync(journalOf(state))).toBe(false);
    expect(openRun(state)).toBeNull();
  });

  test('passes by a marker whose run is not there', async () => {
    const state = tempState();
    createRun(state, 'a', gone, 'a test');
    fs.rmSync(join(state, 'runs', 'a'), { recursive: true });
    expect(await supersede(state, posixFence)).toBe('a');
    expect(openRun(state)).toBeNull();
  });

  test.each([
    ['a sound journal', false],
    ['a damaged one', true],
  ])('does nothing while something of a run with %s cannot be ended', async (_, isDamaged) => {
    const state = tempState();
    deadRun(state);
    if (isDamaged) fs.writeFileSync(journalOf(state), 'nonsense\n');
    const fence = fenceOf({ sweep: async () => 1 });
    await expect(supersede(state, fence)).rejects.toMatchObject({ code: 'E_OWNER_UNKILLABLE' });
    expect(openRun(state)).toBe('a');
    expect(fs.existsSync(journalOf(state))).toBe(true);
  });

  test('that loses the race for a sound run tries again instead of setting its journal aside', async () => {
    const state = tempState();
    deadRun(state);
    let races = 0;
    const fence = fenceOf({
      async self() {
        // Between our look and our claim somebody else claims.
        races += 1;
        if (races === 1) claim(join(state, 'runs', 'a'), 2, gone, 'a faster one');
        return self;
      },
    });
    expect(await supersede(state, fence)).toBe('a');
    expect(typesOf(state)).toEqual(['opened', 'resumed', 'closed']);
    expect(openRun(state)).toBeNull();
  });

  test('keeps a sound run open when its journal cannot be written', async () => {
    const state = tempState();
    deadRun(state);
    const full = fenceOf({
      self: () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })),
    });
    await expect(supersede(state, full)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(openRun(state)).toBe('a');
    expect(fs.existsSync(journalOf(state))).toBe(true);
  });
});

/** Makes everything that a run's owner wrote this much older. */
function age(state: string, by: number): void {
  const record = readRun(state, 'a');
  const folder = join(state, 'runs', 'a');
  rewrite(
    journalOf(state),
    record.entries.map((entry) => ({ ...entry, mono: entry.mono - by })),
  );
  for (const name of fs.readdirSync(folder).filter((file) => file.startsWith('owner.'))) {
    const owner = JSON.parse(fs.readFileSync(join(folder, name), 'utf8'));
    fs.writeFileSync(join(folder, name), JSON.stringify({ ...owner, mono: owner.mono - by }));
  }
}

const linesOf = (bytes: Buffer, order: readonly number[]): Buffer => {
  const lines = bytes.toString('utf8').split('\n');
  return Buffer.from(order.map((index) => `${lines[index]}\n`).join(''));
};

function rewrite(file: string, entries: readonly Entry[]): void {
  let h = genesis;
  const lines = entries.map((entry) => {
    const { h: _, ...bare } = entry as Entry & { h?: string };
    const made = lineOf(h, bare as Entry);
    h = made.h;
    return made.line;
  });
  fs.writeFileSync(file, lines.join(''));
}

test('a run whose folder is gone is taken over by nobody, and an emergency goes past it', async () => {
  const state = tempState();
  createRun(state, 'a', gone, 'a test');
  fs.rmSync(join(state, 'runs', 'a'), { recursive: true });
  await expect(takeOver(state, 'a', posixFence, { by: 'operator' })).rejects.toMatchObject({
    code: 'E_JOURNAL_DAMAGED',
    exit: 5,
    next: expect.stringContaining('--emergency'),
  });
  expect(await supersede(state, posixFence)).toBe('a');
  expect(openRun(state)).toBeNull();
});
