import type { Argv, Millis, Output } from '@flatnet-maint/core';
import type { World } from './world.ts';

/** A program of the table. It may change the world; what it leaves out of the output is 0 and empty. */
export type Program = (call: ProgramCall) => Partial<Output> | undefined | Promise<Partial<Output> | undefined>;
export interface ProgramCall {
  readonly argv: Argv;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly input: string;
  readonly leaves: 'daemon' | null;
  readonly world: World;
  /** Takes time; past the limit of the call it goes no further. */
  spends(time: Millis): Promise<void>;
  /** A point between two changes, where our process may be killed as well. */
  moment(name: string): void;
}
