import type { AnyAction, AnyInquiry, Entry, EntryBody, Hosts, Keep, Outcome } from '@flatnet-maint/core';
import type { FakeClock } from './fake-clock.ts';

/** A journal's bytes as lines, and back: the engine's own, so that what is read after a crash is what a real one reads. */
export interface JournalLines {
  lineOf(previous: string, entry: Entry): { readonly line: string; readonly h: string };
  readLines(bytes: Uint8Array): {
    readonly entries: readonly Entry[];
    readonly h: string;
    readonly soundBytes: number;
    readonly damage: string | null;
  };
}

/** What is ordered from outside of a run. */
export type Ordered = 'abort' | 'confirm';

/** A run's record as the engine wants it. */
export interface RecordOfRun {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly keep: Keep;
  append(body: EntryBody): Entry;
  isOwned(): boolean;
  orders(): readonly Ordered[];
  finish(): void;
}

/** What the engine is given to run a record to its close. */
export interface PlayedRun {
  readonly record: RecordOfRun;
  readonly hosts: Hosts;
  readonly registry: unknown;
  readonly clock: Pick<FakeClock, 'now' | 'wall' | 'sleep'>;
  readonly facts: () => Promise<string>;
  readonly turn: unknown;
  readonly keepEvidence: (files: readonly string[]) => Promise<void>;
  readonly onEntry: (entry: Entry) => void;
  readonly onTick: (text: string) => void;
}

/** As much of the engine as plays a run; `import * as engine from '@flatnet-maint/engine'` is one. */
export interface EngineUnderSpec extends JournalLines {
  readonly Turn: new () => unknown;
  registryOf(actions: readonly AnyAction[], inquiries: readonly AnyInquiry[]): unknown;
  run(running: PlayedRun): Promise<Outcome>;
  write(running: PlayedRun, body: EntryBody): Entry;
  takeUp(record: RecordOfRun, by: 'operator' | 'dead-man' | 'emergency', reason: string): void;
}
