import { type Entry, foldRun, type Outcome, type Plan, type Probe } from '@flatnet-maint/core';
import { Killed, type MemoryHosts, type Snapshot, snapshot, type World } from '@flatnet-maint/testkit';
import { type Order, readLines, run, takeUp, write } from '../src/index.ts';
import { Disk, MemoryRecord } from './support/memory-record.ts';
import { toyRunning } from './support/toy-running.ts';
import { page, toyPlan, toySite, toyStep } from './support/toy-world.ts';

/*
 * The crash matrix: a plan is run over a small world and killed at every point (before and after each host call, before,
 * in the middle of and after each journal line), and the run that takes over is killed at every point again. Afterwards
 * the world is exactly what it was before, or, when the journal says committed, exactly what was wanted.
 */

export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
  readonly ends: Outcome;
  readonly orders?: (entries: readonly Entry[]) => readonly Order[];
  /** How it must end, whoever is killed when, once the journal says this. */
  readonly must?: (entries: readonly Entry[]) => Outcome | null;
}

const isIn = (entries: readonly Entry[], type: Entry['type']) => entries.some((entry) => entry.type === type);
const answered = (is: string): Probe => ({
  ...(toyPlan.probes.forward[0] as Probe),
  ask: { inquiry: 'serves', args: { url: page, is } },
});
const [words, pair, stop, swap, gate, start] = toyPlan.cutover as [never, never, never, never, never, never];

export const scenarios: readonly Scenario[] = [
  { name: 'everything succeeds', plan: toyPlan, ends: 'committed' },
  {
    name: 'a prepared thing is not what it should be',
    plan: {
      ...toyPlan,
      prepare: [
        toyPlan.prepare[0]!,
        { ...toyPlan.prepare[1]!, ask: { inquiry: 'reads', args: { path: '/gen/2/build', is: '3' } } } as never,
      ],
    },
    ends: 'refused',
  },
  {
    name: 'a step fails in the middle',
    plan: { ...toyPlan, cutover: [words, pair, stop, swap, gate, toyStep('broken', 'broken@1', null), start] },
    ends: 'rolled-back',
  },
  {
    name: 'a gate stays closed',
    plan: {
      ...toyPlan,
      cutover: [
        words,
        pair,
        stop,
        swap,
        { ...(gate as object), ask: { inquiry: 'reads', args: { path: '/live/build', is: '3' } } } as never,
        start,
      ],
    },
    ends: 'rolled-back',
  },
  {
    name: 'the new version does not answer as it should',
    plan: { ...toyPlan, probes: { ...toyPlan.probes, forward: [answered('3')] } },
    ends: 'rolled-back',
  },
  {
    name: 'somebody confirms',
    plan: { ...toyPlan, confirmWithin: 60_000 },
    ends: 'committed',
    orders: (entries) => (isIn(entries, 'waiting') ? ['confirm'] : []),
    must: (entries) => (isIn(entries, 'waiting') ? 'committed' : null),
  },
  {
    name: 'nobody confirms',
    plan: { ...toyPlan, confirmWithin: 400 },
    ends: 'rolled-back',
  },
  {
    name: 'somebody aborts',
    plan: toyPlan,
    ends: 'rolled-back',
    orders: (entries) => (entries.some((entry) => entry.type === 'done' && entry.id === 'swap') ? ['abort'] : []),
  },
  {
    name: 'an emergency goes forward only',
    plan: {
      ...toyPlan,
      command: 'emergency',
      prepare: [],
      around: [],
      backup: [],
      cutover: [],
      trial: [],
      probes: { forward: [], back: [] },
      cleanup: [toyPlan.prepare[0]!, stop, swap, start, words],
    },
    ends: 'committed',
  },
];

/** A host call begins or has ended, a journal line is before, in the middle of, or after its writing. */
export interface Point {
  readonly name: string;
  readonly when: 'before' | 'after';
}

/** A death after something leaves the same world as one before whatever comes next; pairs need only one of the two. */
const distinct = (points: readonly Point[]): readonly number[] =>
  points.flatMap(({ name, when }, index) =>
    when === 'after' || name === 'appended' || name === 'kept' ? [] : [index + 1],
  );

/** One world, one disk, and the lives that work on them. */
export class Lives {
  readonly hosts: MemoryHosts = toySite();
  readonly disk = new Disk();
  readonly scenario: Scenario;
  readonly old: Snapshot;
  /** The points that each life passed; a number is a point's place in this list, from 1. */
  readonly passed: (readonly Point[])[] = [];

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.disk.orders = scenario.orders ?? (() => []);
    this.old = snapshot(this.hosts.world);
  }

  get world(): World {
    return this.hosts.world;
  }

  get entries(): readonly Entry[] {
    return readLines(this.disk.bytes).entries;
  }

  /** A life of ours, killed at its nth point when that comes; `fails` names the host calls of this life that fail. */
  async live(
    killAt: number | null,
    fails: (call: number) => boolean = () => false,
  ): Promise<Outcome | 'killed' | 'empty'> {
    const { world } = this;
    const points: Point[] = [];
    let calls = 0;
    world.onCall = (n, name, _, when) => {
      points.push({ name, when });
      if (points.length === killAt) throw new Killed(`point ${killAt}: ${when} ${name}`);
      if (n > 0 && when === 'before') {
        calls += 1;
        if (fails(calls)) throw Object.assign(new Error(`EIO: call ${calls}, ${name}`), { code: 'EIO' });
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
      world.sweepMark(this.scenario.plan.id);
    }
  }

  async #own(): Promise<Outcome | 'empty'> {
    const { plan } = this.scenario;
    const isFirst = this.passed.length === 0;
    const record = new MemoryRecord(plan.id, this.disk, this.world);
    const running = toyRunning(this.hosts, record);
    if (isFirst) write(running, { type: 'opened', plan, tool: '0', node: 'node', cli: 'cli' });
    else if (record.entries.length === 0) {
      record.finish();
      return 'empty';
    } else takeUp(record, 'dead-man', 'The owner ended before the run did.');
    return run(running);
  }

  /** What is wrong with how it ended; null = nothing. `wanted` is the world after an undisturbed run. */
  problem(wanted: Snapshot, ended: Outcome | 'killed' | 'empty'): string | null {
    const { entries } = this;
    if (this.disk.isOpen) return `it is still open after ${ended}`;
    const committed = isIn(entries, 'committed');
    const leftovers = entries.length === 0 ? [] : [...foldRun(entries).leftovers.keys()];
    if (committed !== (ended === 'committed')) return `committed is ${committed}, but it ended ${ended}`;
    const must = entries.some((entry) => entry.type === 'failed') ? null : (this.scenario.must?.(entries) ?? null);
    if (must !== null && must !== ended) return `it should have ended ${must}, not ${ended}`;
    if (leftovers.length > 0) return `left over: ${leftovers.join(', ')}`;
    const differs = difference(withoutBackup(committed ? wanted : this.old), withoutBackup(snapshot(this.world)));
    return differs ?? this.backupProblem() ?? orderProblem(entries);
  }

  /** What was backed up stays, and is what it was. */
  backupProblem(): string | null {
    const isBacked = this.entries.some((entry) => entry.type === 'done' && entry.id === 'copy');
    const text = this.world.text('/backup/motd');
    return isBacked && text !== 'old words' ? `the backup holds ${text}` : null;
  }
}

function withoutBackup(one: Snapshot): Snapshot {
  const files = Object.fromEntries(Object.entries(one.files).filter(([path]) => !path.startsWith('/backup/')));
  return { ...one, files };
}

function difference(wanted: Snapshot, now: Snapshot): string | null {
  for (const part of ['files', 'services', 'processes', 'outside'] as const) {
    const [a, b] = [JSON.stringify(wanted[part]), JSON.stringify(now[part])];
    if (a !== b) return `${part} should be ${a}, but are ${b}`;
  }
  return null;
}

/** The live steps are undone in the reverse of the order in which they were begun, and the old version is asked before the end. */
function orderProblem(entries: readonly Entry[]): string | null {
  if (isIn(entries, 'committed')) return null;
  const live = new Set([...toyPlan.cutover, ...toyPlan.trial].map((item) => item.id));
  const begun = entries.flatMap((entry) => (entry.type === 'doing' && live.has(entry.id) ? [entry.id] : []));
  const undone = entries.flatMap((entry) => (entry.type === 'undone' && live.has(entry.id) ? [entry.id] : []));
  const expected = begun.toReversed();
  const same = expected.filter((id) => undone.includes(id));
  if (undone.join() !== same.join()) return `begun ${begun.join()}, undone ${undone.join()}`;
  const outcome = entries.findLast((entry) => entry.type === 'closed')?.outcome;
  const asked = entries.some((entry) => entry.type === 'verified' && entry.direction === 'back');
  return outcome === 'rolled-back' && !asked ? 'rolled back, but nobody asked the old version' : null;
}

/** The world after a run that nobody disturbed. */
export async function undisturbed(
  scenario: Scenario,
): Promise<{ lives: Lives; world: Snapshot; points: readonly Point[] }> {
  const lives = new Lives(scenario);
  const ended = await lives.live(null);
  if (ended !== scenario.ends) throw new Error(`${scenario.name}: ended ${ended}, not ${scenario.ends}`);
  return { lives, world: snapshot(lives.world), points: lives.passed[0]! };
}

export interface MatrixReport {
  readonly runs: number;
  readonly problems: readonly string[];
}

/** `share` of the pairs (killed at i, the next owner killed at j) is run; every single death is run always. */
export interface MatrixHow {
  readonly share: number;
  readonly seed: number;
  readonly onProgress?: (scenario: string, runs: number) => void;
}

/** Killed at each point, and again at each point of the life that takes over. */
export async function deathMatrix(how: MatrixHow, which: readonly Scenario[] = scenarios): Promise<MatrixReport> {
  const random = randomOf(how.seed);
  const problems: string[] = [];
  let runs = 0;
  for (const scenario of which) {
    const { world: wanted, points } = await undisturbed(scenario);
    const check = async (kills: readonly number[]): Promise<Lives> => {
      const lives = new Lives(scenario);
      let ended: Awaited<ReturnType<Lives['live']>> = 'killed';
      for (const killAt of kills) if (ended === 'killed') ended = await lives.live(killAt);
      // A life that was killed after it had closed and before it said so is taken over once more.
      while (lives.disk.isOpen && lives.passed.length <= kills.length) ended = await lives.live(null);
      runs += 1;
      const problem = lives.problem(wanted, lives.disk.isOpen || ended !== 'killed' ? ended : closedAs(lives.entries));
      if (problem !== null) problems.push(`${scenario.name}, killed at ${kills.join(' then ')}: ${problem}`);
      return lives;
    };
    const worth = new Set(distinct(points));
    for (let first = 1; first <= points.length; first++) {
      const { passed } = await check([first]);
      if (!worth.has(first)) continue;
      for (const second of distinct(passed[1] ?? [])) {
        if (how.share >= 1 || random() < how.share) await check([first, second]);
      }
    }
    how.onProgress?.(scenario.name, runs);
  }
  return { runs, problems };
}

const closedAs = (entries: readonly Entry[]): Outcome | 'empty' =>
  entries.findLast((entry) => entry.type === 'closed')?.outcome ?? 'empty';

/** Every host call fails once; then pairs of two, and pairs of a failing call and a later death. */
export async function failureMatrix(how: MatrixHow, which: readonly Scenario[] = scenarios): Promise<MatrixReport> {
  const random = randomOf(how.seed);
  const problems: string[] = [];
  let runs = 0;
  for (const scenario of which) {
    const { lives: calm, world: wanted } = await undisturbed(scenario);
    const note = (lives: Lives, what: string, ended: Outcome | 'killed' | 'empty') => {
      runs += 1;
      const problem = afterFailure(lives, wanted, ended);
      if (problem !== null) problems.push(`${scenario.name}, ${what}: ${problem}`);
    };
    for (let first = 1; first <= calm.world.calls; first++) {
      const lives = new Lives(scenario);
      note(lives, `call ${first} failed`, await lives.live(null, (call) => call === first));
      for (let second = first + 1; second <= lives.world.calls; second++) {
        if (how.share < 1 && random() >= how.share) continue;
        const twice = new Lives(scenario);
        note(
          twice,
          `calls ${first} and ${second} failed`,
          await twice.live(null, (call) => call === first || call === second),
        );
      }
      for (const point of distinct(lives.passed[0]!)) {
        if (how.share < 1 && random() >= how.share) continue;
        const killed = new Lives(scenario);
        await killed.live(point, (call) => call === first);
        if (killed.disk.isOpen) await killed.live(null);
        note(killed, `call ${first} failed, killed at ${point}`, closedAs(killed.entries));
      }
    }
    how.onProgress?.(scenario.name, runs);
  }
  return { runs, problems };
}

/** A failure may leave something over after commit, and then the journal names it; it may never leave a run stuck. */
function afterFailure(lives: Lives, wanted: Snapshot, ended: Outcome | 'killed' | 'empty'): string | null {
  const { entries } = lives;
  const problem = lives.problem(wanted, ended);
  if (problem === null || !problem.startsWith('left over') || !isIn(entries, 'committed')) return problem;
  return lives.backupProblem();
}

/** From the nth host call on none succeeds any more; then the host is mended, and the next owner takes over. */
export async function outageMatrix(which: readonly Scenario[] = scenarios): Promise<MatrixReport & { stuck: number }> {
  const problems: string[] = [];
  let runs = 0;
  let stuck = 0;
  for (const scenario of which) {
    const { lives: calm, world: wanted } = await undisturbed(scenario);
    for (let first = 1; first <= calm.world.calls; first++) {
      const lives = new Lives(scenario);
      let ended = await lives.live(null, (call) => call >= first);
      runs += 1;
      const where = `${scenario.name}, the host failed from call ${first} on`;
      if (ended === 'stuck') {
        stuck += 1;
        if (!lives.disk.isOpen) problems.push(`${where}: stuck, but closed for good`);
        ended = await lives.live(null);
      }
      const { leftovers, committed } = foldRun(lives.entries);
      const isSaid = leftovers.size > 0;
      const problem = lives.problem(wanted, ended);
      if (problem !== null && !isSaid) problems.push(`${where}: ${problem}`);
      if (!committed && isSaid && ended !== 'refused' && ended !== 'rolled-back')
        problems.push(`${where}: ${ended} with ${[...leftovers.keys()].join()}`);
    }
  }
  return { runs, problems, stuck };
}

/** Small and seeded: the same share of the pairs each time. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
