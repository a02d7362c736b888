import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Entry, Outcome } from '@flatnet-maint/core';
import type { House, Proposal, RunOptions, RunReport } from 'flatnet';
import { runCli } from '../../src/run-cli.ts';
import type { World } from '../../src/world.ts';
import { plan } from './recorded.ts';

export const proposal: Proposal = { plan, findings: [], rights: [], worstWayBack: 35_000 };

export function report(outcome: Outcome | 'waiting', more: Partial<RunReport> = {}): RunReport {
  return {
    run: plan.id,
    command: 'upgrade',
    component: 'gateway',
    from: '1.25.3',
    to: '1.26.3',
    outcome,
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: '2026-01-02T03:05:05.000Z',
    darkMs: 0,
    rollbackMs: null,
    probes: [],
    leftovers: [],
    accepted: [],
    journal: '/state/runs/x/journal',
    ...more,
  };
}

/** Plays a recorded journal to whoever follows the run. */
export function plays(entries: readonly Entry[], end: RunReport) {
  return async (_: unknown, how: RunOptions): Promise<RunReport> => {
    for (const entry of entries) {
      how.onEntry?.(entry);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return end;
  };
}

/** A house that refuses everything a test did not give it. */
export function fakeHouse(parts: Partial<House>): House {
  return new Proxy(parts as House, {
    get(target, name) {
      if (name === 'then') return undefined;
      const own = target[name as keyof House];
      return own ?? (() => Promise.reject(new Error(`the test gave the house no ${String(name)}`)));
    },
  });
}

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}
export interface Around {
  readonly house?: Partial<House>;
  readonly world?: Partial<World>;
  readonly signals?: EventEmitter;
}

/** Runs a command line in a world without a terminal, unless the test gives another one. */
export async function cli(argv: readonly string[], { house = {}, world = {}, signals }: Around = {}): Promise<Ran> {
  const stdout = collecting();
  const stderr = collecting();
  const exit = await runCli(argv, {
    openHouse: () => fakeHouse({ components: async () => ['gateway'], ...house }),
    openRehearsal: () => Promise.reject(new Error('no rehearsal in this test')),
    stdin: new PassThrough(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
    cwd: '/work-folder',
    tty: { in: false, out: false },
    signals: signals ?? new EventEmitter(),
    tool: { version: '9.9.9', node: '/node', cli: '/cli' },
    ...world,
  });
  return { exit, out: stdout.text(), err: stderr.text() };
}

export function collecting() {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stream, text: () => chunks.join('') };
}
