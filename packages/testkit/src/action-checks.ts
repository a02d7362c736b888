import type { AnyAction, Json } from '@flatnet-maint/core';
import { expect } from 'vitest';
import { ActionLives, type Death, deaths } from './action-life.ts';
import type { ActionCase } from './action-spec.ts';
import type { Profile } from './memory-path.ts';
import { spread } from './run-lives.ts';
import { type Snapshot, snapshot } from './snapshot.ts';

/** One promise of an action on one system; `run` rejects where it is broken. */
export interface ActionCheck {
  readonly title: string;
  /** Only of an action that can be undone. */
  readonly ofUndo: boolean;
  readonly run: () => Promise<void>;
}

export function actionChecks<Args extends Json>(
  action: AnyAction,
  of: ActionCase<Args>,
  profile: Profile,
): ActionCheck[] {
  const { pairs = 1500 } = of;
  const begin = async () => {
    const lives = new ActionLives(action, profile, of.setUp, of.limit ?? 60_000);
    const before = snapshot(lives.world);
    return { lives, before };
  };
  /** A world in which undo's input is on disk. */
  const captured = async () => {
    const { lives, before } = await begin();
    const life = await lives.live(null, (host) => lives.capture(host));
    return { lives, before, saved: life === 'killed' ? null : life.value };
  };
  const done = async () => {
    const all = await captured();
    await all.lives.live(null, (host) => all.lives.do(all.saved, host));
    return all;
  };
  /** How many calls a life of this deed makes when nothing happens to it. */
  const callsOf = async (lives: ActionLives<Args>, deed: Parameters<typeof lives.live>[1]) => {
    const from = lives.world.calls;
    await lives.live(null, deed);
    return lives.world.calls - from;
  };
  const doCalls = async () => {
    const { lives, saved } = await captured();
    return callsOf(lives, (host) => lives.do(saved, host));
  };
  const isAsBefore = ({ lives, before }: { lives: ActionLives<Args>; before: Snapshot }, where = '') =>
    expect(withoutAside(snapshot(lives.world), before, of.mayLeave), where).toEqual(before);

  const check = (title: string, run: () => Promise<void>) => ({ title, ofUndo: false, run });
  const undoCheck = (title: string, run: () => Promise<void>) => ({ title, ofUndo: true, run });
  return [
    check('looking and capturing change nothing, and check() says undone', async () => {
      const { lives, before, saved } = await captured();
      expect(await lives.live(null, (host) => lives.check(saved, host))).toEqual({ value: 'undone' });
      expect(snapshot(lives.world)).toEqual(before);
    }),

    check('do() twice gives what do() once gives', async () => {
      const { lives, saved } = await done();
      of.after?.(lives.world, lives.args);
      const once = snapshot(lives.world);
      await lives.live(null, (host) => lives.do(saved, host));
      expect(snapshot(lives.world)).toEqual(once);
    }),

    check('do() finishes what a killed do() began', async () => {
      const whole = await done();
      for (const death of deaths(await doCalls())) {
        const { lives, saved } = await captured();
        await lives.live(death, (host) => lives.do(saved, host));
        await lives.live(null, (host) => lives.do(saved, host));
        expect(snapshot(lives.world), at(death)).toEqual(snapshot(whole.lives.world));
      }
    }),

    undoCheck('undo() twice gives the world before', async () => {
      const all = await done();
      await all.lives.live(null, (host) => all.lives.undo(all.saved, host));
      isAsBefore(all);
      const once = snapshot(all.lives.world);
      await all.lives.live(null, (host) => all.lives.undo(all.saved, host));
      expect(snapshot(all.lives.world)).toEqual(once);
    }),

    undoCheck('killed before or after any call, it goes back to the world before', async () => {
      const plain = await begin();
      const calls = await callsOf(plain.lives, async (host) => plain.lives.do(await plain.lives.capture(host), host));
      for (const death of deaths(calls)) {
        const all = await begin();
        let saved: Json | undefined;
        await all.lives.live(death, async (host) => {
          saved = await all.lives.capture(host);
          await all.lives.do(saved, host);
        });
        // Killed while capturing: nothing had begun, so nothing is undone.
        if (saved !== undefined) await all.lives.live(null, (host) => all.lives.back(saved as Json, host));
        isAsBefore(all, at(death));
      }
    }),

    undoCheck(
      `killed while doing and again while going back, it goes back (at most ${pairs} pairs, evenly spread)`,
      async () => {
        const firsts = [...deaths(await doCalls()), null];
        for (const first of firsts) {
          const trial = await captured();
          await trial.lives.live(first, (host) => trial.lives.do(trial.saved, host));
          const backCalls = await callsOf(trial.lives, (host) => trial.lives.back(trial.saved, host));
          for (const second of spread(deaths(backCalls), pairs / firsts.length)) {
            const all = await captured();
            await all.lives.live(first, (host) => all.lives.do(all.saved, host));
            await all.lives.live(second, (host) => all.lives.back(all.saved, host));
            await all.lives.live(null, (host) => all.lives.back(all.saved, host));
            isAsBefore(all, `${first === null ? 'done' : at(first)}, then ${at(second)}`);
          }
        }
      },
    ),

    ...['ENOSPC', 'EBUSY'].flatMap((errno) => [
      undoCheck(`when any call of do() fails with ${errno}, it goes back`, async () => {
        const calls = await doCalls();
        for (let n = 1; n <= calls; n++) {
          const all = await captured();
          await failing(all.lives, n, errno, (host) => all.lives.do(all.saved, host));
          await all.lives.live(null, (host) => all.lives.back(all.saved, host));
          isAsBefore(all, `call ${n} failed`);
        }
      }),
      undoCheck(`when any call of undo() fails with ${errno}, the next try goes back`, async () => {
        const plain = await done();
        const calls = await callsOf(plain.lives, (host) => plain.lives.back(plain.saved, host));
        for (let n = 1; n <= calls; n++) {
          const all = await done();
          await failing(all.lives, n, errno, (host) => all.lives.back(all.saved, host));
          await all.lives.live(null, (host) => all.lives.back(all.saved, host));
          isAsBefore(all, `call ${n} failed`);
        }
      }),
    ]),
  ];

  /** The nth call fails once; what the action makes of it is its own affair. */
  async function failing(lives: ActionLives<Args>, n: number, errno: string, deed: Parameters<typeof lives.live>[1]) {
    lives.world.faults.set(lives.world.calls + n, errno);
    await lives.live(null, deed).catch(() => undefined);
    lives.world.faults.clear();
  }
}

const at = ({ n, when }: Death) => `killed ${when} call ${n}`;

/** Things that undo moved aside are new paths; a path that was there before must be as it was. */
function withoutAside(now: Snapshot, before: Snapshot, mayLeave: ((path: string) => boolean) | undefined): Snapshot {
  if (mayLeave === undefined) return now;
  const files = Object.entries(now.files).filter(([path]) => path in before.files || !mayLeave(path));
  return { ...now, files: Object.fromEntries(files) };
}
