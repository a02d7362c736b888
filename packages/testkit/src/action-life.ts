import type { AnyAction, Checked, Host, Json, Keep, Millis } from '@flatnet-maint/core';
import { Killed } from './killed.ts';
import { type MemoryHosts, memoryHosts } from './memory-hosts.ts';
import { memoryKeep } from './memory-keep.ts';
import type { Profile } from './memory-path.ts';
import type { World } from './world.ts';

/** Where our process dies: at the nth host call of a life. */
export interface Death {
  readonly n: number;
  readonly when: 'before' | 'after';
}

export const deaths = (calls: number): Death[] =>
  Array.from({ length: calls }, (_, index) => [
    { n: index + 1, when: 'before' as const },
    { n: index + 1, when: 'after' as const },
  ]).flat();

const mark = 'run-of-the-spec';

/** One world and the lives in it that use an action on it, as an engine does: each with a host lent anew, saved things as JSON. */
export class ActionLives<Args extends Json> {
  readonly world: World;
  readonly args: Args;
  readonly #action: AnyAction;
  readonly #hosts: MemoryHosts;
  readonly #limit: Millis;
  readonly #keep: Keep = memoryKeep();

  constructor(action: AnyAction, profile: Profile, setUp: (world: World) => Args, limit: Millis) {
    this.#hosts = memoryHosts({ profile });
    this.world = this.#hosts.world;
    this.#action = action;
    this.#limit = limit;
    this.args = JSON.parse(JSON.stringify(setUp(this.world)));
  }

  /** Runs `deed` in this life; `death` ends it there. Afterwards the next life has begun, and what the dead one left running is swept. */
  async live<T>(death: Death | null, deed: (host: Host) => Promise<T>): Promise<{ value: T } | 'killed'> {
    const from = this.world.calls;
    this.world.onCall = (n, name, _, when) => {
      if (death !== null && n - from === death.n && when === death.when)
        throw new Killed(`${when} call ${death.n}, ${name}`);
    };
    const lent = this.#hosts.lend('local', this.#limit, mark);
    try {
      return { value: await deed(lent.host) };
    } catch (error) {
      if (this.world.isDead) return 'killed';
      throw error;
    } finally {
      await lent.release();
      this.world.reborn();
      this.world.sweepMark(mark);
    }
  }

  async capture(host: Host): Promise<Json> {
    return JSON.parse(JSON.stringify(await this.#action.capture(this.args, host, this.#keep)));
  }

  async do(saved: Json, host: Host): Promise<void> {
    await this.#action.do(this.args, saved, host);
    await this.#until('done', saved, host);
  }

  /** What an engine does on the way back: asks, undoes if there is anything to undo, and waits until it is so. */
  async back(saved: Json, host: Host): Promise<void> {
    if (['undone', 'either'].includes(await this.check(saved, host))) return;
    await this.undo(saved, host);
  }

  async undo(saved: Json, host: Host): Promise<void> {
    await this.#action.undo?.(this.args, saved, host);
    await this.#until('undone', saved, host);
  }

  check(saved: Json, host: Host): Promise<Checked> {
    return this.#action.check(this.args, saved, host);
  }

  async #until(wanted: Checked, saved: Json, host: Host): Promise<void> {
    // Longer and longer, so that a slow service does not make a thousand calls to die at.
    for (
      let wait: Millis = 50;
      ![wanted, 'either'].includes(await this.check(saved, host));
      wait = Math.min(wait * 2, 2000)
    ) {
      await host.sleep(wait);
    }
  }
}
