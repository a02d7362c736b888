import type { House } from 'flatnet';
import type { Globals } from './globals.ts';
import type { Say } from './say.ts';
import type { Sink } from './sink.ts';
import type { World } from './world.ts';

/** What a command's handler works with. */
export interface Context {
  readonly globals: Globals;
  readonly world: World;
  /** What people read, in their language. */
  readonly say: Say;
  readonly out: Sink;
  readonly err: Sink;
  /** Opened when a command first asks: usage errors need no library. */
  house(): Promise<House>;
  /** Nobody is there to ask. */
  readonly unattended: boolean;
}

/** The answer of a command: one JSON document, or text for people. */
export function answer({ globals, out }: Context, document: unknown, text: string): void {
  out.line(globals.json ? JSON.stringify(document) : text);
}

/** Text beside the answer: with --json stdout belongs to the document. */
export function aside({ globals, out, err }: Context, text: string): void {
  (globals.json ? err : out).line(text);
}
