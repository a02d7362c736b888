import { type Entry, foldRun, type Outcome, type Plan, type Probe } from '@flatnet-maint/core';
import {
  callsOf,
  deathsOf,
  type Ended,
  failuresOf,
  type MatrixHow,
  type MatrixReport,
  type Scenario as Played,
  type Point,
  RunLives,
  type Snapshot,
  snapshot,
} from '@flatnet-maint/testkit';
import * as engine from '../src/index.ts';
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
  readonly orders?: (entries: readonly Entry[]) => readonly engine.Order[];
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

/** One toy world, one disk, and the lives that work on them. */
export class Lives extends RunLives {
  readonly scenario: Scenario;
  readonly old: Snapshot;

  constructor(scenario: Scenario) {
    const hosts = toySite();
    super(engine, hosts, scenario.plan, (record) => toyRunning(hosts, record));
    this.scenario = scenario;
    this.disk.orders = scenario.orders ?? (() => []);
    this.old = snapshot(this.world);
  }

  /** What is wrong with how it ended; null = nothing. `wanted` is the world after an undisturbed run. */
  problem(wanted: Snapshot, ended: Ended): string | null {
    const { entries } = this;
    if (this.disk.isOpen) return `it is still open after ${ended}`;
    const committed = isIn(entries, 'committed');
    const leftovers = [...this.leftovers.keys()];
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

/** The same, from its beginning, as often as is asked. */
async function played(
  scenario: Scenario,
  problem: (lives: Lives, wanted: Snapshot, ended: Ended) => string | null,
): Promise<Played<Lives>> {
  const { world: wanted } = await undisturbed(scenario);
  return {
    name: scenario.name,
    begin: () => new Lives(scenario),
    problem: (lives, ended) => problem(lives, wanted, ended),
  };
}

/** Killed at each point, and again at each point of the life that takes over. */
export const deathMatrix = (how: MatrixHow): Promise<MatrixReport> =>
  over(async (scenario) =>
    deathsOf(await played(scenario, (lives, wanted, ended) => lives.problem(wanted, ended)), how),
  );

/** Every host call fails once; then pairs of two, and pairs of a failing call and a later death. */
export const failureMatrix = (how: MatrixHow): Promise<MatrixReport> =>
  over(async (scenario) => failuresOf(await played(scenario, afterFailure), { ...how, errnos: ['EIO'] }));

async function over(report: (scenario: Scenario) => Promise<MatrixReport>): Promise<MatrixReport> {
  const reports = [];
  for (const scenario of scenarios) reports.push(await report(scenario));
  return {
    runs: reports.reduce((sum, { runs }) => sum + runs, 0),
    problems: reports.flatMap(({ problems }) => problems),
  };
}

/** A failure may leave something over after commit, and then the journal names it; it may never leave a run stuck. */
function afterFailure(lives: Lives, wanted: Snapshot, ended: Ended): string | null {
  const { entries } = lives;
  const problem = lives.problem(wanted, ended);
  if (problem === null || !problem.startsWith('left over') || !isIn(entries, 'committed')) return problem;
  return lives.backupProblem();
}

/** From the nth host call on none succeeds any more; then the host is mended, and the next owner takes over. */
export async function outageMatrix(): Promise<MatrixReport & { stuck: number }> {
  const problems: string[] = [];
  let runs = 0;
  let stuck = 0;
  for (const scenario of scenarios) {
    const { world: wanted } = await undisturbed(scenario);
    const calls = await callsOf(await played(scenario, () => null));
    for (let first = 1; first <= calls; first++) {
      const lives = new Lives(scenario);
      let ended = await lives.live(null, (call) => (call >= first ? 'EIO' : null));
      runs += 1;
      const where = `${scenario.name}, the host failed from call ${first} on`;
      if (ended === 'stuck') {
        stuck += 1;
        if (!lives.disk.isOpen) problems.push(`${where}: stuck, but closed for good`);
        ended = await lives.live(null);
      }
      const { leftovers } = lives;
      const { committed } = foldRun(lives.entries);
      const isSaid = leftovers.size > 0;
      const problem = lives.problem(wanted, ended);
      if (problem !== null && !isSaid) problems.push(`${where}: ${problem}`);
      if (!committed && isSaid && ended !== 'refused' && ended !== 'rolled-back')
        problems.push(`${where}: ${ended} with ${[...leftovers.keys()].join()}`);
    }
  }
  return { runs, problems, stuck };
}
