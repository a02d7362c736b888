import type { Catalogue, ExitCode, Json, Language } from '@flatnet-maint/core';
import type { House, HouseOptions, Tool } from 'flatnet';
import type { Output } from './sink.ts';

export interface RehearseOptions {
  /** Names of rehearsals; none = all. */
  readonly only: readonly string[];
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
  /** Of what the played commands say on their way. */
  readonly language: Language;
}
export interface RehearsalReport {
  readonly exit: ExitCode;
  /** What a person reads at the end. */
  readonly lines: readonly string[];
  /** What `--json` prints. */
  readonly document: Json;
}
export interface Rehearsal {
  /** Says everything in English; the command line translates it by these. */
  rehearse(options: RehearseOptions): Promise<RehearsalReport>;
  readonly texts: Catalogue;
}

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';
export interface Signals {
  on(signal: Signal, listener: () => void): unknown;
  off(signal: Signal, listener: () => void): unknown;
}

/** Everything outside that the command line touches, so that a test can hand in its own. */
export interface World {
  openHouse(options: HouseOptions): House | Promise<House>;
  openRehearsal(): Promise<Rehearsal>;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether a person sits at it: `in` can answer, `out` can be drawn on. */
  readonly tty: { readonly in: boolean; readonly out: boolean };
  readonly signals: Signals;
  readonly tool: Tool;
}
