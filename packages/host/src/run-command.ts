import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Argv, Millis, Output, Said } from '@flatnet-maint/core';
import { startError } from './command-absent.ts';
import { cleanEnv } from './command-env.ts';
import { collect } from './command-output.ts';
import { limitError, type Span } from './span.ts';
import { sweep } from './sweep.ts';
import { t } from './texts.ts';

export interface CommandHow {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  readonly limit?: Millis;
}

/** Unique for this call: at the limit the tree of this call ends, and no other command of the same run. */
export interface Tree {
  readonly call: string;
  /** Nobody gives this host back, so what holds on to the pipes after the program's end is ended right here. */
  readonly endsAlone?: boolean;
}

/**
 * A program in a group of its own. Settles when the program has ended and 250 ms for the pipes are over: a grandchild
 * that keeps a pipe open would hold up `close` for ever. At the limit the whole tree ends, also what has left the group.
 */
export async function runCommand(argv: Argv, how: CommandHow, span: Span, tree: Tree): Promise<Output> {
  const began = performance.now();
  const limit = Math.min(how.limit ?? Number.POSITIVE_INFINITY, span.left());
  const cwd = how.cwd ?? '/';
  const child = start(argv, {
    cwd,
    env: cleanEnv({ ...how.env, FLATNET_CALL: tree.call }),
    stdio: [how.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout!);
  const stderr = collect(child.stderr!);
  // A program that does not read its input is no fault.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(how.input);

  const ending = await waitForExit(child, limit, span.ended);
  if (ending.kind === 'absent') throw startError(argv[0], cwd, ending.cause);
  if (ending.kind === 'over') {
    // All in one look, while each still has its parent and its session.
    const session = child.exitCode === null && child.signalCode === null ? child.pid : undefined;
    const left = await sweep({ env: `FLATNET_CALL=${tree.call}`, andChildren: true, session }, sweepLimit);
    const said: Said = { stdout: stdout.take().text, stderr: stderr.take().text };
    if (span.ended.aborted) throw span.over(argv[0]);
    const alive = left.map((process) => process.pid).join(', ');
    throw limitError(argv[0], limit, alive === '' ? '' : t('processes-left', { pids: alive }), said);
  }
  const took = performance.now() - began;
  const closed = Promise.all([stdout.ended, stderr.ended]).then(() => true);
  const isClosed = await Promise.race([closed, pause(pipeGrace, false)]);
  if (!isClosed && tree.endsAlone) await sweep({ env: `FLATNET_CALL=${tree.call}`, andChildren: true }, sweepLimit);
  const [out, err] = [stdout.take(), stderr.take()];
  return {
    code: ending.code,
    signal: ending.signal,
    stdout: out.text,
    stderr: err.text,
    cut: out.cut || err.cut,
    took,
  };
}

const pipeGrace: Millis = 250;
/** So that a caller has its answer within a second of the limit. */
const sweepLimit: Millis = 800;

/** In a group and session of its own. What the system refuses at once is thrown; the rest comes as an event. */
export function start(
  argv: Argv,
  how: { cwd: string; env: Record<string, string>; stdio: StdioOptions },
): ChildProcess {
  try {
    return spawn(argv[0], argv.slice(1), { ...how, shell: false, detached: true });
  } catch (cause) {
    throw startError(argv[0], how.cwd, cause as NodeJS.ErrnoException);
  }
}

export type Ending =
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'absent'; readonly cause: NodeJS.ErrnoException }
  | { readonly kind: 'over' };

/** Listens before it returns, so no early event is missed. */
export function waitForExit(child: ChildProcess, limit: Millis, ended: AbortSignal): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  const over = () => resolve({ kind: 'over' });
  const timer = setTimeout(over, Math.max(1, Math.ceil(limit)));
  ended.addEventListener('abort', over, { once: true });
  child.once('exit', (code, signal) => resolve({ kind: 'exit', code, signal }));
  child.once('error', (cause) => resolve({ kind: 'absent', cause }));
  return promise.finally(() => {
    clearTimeout(timer);
    ended.removeEventListener('abort', over);
  });
}
