import * as fs from 'node:fs';
import { join } from 'node:path';
import type { Entry, EntryBody } from '@flatnet-maint/core';
import { posixFence } from '@flatnet-maint/host';
import { describe, expect, test } from 'vitest';
import { createRun, type Fence, watchRun } from '../src/index.ts';
import { tempState } from './support/temp-state.ts';
import { toyPlan } from './support/toy-world.ts';

const self = await posixFence.self();
const opened: EntryBody = { type: 'opened', plan: toyPlan, tool: '0', node: 'node', cli: 'cli' };
const closed: EntryBody = { type: 'closed', outcome: 'committed' };
const owned = (alive: boolean): Fence => ({ ...posixFence, alive: async () => alive });

/** Watches; `pause` does what happens between two looks, and its number is given. */
async function watched(
  state: string,
  pause: (n: number) => void,
  { alive = true, signal }: { alive?: boolean; signal?: AbortSignal } = {},
) {
  const seen: Entry['type'][] = [];
  const notices: string[] = [];
  const ticks = new Set<string>();
  let n = 0;
  const isOver = await watchRun(
    state,
    'a',
    owned(alive),
    {
      onEntry: ({ type }) => seen.push(type),
      onTick: (text) => ticks.add(text),
      onNotice: (text) => notices.push(text),
      signal,
    },
    async () => {
      n += 1;
      if (n > 500) throw new Error('no end');
      pause(n);
    },
  );
  return { isOver, seen, notices, ticks: [...ticks] };
}

describe('a watcher', () => {
  test('is told every line once, also those from before it came, until the run is closed', async () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    record.append(opened);
    const { isOver, seen } = await watched(state, (n) => {
      if (n === 2) record.append({ type: 'phase', phase: 'check', note: '' });
      if (n === 4) record.append(closed);
    });
    expect(isOver).toBe(true);
    expect(seen).toEqual(['opened', 'phase', 'closed']);
  });

  test('of a run that has ended is told all of it at once', async () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    for (const body of [opened, closed]) record.append(body);
    record.finish();
    expect(await watched(state, () => expect.unreachable())).toMatchObject({
      isOver: true,
      seen: ['opened', 'closed'],
    });
  });

  test('may come before the first line', async () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    const { seen } = await watched(state, (n) => {
      if (n === 1) for (const body of [opened, closed]) record.append(body);
    });
    expect(seen).toEqual(['opened', 'closed']);
  });

  test('that leaves changes nothing', async () => {
    const state = tempState();
    createRun(state, 'a', self, 'a test').append(opened);
    const files = () => fs.readdirSync(join(state, 'runs', 'a'), { recursive: true });
    const before = files();
    const left = new AbortController();
    const { isOver } = await watched(state, () => left.abort(), { signal: left.signal });
    expect(isOver).toBe(false);
    expect(files()).toEqual(before);
  });

  test('hears until when a run waits', async () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    for (const body of [opened, { type: 'waiting', until: '2026-01-02T03:04:05.000Z' }] as const) record.append(body);
    const { ticks } = await watched(state, (n) => {
      if (n === 2) record.append(closed);
    });
    expect(ticks).toEqual(['waiting for `flatnet-maint confirm` until 2026-01-02T03:04:05.000Z']);
  });

  test('is told once when nobody works on the run for a while', async () => {
    const state = tempState();
    const record = createRun(state, 'a', self, 'a test');
    record.append(opened);
    const close = (n: number) => {
      if (n === 100) record.append(closed);
    };
    const { notices } = await watched(state, close, { alive: false });
    expect(notices).toEqual([expect.stringContaining('Nobody works on run a')]);
  });

  test('is told that the journal is damaged, and no line of it', async () => {
    const state = tempState();
    createRun(state, 'a', self, 'a test').append(opened);
    fs.appendFileSync(join(state, 'runs', 'a', 'journal.jsonl'), 'nonsense\n');
    await expect(watched(state, () => {})).rejects.toMatchObject({ code: 'E_JOURNAL_DAMAGED' });
  });
});
