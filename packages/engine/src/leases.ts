import { describeError, type Entry, foldRun, itemsOf, type Json, type Lent, type Step } from '@flatnet-maint/core';
import { isKilled, type Running, write } from './run.ts';
import { t } from './texts.ts';

/** How long an end waits for a renewal that is under way, before that is cut off. */
const patience = 2_000;
/** A sleeping renewal sees within this time that it is over. */
const nap = 250;

interface Lease {
  /** When it is renewed next, on the clock. */
  due: number;
  isOver: boolean;
  /** Of the renewal that is under way. */
  lent: Lent | null;
  going: Promise<void> | null;
  /** Its last renewal failed; only the first of a streak is journaled. */
  fails: boolean;
}

/**
 * Renews what is done and has a lease, beside the moves of the run and whatever these do, until it is to be undone. A renewal
 * is no move: it has no line, and one that fails ends nothing, for the lease itself is what ends when nobody renews it.
 */
export class Leases {
  readonly #running: Running;
  readonly #kept = new Map<string, Lease>();
  /** A former owner may have been dead for a while. */
  #isFirst = true;
  #killed: unknown = null;

  constructor(running: Running) {
    this.#running = running;
  }

  /** Begins with what the journal says is done meanwhile; what is there already when a run is taken over is renewed at once. */
  tend(): void {
    if (this.#killed !== null) throw this.#killed;
    const { clock, record } = this.#running;
    for (const { step, saved } of leasesOf(record.entries)) {
      if (this.#kept.has(step.id)) continue;
      const due = clock.now() + (this.#isFirst ? 0 : (step.renews ?? 0));
      const lease: Lease = { due, isOver: false, lent: null, going: null, fails: false };
      this.#kept.set(step.id, lease);
      void this.#keep(step, saved, lease);
    }
    this.#isFirst = false;
  }

  /** No renewal of it does anything any more when this resolves, and none begins. */
  async end(id: string): Promise<void> {
    const lease = this.#kept.get(id);
    if (lease === undefined) return;
    this.#kept.delete(id);
    lease.isOver = true;
    const { going } = lease;
    if (going === null) return;
    await Promise.race([going, this.#patience(lease)]);
    // What is given back can do nothing any more, whatever it still waits for.
    await lease.lent?.release();
  }

  async endAll(): Promise<void> {
    for (const id of [...this.#kept.keys()]) await this.end(id);
  }

  async #patience(lease: Lease): Promise<void> {
    const { clock } = this.#running;
    const until = clock.now() + patience;
    while (lease.going !== null && clock.now() < until) await clock.sleep(20);
  }

  async #keep(step: Step, saved: Json, lease: Lease): Promise<void> {
    const { clock, record } = this.#running;
    for (;;) {
      while (!lease.isOver && clock.now() < lease.due) await clock.sleep(Math.min(nap, lease.due - clock.now()));
      if (lease.isOver || !record.isOwned()) return;
      lease.going = this.#renew(step, saved, lease);
      await lease.going;
      lease.going = null;
      lease.due = clock.now() + (step.renews ?? 0);
    }
  }

  /** Never rejects. */
  async #renew(step: Step, saved: Json, lease: Lease): Promise<void> {
    const { hosts, record, registry } = this.#running;
    try {
      const lent = hosts.lend(step.host, step.limits.do, record.id);
      lease.lent = lent;
      try {
        await registry.action(step.action).renew?.(step.args, saved, lent.host);
        lease.fails = false;
      } finally {
        lease.lent = null;
        await lent.release();
      }
    } catch (error) {
      this.#missed(step, lease, error);
    }
  }

  #missed(step: Step, lease: Lease, error: unknown): void {
    try {
      if (isKilled(error)) throw error;
      if (!lease.fails && !lease.isOver && this.#running.record.isOwned())
        write(this.#running, {
          type: 'note',
          text: t('not-renewed', { step: step.id, why: describeError(error).message }),
        });
      lease.fails = true;
    } catch (over) {
      // Killed, or the journal takes no line any more: the next move meets the same.
      lease.isOver = true;
      if (isKilled(over)) this.#killed = over;
    }
  }
}

/** What is done, has a lease, and is not being undone. */
function leasesOf(entries: readonly Entry[]): readonly { step: Step; saved: Json }[] {
  const { plan, begun } = foldRun(entries);
  return [...itemsOf(plan).values()].flatMap((item) => {
    if (item.kind !== 'step' || item.renews === undefined) return [];
    const last = entries.findLast(
      (entry) => 'id' in entry && entry.id === item.id && ['done', 'undoing', 'undone'].includes(entry.type),
    );
    return last?.type === 'done' ? [{ step: item, saved: begun.get(item.id) ?? null }] : [];
  });
}
