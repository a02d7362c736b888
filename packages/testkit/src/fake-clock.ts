import type { Millis } from '@flatnet-maint/core';

/** Time that passes only when everybody waits: a day of soaking takes a moment, and the same order comes out each time. */
export interface FakeClock {
  /** Monotonic. */
  now(): Millis;
  wall(): Date;
  sleep(time: Millis): Promise<void>;
  /** Lets time pass at once; what was due meanwhile happens, in order. */
  advance(time: Millis): void;
  /** Calls `deed` when the time has come. */
  after(time: Millis, deed: () => void): void;
}

export function fakeClock(start = '2026-01-01T00:00:00.000Z'): FakeClock {
  const epoch = Date.parse(start);
  let now = 0;
  let order = 0;
  let isPumping = false;
  const waiting: { at: Millis; order: number; deed: () => void; isAwaited: boolean }[] = [];

  function runUntil(end: Millis): void {
    for (;;) {
      waiting.sort((a, b) => a.at - b.at || a.order - b.order);
      const next = waiting[0];
      if (next === undefined || next.at > end) break;
      waiting.shift();
      now = Math.max(now, next.at);
      next.deed();
    }
    now = Math.max(now, end);
  }

  // Between two turns of the event loop, when all that could go on has gone on: then the next sleeper is woken.
  function pump(): void {
    if (isPumping) return;
    isPumping = true;
    setImmediate(() => {
      isPumping = false;
      const next = waiting.filter((one) => one.isAwaited).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (next === undefined) return;
      runUntil(next.at);
      pump();
    });
  }

  const wait = (time: Millis, deed: () => void, isAwaited: boolean) => {
    order += 1;
    waiting.push({ at: now + Math.max(0, time), order, deed, isAwaited });
  };
  return {
    now: () => now,
    wall: () => new Date(epoch + now),
    sleep(time) {
      return new Promise((resolve) => {
        wait(time, resolve, true);
        pump();
      });
    },
    advance: (time) => runUntil(now + time),
    after: (time, deed) => wait(time, deed, false),
  };
}
