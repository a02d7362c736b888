import type { Entry, Outcome } from '@flatnet-maint/core';
import { randomOf } from './random-of.ts';
import { distinct, type Ended, type Point, type RunLives } from './run-lives.ts';

/** Something that is run over and over, each time from the same world. */
export interface Scenario<Lives extends RunLives> {
  readonly name: string;
  begin(): Lives | Promise<Lives>;
  /** What is wrong with how it ended; null = nothing. */
  problem(lives: Lives, ended: Ended): string | null;
}

/** `share` of what may happen twice is run; everything that happens once is run always. */
export interface MatrixHow {
  readonly share: number;
  readonly seed: number;
}

export interface MatrixReport {
  readonly runs: number;
  readonly problems: readonly string[];
}

/**
 * Killed at each point, and again at each point of the life that takes over. `at`: which points of a life are worth it, when
 * not all of them are; of the second life those that leave the world as another one does are left out in any case.
 */
export async function deathsOf<Lives extends RunLives>(
  scenario: Scenario<Lives>,
  how: MatrixHow & { readonly at?: (points: readonly Point[]) => readonly number[] },
): Promise<MatrixReport> {
  const random = randomOf(how.seed);
  const problems: string[] = [];
  let runs = 0;
  const check = async (kills: readonly number[]): Promise<Lives> => {
    const lives = await scenario.begin();
    let ended: Ended = 'killed';
    for (const killAt of kills) if (ended === 'killed') ended = await lives.live(killAt);
    // A life that was killed after it had closed and before it said so is taken over once more.
    while (lives.disk.isOpen && lives.passed.length <= kills.length) ended = await lives.live(null);
    runs += 1;
    const problem = scenario.problem(lives, closedOr(lives, ended));
    if (problem !== null) problems.push(`${scenario.name}, killed at ${told(lives, kills)}: ${problem}`);
    return lives;
  };
  const points = await pointsOf(scenario);
  const worth = new Set(distinct(points));
  const at = how.at ?? ((all) => all.map((_, index) => index + 1));
  for (const first of at(points)) {
    const { passed } = await check([first]);
    if (!worth.has(first)) continue;
    const worthwhile = new Set(at(passed[1] ?? []));
    for (const second of distinct(passed[1] ?? []).filter((one) => worthwhile.has(one))) {
      if (how.share >= 1 || random() < how.share) await check([first, second]);
    }
  }
  return { runs, problems };
}

async function pointsOf<Lives extends RunLives>(scenario: Scenario<Lives>): Promise<readonly Point[]> {
  const calm = await scenario.begin();
  await calm.live(null);
  return calm.passed[0] ?? [];
}

const told = ({ passed }: RunLives, kills: readonly number[]): string =>
  kills
    .map((at, life) => {
      const point = passed[life]?.[at - 1];
      return point === undefined ? `${at}` : `${at} (${point.when} ${point.name})`;
    })
    .join(' then ');

const closedOr = (lives: RunLives, ended: Ended): Ended =>
  lives.disk.isOpen || ended !== 'killed' ? ended : closedAs(lives.entries);

const closedAs = (entries: readonly Entry[]): Outcome | 'empty' =>
  entries.findLast((entry) => entry.type === 'closed')?.outcome ?? 'empty';

/**
 * Every host call fails once, the nth with the nth of `errnos`, round and round; then pairs of two, and pairs of a failing
 * call and a later death.
 */
export async function failuresOf<Lives extends RunLives>(
  scenario: Scenario<Lives>,
  how: MatrixHow & {
    readonly errnos: readonly string[];
    /** Which calls of an undisturbed run are to fail, when not all of them are. */
    readonly which?: (calls: readonly Point[]) => readonly number[];
  },
): Promise<MatrixReport> {
  const random = randomOf(how.seed);
  const chosen = () => how.share >= 1 || random() < how.share;
  const errnoOf = (call: number) => how.errnos[call % how.errnos.length] ?? 'EIO';
  const failing = (calls: readonly number[]) => (call: number) => (calls.includes(call) ? errnoOf(call) : null);
  const problems: string[] = [];
  let runs = 0;
  const note = (lives: Lives, what: string, ended: Ended) => {
    runs += 1;
    const problem = scenario.problem(lives, ended);
    if (problem !== null) problems.push(`${scenario.name}, ${what}: ${problem}`);
  };
  const calls = (await pointsOf(scenario)).filter(({ isCall, when }) => isCall && when === 'before');
  const which = how.which ?? ((all) => all.map((_, index) => index + 1));
  for (const first of which(calls)) {
    const lives = await scenario.begin();
    const before = lives.world.calls;
    const ended = await lives.live(null, failing([first]));
    const all = lives.world.calls - before;
    note(lives, `call ${first} failed with ${errnoOf(first)}`, ended);
    for (let second = first + 1; second <= all; second++) {
      if (!chosen()) continue;
      const twice = await scenario.begin();
      note(twice, `calls ${first} and ${second} failed`, await twice.live(null, failing([first, second])));
    }
    for (const point of distinct(lives.passed[0] ?? [])) {
      if (!chosen()) continue;
      const killed = await scenario.begin();
      await killed.live(point, failing([first]));
      if (killed.disk.isOpen) await killed.live(null);
      note(killed, `call ${first} failed, killed at ${told(killed, [point])}`, closedAs(killed.entries));
    }
  }
  return { runs, problems };
}

/** How many host calls a run makes that nobody disturbs. */
export async function callsOf<Lives extends RunLives>(scenario: Scenario<Lives>): Promise<number> {
  const calm = await scenario.begin();
  const before = calm.world.calls;
  await calm.live(null);
  return calm.world.calls - before;
}
