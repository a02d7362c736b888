import type { Json } from '@flatnet-maint/core';
import type { ComponentPlay } from './component-case.ts';
import { isIn } from './component-planned.ts';
import { type ComponentLives, state } from './component-stage.ts';
import type { Scenario } from './run-matrix.ts';
import { type Snapshot, snapshot } from './snapshot.ts';

/** A world as it is held against another: what is live, and everything else that is there. */
interface Seen {
  readonly live: Json;
  readonly rest: Snapshot;
}

/**
 * A run that may end in two ways: nothing is changed, or all of it is. Anything between is a problem, and so is what is left
 * over and not said. After a failure something may be left over when the journal names it; after a kill, what was to be kept
 * may be half-made, under a name that says so.
 */
export async function scenarioOf<Site>(
  play: ComponentPlay<Site>,
  name: string,
  begin: () => Promise<ComponentLives>,
  after: 'kills' | 'failures',
): Promise<Scenario<ComponentLives>> {
  const calm = await begin();
  const spared = sparedBy(play, calm, after === 'kills' ? ['', '.partial'] : ['']);
  const seen = ({ world }: ComponentLives): Seen => ({
    live: play.live(world),
    rest: without(snapshot(world), spared),
  });
  const old = seen(calm);
  const ended = await calm.live(null);
  if (ended !== 'committed') throw new Error(`${name} ended ${ended} although nobody disturbed it`);
  const fresh = seen(calm);
  return {
    name,
    begin,
    problem(lives, end) {
      if (lives.disk.isOpen) return `it is still open after ${end}`;
      if (!['committed', 'rolled-back', 'refused', 'empty'].includes(end)) return `it ended ${end}`;
      const wanted = end === 'committed' ? fresh : old;
      const is = seen(lives);
      const live = differs('what is live', wanted.live, is.live);
      const over = [...lives.leftovers].map(([id, why]) => `${id} (${why})`);
      if (live !== null || (over.length > 0 && after === 'failures')) return live;
      if (over.length > 0) return `left over: ${over.join(', ')}`;
      return restOf(wanted.rest, is.rest);
    },
  };
}

function restOf(wanted: Snapshot, is: Snapshot): string | null {
  const paths = [...new Set([...Object.keys(wanted.files), ...Object.keys(is.files)])];
  for (const path of paths.sort()) {
    const problem = differs(path, wanted.files[path] ?? 'absent', is.files[path] ?? 'absent');
    if (problem !== null) return problem;
  }
  return (
    differs('services', wanted.services, is.services) ??
    differs('processes', wanted.processes, is.processes) ??
    differs('what lies outside of the host', wanted.outside, is.outside)
  );
}

function differs(what: string, wanted: Json, is: Json): string | null {
  const [a, b] = [JSON.stringify(wanted), JSON.stringify(is)];
  return a === b ? null : `${what} should be ${a}, but is ${b}`;
}

/** What is half-made, by its name; in the state folder the house clears it. */
export const halfMade = ({ world }: ComponentLives): readonly string[] =>
  Object.keys(snapshot(world).files).filter((path) => /\.(partial|removing)$/.test(path) && !isIn(path, state));

/** The house's own folder, what is kept on purpose, and what the test allows; the folders above them are nobody's. */
function sparedBy<Site>(
  play: ComponentPlay<Site>,
  lives: ComponentLives,
  names: readonly string[],
): (path: string) => boolean {
  const { prepare, backup, cutover } = lives.plan;
  const kept = [state, ...lives.paths(backup, 'writes').flatMap((path) => names.map((name) => path + name))];
  const above = lives.paths([...prepare, ...backup, ...cutover], 'writes');
  const there = snapshot(lives.world).files;
  return (path) =>
    kept.some((one) => isIn(path, one)) ||
    (!(path in there) && above.some((one) => one.startsWith(`${path}/`))) ||
    play.mayLeave?.(path) === true;
}

const without = (one: Snapshot, spared: (path: string) => boolean): Snapshot => ({
  ...one,
  files: Object.fromEntries(Object.entries(one.files).filter(([path]) => !spared(path))),
});
