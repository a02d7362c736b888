import type { Json, Millis } from './json.ts';

/*
 * What a component's part of the site file may hold, as values: whoever reads site files makes the reader, its refusals and
 * the JSON Schema of it. `about` is one sentence for the JSON Schema, without a full stop.
 */

interface Any {
  readonly about: string;
  /** May be left out; `usual` is what it means then, without one it is null. */
  readonly optional?: true;
}

export type Setting =
  /**
   * Relative to the site file; read as an absolute path. `without`: a character that may stand nowhere in the whole path,
   * and the sentence that says why (E_ID_PATH, exit 3).
   */
  | (Any & { readonly kind: 'path'; readonly without?: { readonly sign: string; readonly why: string } })
  | (Any & { readonly kind: 'url' })
  /** Text of one form: the source of a regular expression (flag `u`), and the end of the sentence "allowed is …". */
  | (Any & { readonly kind: 'word'; readonly form: string; readonly allowed: string; readonly usual?: string })
  | (Any & { readonly kind: 'duration'; readonly usual?: Millis })
  | (Any & { readonly kind: 'port'; readonly usual?: number })
  /** A program and its arguments; no shell reads them. */
  | (Any & { readonly kind: 'command'; readonly usual?: readonly [string, ...string[]] })
  | (Any & { readonly kind: 'paths' })
  /** Where a secret is had from: `{ env }`, `{ file }` or `{ command }`; the secret itself is in no site file. */
  | (Any & { readonly kind: 'secret' })
  /** As many groups as there are names, each of one form as with 'word'; without any it is an empty list of them. */
  | (Any & { readonly kind: 'each'; readonly form: string; readonly allowed: string; readonly keys: Settings })
  /** When it is absent and all of its keys may be left out, it is read as if it stood there without any. */
  | (Any & { readonly kind: 'group'; readonly keys: Settings });

/** A secret by where it is had from; never the secret. `env` = name of a variable of whoever runs, `file` = absolute path. */
export type Secret =
  | { readonly env: string }
  | { readonly file: string }
  | { readonly command: readonly [string, ...string[]] };

export type Settings = Readonly<Record<string, Setting>>;

/**
 * What was written, checked against its settings and against what every component has: defaults filled in, paths absolute,
 * durations in milliseconds, what is absent null.
 */
export type Written = { readonly [key: string]: Json };
