import type { AnyAction, Json, Millis } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { ActionLives, type Death, deaths } from './action-life.ts';
import type { Profile } from './memory-path.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import type { World } from './world.ts';

export interface ActionCase<Args extends Json = Json> {
  /** What this case is, when an action has several. */
  readonly title?: string;
  /** Both, unless the action is `posixOnly`. */
  readonly profiles: readonly Profile[];
  /** Makes the world as it is before the action and says what the action is asked to do there. The same each time. */
  readonly setUp: (world: World) => Args;
  /** Looks at the world after do(), beyond what check() says. */
  readonly after?: (world: World, args: Args) => void;
  /** Paths that undo may leave behind: what it moved aside and did not delete. */
  readonly mayLeave?: (path: string) => boolean;
  /** Limit of a life, on the world's clock; a minute unless said. */
  readonly limit?: Millis;
}

/**
 * The promises of an action, tried on a host in memory: done and undone, twice each, killed before and after every host
 * call and sent back from there, killed while going back, and with a disk that fills up or a file that is busy at each call.
 */
export function actionSpec<Args extends Json>(action: AnyAction, of: ActionCase<Args>): void {
  describe(`${action.name}${of.title === undefined ? '' : `: ${of.title}`}`, () => {
    test('says whether it needs posix', () => {
      expect(of.profiles.includes('windows')).toBe(action.posixOnly !== true);
    });
    for (const profile of of.profiles) describe(`on ${profile}`, () => specOn(action, of, profile));
  });
}

function specOn<Args extends Json>(action: AnyAction, of: ActionCase<Args>, profile: Profile): void {
  const limit = of.limit ?? 60_000;
  const begin = () => new ActionLives(action, profile, of.setUp, limit);
  const seen = ({ world }: ActionLives<Args>) => snapshot(world);
  const isSameAs = (lives: ActionLives<Args>, before: Snapshot, where = '') =>
    expect(withoutAside(seen(lives), before, of.mayLeave), where).toEqual(before);

  const captured = async (lives: ActionLives<Args>): Promise<Json> => {
    const life = await lives.live(null, (host) => lives.capture(host));
    return life === 'killed' ? null : life.value;
  };
  const done = async () => {
    const lives = begin();
    const before = seen(lives);
    const saved = await captured(lives);
    await lives.live(null, (host) => lives.do(saved, host));
    return { lives, before, saved };
  };
  /** How many calls a life of this deed makes when nothing happens to it. */
  const callsOf = async (lives: ActionLives<Args>, deed: Parameters<typeof lives.live>[1]) => {
    const from = lives.world.calls;
    await lives.live(null, deed);
    return lives.world.calls - from;
  };

  test('looking and capturing change nothing, and check() says undone', async () => {
    const lives = begin();
    const before = seen(lives);
    const saved = await captured(lives);
    expect(await lives.live(null, (host) => lives.check(saved, host))).toEqual({ value: 'undone' });
    expect(seen(lives)).toEqual(before);
  });

  test('do() twice gives what do() once gives', async () => {
    const { lives, saved } = await done();
    of.after?.(lives.world, lives.args);
    const once = seen(lives);
    await lives.live(null, (host) => lives.do(saved, host));
    expect(seen(lives)).toEqual(once);
  });

  test('do() finishes what a killed do() began', async () => {
    const whole = await done();
    const from = begin();
    const saved = await captured(from);
    const calls = await callsOf(from, (host) => from.do(saved, host));
    for (const death of deaths(calls)) {
      const lives = begin();
      const kept = await captured(lives);
      await lives.live(death, (host) => lives.do(kept, host));
      await lives.live(null, (host) => lives.do(kept, host));
      expect(seen(lives), at(death)).toEqual(seen(whole.lives));
    }
  });

  test.skipIf(action.undo === undefined)('undo() twice gives the world before', async () => {
    const { lives, before, saved } = await done();
    await lives.live(null, (host) => lives.undo(saved, host));
    isSameAs(lives, before);
    const once = seen(lives);
    await lives.live(null, (host) => lives.undo(saved, host));
    expect(seen(lives)).toEqual(once);
  });

  test.skipIf(action.undo === undefined)(
    'killed before or after any call, it goes back to the world before',
    async () => {
      const plain = begin();
      const calls = await callsOf(plain, async (host) => plain.do(await plain.capture(host), host));
      for (const death of deaths(calls)) {
        const lives = begin();
        const before = seen(lives);
        let saved: Json | undefined;
        await lives.live(death, async (host) => {
          saved = await lives.capture(host);
          await lives.do(saved, host);
        });
        // Killed while capturing: nothing had begun, so nothing is undone.
        if (saved !== undefined) await lives.live(null, (host) => lives.back(saved as Json, host));
        isSameAs(lives, before, at(death));
      }
    },
  );

  test.skipIf(action.undo === undefined)(
    'killed while doing and again while going back, it still goes back',
    async () => {
      const plain = begin();
      const saved = await captured(plain);
      const calls = await callsOf(plain, (host) => plain.do(saved, host));
      for (const first of [...deaths(calls), null]) {
        const trial = begin();
        const kept = await captured(trial);
        await trial.live(first, (host) => trial.do(kept, host));
        const backCalls = await callsOf(trial, (host) => trial.back(kept, host));
        for (const second of deaths(backCalls)) {
          const lives = begin();
          const before = seen(lives);
          const stored = await captured(lives);
          await lives.live(first, (host) => lives.do(stored, host));
          await lives.live(second, (host) => lives.back(stored, host));
          await lives.live(null, (host) => lives.back(stored, host));
          isSameAs(lives, before, `${first === null ? 'done' : at(first)}, then ${at(second)}`);
        }
      }
    },
  );

  test.skipIf(action.undo === undefined).each(['ENOSPC', 'EBUSY'])(
    'when any call fails with %s, it goes back',
    async (errno) => {
      const plain = begin();
      const saved = await captured(plain);
      const calls = await callsOf(plain, (host) => plain.do(saved, host));
      for (let n = 1; n <= calls; n++) {
        const lives = begin();
        const before = seen(lives);
        const kept = await captured(lives);
        lives.world.faults.set(lives.world.calls + n, errno);
        await lives.live(null, (host) => lives.do(kept, host)).catch(() => undefined);
        lives.world.faults.clear();
        await lives.live(null, (host) => lives.back(kept, host));
        isSameAs(lives, before, `call ${n} failed`);
      }
    },
  );
}

const at = ({ n, when }: Death) => `killed ${when} call ${n}`;

/** Things that undo moved aside are new paths; a path that was there before must be as it was. */
function withoutAside(now: Snapshot, before: Snapshot, mayLeave: ((path: string) => boolean) | undefined): Snapshot {
  if (mayLeave === undefined) return now;
  const files = Object.entries(now.files).filter(([path]) => path in before.files || !mayLeave(path));
  return { ...now, files: Object.fromEntries(files) };
}
