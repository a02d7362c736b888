import type { AnyAction, Json, Millis } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { actionChecks } from './action-checks.ts';
import type { Profile } from './memory-path.ts';
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
  /** So many pairs of deaths are tried, evenly spread; 1500 unless said. */
  readonly pairs?: number;
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
    for (const profile of of.profiles) {
      describe(`on ${profile}`, { timeout: 60_000 }, () => {
        for (const { title, ofUndo, run } of actionChecks(action, of, profile)) {
          // A kept action is never undone; what is said of undo is not said of it.
          if (!ofUndo || action.undo !== undefined) test(title, run);
        }
      });
    }
  });
}
