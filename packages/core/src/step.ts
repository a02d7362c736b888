import type { Host, HostView } from './host.ts';
import type { Digest, Json, Millis } from './json.ts';

/**
 * A step is a value: all that is needed to do, undo and check it, in JSON, so that the journal can hold it, `plan` can
 * print it, a test can compare it, and another process can undo it.
 */
export interface Step {
  readonly kind: 'step';
  /** Unique in its plan: "gateway.swap". */
  readonly id: string;
  readonly title: string;
  readonly host: string;
  /** name@version of the action. */
  readonly action: string;
  readonly args: Json;
  /** Tries, and the wait for check(), happen inside them. */
  readonly limits: { readonly capture: Millis; readonly do: Millis; readonly undo: Millis };
  /** 'never' only for kept steps and after commit. */
  readonly undoes: 'exactly' | 'losing-later-data' | 'never';
  /** A lease: from when it is done until it is undone it is renewed so often, in milliseconds, while the run has an owner. */
  readonly renews?: Millis;
}

/** A question in JSON: which inquiry answers it, and its arguments. */
export interface Question {
  readonly inquiry: string;
  readonly args: Json;
}

/** A question that must be answered before the run goes on. Changes nothing, is journaled, never undone. */
export interface Gate {
  readonly kind: 'gate';
  readonly id: string;
  readonly title: string;
  readonly host: string;
  readonly ask: Question;
  /** In a row. */
  readonly passes: number;
  readonly every: Millis;
  readonly limit: Millis;
  /** After commit: what it says when it does not pass is told as left over, and nothing is stuck for it. */
  readonly tells?: true;
}
export type Item = Step | Gate;

/** `value` is what comparisons use (a latency, a count), `detail` is for people. */
export interface Answer {
  readonly ok: boolean;
  readonly value: Json;
  readonly detail: string;
  /** Asking again will not help: a gate need not wait for its limit. */
  readonly final?: boolean;
}

/** How a kind of question is asked. Throwing means "could not ask", which never passes. */
export interface Inquiry<Args extends Json = Json> {
  readonly name: string;
  ask(args: Args, host: HostView): Promise<Answer>;
}

/** Content that undo needs and that is too large for the journal; streamed, 0600, fsynced, named by its digest. */
export interface Kept {
  readonly name: string;
  readonly sha256: Digest;
  readonly bytes: number;
}
export interface Keep {
  bytes(name: string, content: Uint8Array | string): Promise<Kept>;
  read(kept: Kept): Promise<Uint8Array>;
}

/** What an action touches, for preflight (space, rights, conflicts) and the rule "backup covers what upgrade writes". */
export interface Resource {
  readonly kind: 'path' | 'process' | 'service' | 'port' | 'url';
  readonly name: string;
  readonly access: 'reads' | 'writes';
}

/**
 * 'foreign' = neither what was, nor what we made, nor on the way between: somebody else's change. 'either' = what was is
 * also what we make (nothing ran, and is to be stopped): done and undone at once.
 */
export type Checked = 'undone' | 'partly' | 'done' | 'either' | 'foreign';

/** One verb. do, undo and check are written once, and tested once, on every driver. */
export interface Action<Args extends Json = Json, Saved extends Json = Json> {
  /** name@version; a journal names it, a resume without it is refused. */
  readonly name: string;
  /** Uses signals or other posix things; a Windows preflight refuses it. */
  readonly posixOnly?: true;
  touches(args: Args): readonly Resource[];
  /** What undo() needs, on disk before do() begins. */
  capture(args: Args, host: HostView, keep: Keep): Promise<Saved>;
  /** Works from 'undone' and from 'partly', any number of times; what it could not do and need not is told as text, as undo() tells. */
  do(args: Args, saved: Saved, host: Host): Promise<unknown>;
  /** Works from 'done' and from 'partly', any number of times; what changed since is moved aside, never deleted, and told as text, which is journaled. */
  undo?(args: Args, saved: Saved, host: Host): Promise<unknown>;
  /** Asks the world; polled by the engine to the limit. */
  check(args: Args, saved: Saved, host: HostView): Promise<Checked>;
  /** A lease is ensured: found by its name, extended, or made again. Ended in the middle, undo() still finds all of it. */
  renew?(args: Args, saved: Saved, host: Host): Promise<void>;
}
// Actions and inquiries of different argument types live in one list; the engine passes back what a step holds.
// biome-ignore lint/suspicious/noExplicitAny: the argument type of an entry is known only to its own action
export type AnyAction = Action<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyInquiry = Inquiry<any>;
