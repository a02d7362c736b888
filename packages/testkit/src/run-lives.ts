import { type Entry, foldRun, type Outcome, type Plan } from '@flatnet-maint/core';
import type { EngineUnderSpec, PlayedRun } from './engine-under-spec.ts';
import { Killed } from './killed.ts';
import { fault } from './memory-fault.ts';
import type { MemoryHosts } from './memory-hosts.ts';
import { MemoryDisk, MemoryRecord } from './memory-record.ts';
import type { World } from './world.ts';

/** A host call begins or has ended, a journal line is before, in the middle of, or after its writing. */
export interface Point {
  readonly name: string;
  readonly when: 'before' | 'after';
  /** A call to the host; the others are of the run's own record. */
  readonly isCall: boolean;
}

/** How a life ended: with its run, killed, or because the run had no line yet. */
export type Ended = Outcome | 'killed' | 'empty';

/** What system error the nth host call of a life fails with; null = it does not. */
export type Fails = (call: number) => string | null;

/** A death after something leaves the same world as one before whatever comes next; pairs need only one of the two. */
export const distinct = (points: readonly Point[]): readonly number[] =>
  points.flatMap(({ name, when }, index) =>
    when === 'after' || name === 'appended' || name === 'kept' ? [] : [index + 1],
  );

const looks =
  /^(files\.(stat|read|readPieces|text|list|digest|real|free)|processes\.|services\.(manager|status|of)|http\.(get|sample|tcp)|query)/;

/** Whether a point is of a call that only looks; `query.…` is a point between two changes of a program that was asked. */
export const isLook = ({ name, isCall }: Point): boolean => isCall && looks.test(name) && !name.startsWith('query.');

/** Between two changes every death leaves the same: of a stretch of looks none is tried, but what comes before and after it. */
export const atChanges = (points: readonly Point[]): readonly number[] =>
  points.flatMap((point, index) => (isLook(point) ? [] : [index + 1]));

/** At most `count` of them, the same each time, first and last among them. */
export function spread<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, all.length / Math.max(1, Math.floor(count)));
  return all.filter(
    (_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step) || index === all.length - 1,
  );
}

/** One world, one disk, one plan, and the lives that work on them. */
export class RunLives {
  readonly engine: EngineUnderSpec;
  readonly hosts: MemoryHosts;
  readonly plan: Plan;
  readonly disk: MemoryDisk = new MemoryDisk();
  /** The points that each life passed; a number is a point's place in this list, from 1. */
  readonly passed: (readonly Point[])[] = [];
  /** Sees each line as soon as it is written. */
  onEntry: (entry: Entry) => void = () => {};
  /** How many points the present life has passed. */
  at = 0;
  readonly #running: (record: MemoryRecord) => PlayedRun;

  constructor(engine: EngineUnderSpec, hosts: MemoryHosts, plan: Plan, running: (record: MemoryRecord) => PlayedRun) {
    this.engine = engine;
    this.hosts = hosts;
    this.plan = plan;
    this.#running = running;
  }

  get world(): World {
    return this.hosts.world;
  }

  get entries(): readonly Entry[] {
    return this.engine.readLines(this.disk.bytes).entries;
  }

  /** What the journal says is left over, by the id of its step. */
  get leftovers(): ReadonlyMap<string, string> {
    const { entries } = this;
    return entries.length === 0 ? new Map() : foldRun(entries).leftovers;
  }

  /** A life of ours, killed at its nth point when that comes. */
  async live(killAt: number | null, fails: Fails = () => null): Promise<Ended> {
    const { world } = this;
    const points: Point[] = [];
    let calls = 0;
    world.onCall = (n, name, _, when) => {
      points.push({ name, when, isCall: n > 0 });
      this.at = points.length;
      if (points.length === killAt) throw new Killed(`point ${killAt}: ${when} ${name}`);
      if (n > 0 && when === 'before') {
        calls += 1;
        const errno = fails(calls);
        if (errno !== null) throw fault(errno, `do call ${calls}, ${name}`);
      }
    };
    try {
      return await this.#own();
    } catch (error) {
      if (world.isDead) return 'killed';
      throw error;
    } finally {
      this.passed.push(points);
      world.reborn();
      world.sweepMark(this.plan.id);
    }
  }

  async #own(): Promise<Ended> {
    const { engine, plan } = this;
    const isFirst = this.passed.length === 0;
    const record = new MemoryRecord(engine, plan.id, this.disk, this.world);
    const running = this.#running(record);
    if (isFirst) engine.write(running, { type: 'opened', plan, tool: '0', node: 'node', cli: 'cli' });
    else if (record.entries.length === 0) {
      record.finish();
      return 'empty';
    } else engine.takeUp(record, 'dead-man', 'The owner ended before the run did.');
    return engine.run(running);
  }
}
