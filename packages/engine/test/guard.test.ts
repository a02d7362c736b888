import * as fs from 'node:fs';
import { join } from 'node:path';
import type { EntryBody } from '@flatnet-maint/core';
import { posixFence } from '@flatnet-maint/host';
import { describe, expect, test, vi } from 'vitest';
import { createRun, guardRuns, openRun, putOrder, type RunFolder, readRun, takeOver } from '../src/index.ts';
import { Child } from './support/child.ts';
import { tempState } from './support/temp-state.ts';
import { toyPlan } from './support/toy-world.ts';

// Each process takes a while to start, and longer on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const self = await posixFence.self();
const gone = { ...self, started: '1' };
const opened = { type: 'opened', plan: toyPlan, tool: '0', node: 'node', cli: 'cli' } as const;

function deadRun(state: string, ...bodies: EntryBody[]): RunFolder {
  const record = createRun(state, 'a', gone, 'a test');
  for (const body of [opened, ...bodies]) record.append(body);
  return record;
}

interface Watched {
  readonly log: readonly string[];
  readonly resumed: number;
}

/** Guards with a resume that takes over and closes; `each` is called at each pause, and may end the watch by throwing. */
async function watch(
  state: string,
  each: (pause: number) => void = () => {},
  resume?: () => Promise<unknown>,
): Promise<Watched> {
  const log: string[] = [];
  let resumed = 0;
  let pauses = 0;
  const close = async () => {
    resumed += 1;
    const record = await takeOver(state, 'a', posixFence, { by: 'dead-man' });
    record.append({ type: 'closed', outcome: 'rolled-back' });
    record.finish();
  };
  const sleep = async () => {
    pauses += 1;
    each(pauses);
    if (pauses > 200) throw new Error(`no end; it said ${log.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await guardRuns(state, posixFence, resume ?? close, (line) => log.push(line), sleep);
  return { log, resumed };
}

describe('the dead-man', () => {
  test('that was armed for a run that never comes ends by itself', async () => {
    expect(await watch(tempState())).toEqual({ log: [], resumed: 0 });
  });

  test('that was armed before its run was opened waits for it', async () => {
    const state = tempState();
    const { resumed } = await watch(state, (pause) => {
      if (pause === 3) deadRun(state);
    });
    expect(resumed).toBe(1);
    expect(openRun(state)).toBeNull();
  });

  test('resumes the run of an owner that was killed, and ends when it is closed', async () => {
    const state = tempState();
    const child = new Child('open', state, 'a');
    await child.said('opened');
    let seen = 0;
    const { log, resumed } = await watch(state, (pause) => {
      seen = pause;
      if (pause === 3) void child.end();
    });
    expect(resumed).toBe(1);
    expect(seen).toBeGreaterThanOrEqual(3);
    expect(log).toEqual(['run a: owner is dead; taking over']);
    expect(openRun(state)).toBeNull();
  });

  test('leaves a stuck run to a human, and says so', async () => {
    const state = tempState();
    deadRun(state, { type: 'closed', outcome: 'stuck' });
    const { log, resumed } = await watch(state);
    expect({ resumed, log }).toEqual({
      resumed: 0,
      log: [expect.stringContaining('run a is stuck and waits for a human')],
    });
    expect(openRun(state)).toBe('a');
  });

  test('does nothing on the word of a damaged journal, and says so', async () => {
    const state = tempState();
    deadRun(state);
    fs.appendFileSync(join(state, 'runs', 'a', 'journal.jsonl'), 'nonsense\n');
    const { log, resumed } = await watch(state);
    expect({ resumed, log }).toEqual({ resumed: 0, log: [expect.stringContaining('journal damaged (line 2')] });
  });

  test('leaves a lawful wait alone, and acts when its time is over', async () => {
    const state = tempState();
    const until = new Date(Date.now() + 150).toISOString();
    deadRun(state, { type: 'waiting', until });
    let actedAt = '';
    const { resumed } = await watch(
      state,
      () => {},
      async () => {
        actedAt = new Date().toISOString();
        const record = await takeOver(state, 'a', posixFence, { by: 'dead-man' });
        record.finish();
      },
    );
    expect(resumed).toBe(0);
    expect(actedAt >= until).toBe(true);
  });

  test('acts on a wait once somebody ordered something', async () => {
    const state = tempState();
    deadRun(state, { type: 'waiting', until: new Date(Date.now() + 60_000).toISOString() });
    const { resumed } = await watch(state, (pause) => {
      if (pause === 3) putOrder(state, 'a', 'confirm');
    });
    expect(resumed).toBe(1);
    expect(readRun(state, 'a').entries.map((entry) => entry.type)).toContain('ordered');
  });

  test('closes a run that ended before its first line', async () => {
    const state = tempState();
    createRun(state, 'a', gone, 'a test');
    const { log } = await watch(state);
    expect(log).toEqual(['run a: owner is dead; taking over', expect.stringContaining('E_RUN_EMPTY')]);
    expect(openRun(state)).toBeNull();
  });

  test('ends a run that was closed but not finished', async () => {
    const state = tempState();
    deadRun(state, { type: 'committed' }, { type: 'closed', outcome: 'committed' });
    expect((await watch(state)).resumed).toBe(1);
    expect(openRun(state)).toBeNull();
  });

  test.each(['E_RUN_OWNED', 'E_RUN_CLOSED', 'E_RUN_EMPTY'])('bears that somebody was faster (%s)', async (code) => {
    const state = tempState();
    const record = deadRun(state);
    const { log } = await watch(
      state,
      () => {},
      async () => {
        record.finish();
        throw Object.assign(new Error('faster'), { code });
      },
    );
    expect(log.at(-1)).toBe(`run a: ${code} faster`);
  });

  test('passes on what it cannot bear, so that whoever runs it starts it again', async () => {
    const state = tempState();
    deadRun(state);
    const full = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    await expect(watch(state, () => {}, full)).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  test('in two processes takes a run over once', async () => {
    const state = tempState();
    deadRun(state);
    const guards = [1, 2, 3].map(() => new Child('guard', state, 'a'));
    await Promise.all(guards.map((guard) => guard.said('guard ended')));
    const types = readRun(state, 'a').entries.map((entry) => entry.type);
    expect(types).toEqual(['opened', 'resumed', 'closed']);
    expect(readRun(state, 'a').damage).toBeNull();
  });
});
