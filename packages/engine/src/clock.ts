import type { Millis } from '@flatnet-maint/core';

/** The engine's only clock; tests bring their own. */
export interface Clock {
  /** Monotonic. */
  now(): Millis;
  wall(): Date;
  sleep(time: Millis): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wall: () => new Date(),
  sleep: (time) => new Promise((resolve) => setTimeout(resolve, time)),
};
