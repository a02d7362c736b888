import type { AnyAction, AnyInquiry, Entry, Outcome, Plan } from '@flatnet-maint/core';
import { MemoryDisk, type MemoryHosts, MemoryRecord, type World } from '@flatnet-maint/testkit';
import * as engine from '../../src/index.ts';
import { type Running, type RunRecord, registryOf, run, Turn, write } from '../../src/index.ts';
import { toyActions, toyInquiries } from './toy-actions.ts';
import { toySite } from './toy-world.ts';

export function toyRunning(hosts: MemoryHosts, record: RunRecord, more: Partial<Running> = {}): Running {
  const look = (path: string) => hosts.view('local', 1_000).files.stat(path);
  return {
    record,
    hosts,
    registry: registryOf(toyActions, toyInquiries),
    clock: hosts.world.clock,
    async facts() {
      await look('/live');
      return 'facts';
    },
    turn: new Turn(),
    async keepEvidence(files) {
      for (const file of files) await look(file);
    },
    onEntry: () => {},
    onTick: () => {},
    ...more,
  };
}

/** One run of a plan over a toy site, from its opening to its close. */
export interface ToyRun {
  readonly outcome: Outcome;
  readonly entries: readonly Entry[];
  readonly world: World;
}

export interface ToyHow {
  readonly actions?: readonly AnyAction[];
  readonly inquiries?: readonly AnyInquiry[];
  readonly turn?: Turn;
  readonly disk?: MemoryDisk;
  readonly hosts?: MemoryHosts;
  readonly onEntry?: (entry: Entry, world: World) => void;
  readonly running?: Partial<Running>;
}

export async function toyRun(plan: Plan, how: ToyHow = {}): Promise<ToyRun> {
  const hosts = how.hosts ?? toySite();
  const { world } = hosts;
  const record = new MemoryRecord(engine, plan.id, how.disk ?? new MemoryDisk(), world);
  const registry = registryOf([...toyActions, ...(how.actions ?? [])], [...toyInquiries, ...(how.inquiries ?? [])]);
  const turn = how.turn ?? new Turn();
  const onEntry = (entry: Entry) => how.onEntry?.(entry, world);
  const running = toyRunning(hosts, record, { registry, turn, onEntry, ...how.running });
  write(running, { type: 'opened', plan, tool: '0', node: 'node', cli: 'cli' });
  const outcome = await run(running);
  return { outcome, entries: record.entries, world };
}
