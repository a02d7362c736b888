import { MaintError, type Millis } from '@flatnet-maint/core';
import { fault } from './memory-fault.ts';
import type { World } from './world.ts';

/** One lend or view of a memory host: its time, on the world's clock, and the life of ours that it belongs to. */
export interface Life {
  readonly world: World;
  readonly left: () => Millis;
  /** One host call: refused when dead or late, counted, hooked before and after. It costs 1 ms, so that polling without a pause ends as well. */
  call<T>(name: string, args: readonly unknown[], work: (moment: Moment) => T | Promise<T>): Promise<T>;
  /** Waits on the clock; rejects when the time of the lend comes first. */
  sleep(time: Millis): Promise<void>;
  /** Throws Killed when this life is over. */
  refuseDead(): void;
  limitError(what: string): MaintError;
  release(): void;
}

/** A point between two changes of one call, where our process may be killed as well. */
export type Moment = (name: string) => void;

export function makeLife(world: World, limit: Millis): Life {
  const { life } = world;
  const until = world.clock.now() + limit;
  let isReleased = false;
  const left = () => Math.max(0, until - world.clock.now());

  const limitError = (what: string) =>
    new MaintError('E_LIMIT', `${what} did not end within ${limit} ms and was stopped.`, 'Look what is true now.');
  const refuse = (what: string) => {
    world.refuseDead(life);
    if (isReleased)
      throw new MaintError('E_LEND_RELEASED', `${what}: the host had been given back.`, 'A fault in the program.', {
        exit: 1,
      });
    if (left() === 0) throw limitError(what);
  };

  async function call<T>(name: string, args: readonly unknown[], work: (moment: Moment) => T | Promise<T>): Promise<T> {
    // No call of a real host is done before its caller goes on.
    await null;
    refuse(name);
    world.calls += 1;
    const n = world.calls;
    world.point(n, name, args, 'before');
    const errno = world.faults.get(n);
    if (errno !== undefined) throw fault(errno, `do ${name}(${String(args[0] ?? '')})`);
    const moment: Moment = (at) => {
      world.refuseDead(life);
      world.calls += 1;
      world.point(world.calls, `${name}.${at}`, args, 'before');
    };
    const value = await work(moment);
    world.refuseDead(life);
    world.point(n, name, args, 'after');
    world.clock.advance(1);
    return value;
  }

  async function sleep(time: Millis): Promise<void> {
    const rest = left();
    await world.clock.sleep(Math.min(time, rest));
    world.refuseDead(life);
    if (isReleased || time > rest) throw limitError('Waiting');
  }

  return {
    world,
    left,
    call,
    sleep,
    refuseDead: () => world.refuseDead(life),
    limitError,
    release() {
      isReleased = true;
    },
  };
}
