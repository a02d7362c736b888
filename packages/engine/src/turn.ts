import { type Lent, MaintError, type Millis } from '@flatnet-maint/core';
import { t } from './texts.ts';

/**
 * The wish to turn back (Ctrl-C, SIGTERM, SIGHUP, `abort`), and what must end at once when it comes: the lend of a move
 * that goes forward. A move of the way back is never cut short by it.
 */
export class Turn {
  asked: string | null = null;
  #lent: Lent | null = null;
  #forward = false;
  readonly #wake = new Set<() => void>();

  /** How many pauses a wish would end now. */
  get waiters(): number {
    return this.#wake.size;
  }

  /** Asks for the way back; who asked is journaled. */
  ask(by: string): void {
    if (this.asked !== null) return;
    this.asked = by;
    for (const wake of this.#wake) wake();
    if (this.#forward) void this.#lent?.release();
  }

  holds(lent: Lent | null): void {
    this.#lent = lent;
    if (lent !== null && this.#forward && this.asked !== null) void lent.release();
  }

  /** Runs a forward move; whatever it fails with after the wish came is that wish. */
  async during(move: () => Promise<void>): Promise<void> {
    this.#forward = true;
    try {
      await move();
    } catch (error) {
      if (this.asked === null || (error as { killed?: boolean }).killed === true) throw error;
      throw new MaintError('E_RUN_ABORTED', t('sent-back', { by: this.asked }), 'flatnet-maint show', {
        cause: error,
      });
    } finally {
      this.#forward = false;
    }
  }

  /** Throws when a wish is there and the move goes forward; for loops between two waits. */
  heed(): void {
    if (this.#forward && this.asked !== null) throw new Error(this.asked);
  }

  /** A sleep that a wish ends early, when the move goes forward. */
  async rest(sleep: (time: Millis) => Promise<void>, time: Millis): Promise<void> {
    if (!this.#forward) return sleep(time);
    this.heed();
    const { promise: woken, resolve } = Promise.withResolvers<void>();
    this.#wake.add(resolve);
    try {
      await Promise.race([sleep(time), woken]);
    } finally {
      this.#wake.delete(resolve);
    }
    this.heed();
  }
}
