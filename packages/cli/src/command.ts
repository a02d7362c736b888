import type { ExitCode } from '@flatnet-maint/core';
import type { InferredOptionTypes, Options, PositionalOptions } from 'yargs';
import type { Context } from './context.ts';

type Positionals = Readonly<Record<string, PositionalOptions>>;
type Flags = Readonly<Record<string, Options>>;

/** A command as a value: what it is called, what it takes, what it does. No command touches yargs. */
export interface Command<P extends Positionals = Positionals, F extends Flags = Flags> {
  /** `upgrade <component>`, as in the usage line. */
  readonly usage: string;
  /** The word before it, for `plan upgrade` and `snapshots prune`; that word may be a command itself. */
  readonly under?: string;
  readonly describe: string;
  readonly hidden?: true;
  readonly positionals: P;
  readonly options: F;
  /** Asks the library and renders; decides nothing. */
  run(args: InferredOptionTypes<P> & InferredOptionTypes<F>, context: Context): Promise<ExitCode>;
}

// The argument types differ from command to command; each is called with what its own options made of the line.
// biome-ignore lint/suspicious/noExplicitAny: known only to the command itself
export type AnyCommand = Command<any, any>;

/** Types `args` from the options. */
export function command<const P extends Positionals, const F extends Flags>(value: Command<P, F>): AnyCommand {
  return value;
}
