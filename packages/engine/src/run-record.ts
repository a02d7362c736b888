import type { Entry, EntryBody, Keep } from '@flatnet-maint/core';

export type Order = 'abort' | 'confirm';

/** One run's durable record, held by its one owner. Files in `run-folder.ts`, memory in tests. */
export interface RunRecord {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly keep: Keep;
  /** On disk when this returns. Throws Superseded, without writing, when somebody took the run over. */
  append(body: EntryBody): Entry;
  /** Nobody took it over: what has no line of its own asks before it acts. */
  isOwned(): boolean;
  /** Orders that were put, in time, and not yet journaled; abort before confirm. */
  orders(): readonly Order[];
  /** After `closed`: the run is no longer open; what was kept for undo goes. */
  finish(): void;
}
