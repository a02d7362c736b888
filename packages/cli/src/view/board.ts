import { type Entry, foldRun, type RunState } from '@flatnet-maint/core';
import type { Say } from '../say.ts';
import { type RowNow, rowNow } from './row-now.ts';
import type { Row } from './rows.ts';

type Settled = Exclude<RowNow, { at: 'open' }>;

/** The journal as a view has heard it, and the rows that wait for it. */
export class Board {
  readonly entries: Entry[] = [];
  state: RunState | null = null;
  #over = false;
  readonly #say: Say;
  #waiting: (() => void)[] = [];

  constructor(say: Say) {
    this.#say = say;
  }

  note(entry: Entry): void {
    this.entries.push(entry);
    // A view that came in the middle knows no plan, and has no rows.
    if (this.entries[0]?.type === 'opened') this.state = foldRun(this.entries);
    this.#wake();
  }

  /** No entry will follow: what is still open was not reached. */
  end(): void {
    this.#over = true;
    this.#wake();
  }

  /** Settles for certain: at the latest when the journal closes or the view ends. */
  async settled(row: Row): Promise<Settled> {
    for (;;) {
      const now = this.now(row);
      if (now.at !== 'open') return now;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  now(row: Row): RowNow {
    if (this.state === null) return this.#over ? { at: 'unreached' } : { at: 'open' };
    return rowNow(row, this.entries, this.state, this.#over, this.#say);
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
