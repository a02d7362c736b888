import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Argv, Output } from '@flatnet-maint/core';
import { startError } from './command-absent.ts';
import { cleanEnv } from './command-env.ts';
import { decode, outputCap } from './command-output.ts';
import { listPids, readStat } from './proc-stat.ts';
import { type CommandHow, start, waitForExit } from './run-command.ts';
import { limitError, type Span } from './span.ts';
import { t } from './texts.ts';

/**
 * Starts what is meant to stay: without marks, in a session of its own, its output in a file without a name, so that a
 * daemon that keeps it open blocks nobody. Settles when the started program itself ends, as `nginx`, `podman run -d`
 * and `compose up -d` do; a program that stays in the foreground is started through `setsid --fork PROGRAM`.
 *
 * At the limit the started program and what still hangs from it are ended, and the call rejects. What has become a
 * daemon by then (its parent is another one) stays.
 */
export async function startDaemon(argv: Argv, how: CommandHow, span: Span): Promise<Output> {
  const began = performance.now();
  const limit = Math.min(how.limit ?? Number.POSITIVE_INFINITY, span.left());
  const cwd = how.cwd ?? '/';
  const [input, stdout, stderr] = [openNameless(), openNameless(), openNameless()];
  try {
    writeAll(input, Buffer.from(how.input ?? ''));
    const child = start(argv, { cwd, env: cleanEnv({ ...how.env }), stdio: [input, stdout, stderr] });
    const ending = await waitForExit(child, limit, span.ended);
    if (ending.kind === 'absent') throw startError(argv[0], cwd, ending.cause);
    if (ending.kind === 'over') {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killDown(child.pid);
      if (span.ended.aborted) throw span.over(argv[0]);
      throw limitError(argv[0], limit, t('daemon-goes-on'));
    }
    const [out, err] = [readBack(stdout), readBack(stderr)];
    return {
      code: ending.code,
      signal: ending.signal,
      stdout: decode(out.bytes, out.cut),
      stderr: decode(err.bytes, err.cut),
      cut: out.cut || err.cut,
      took: performance.now() - began,
    };
  } finally {
    for (const fd of [input, stdout, stderr]) closeSync(fd);
  }
}

/** Without a name from the first moment on, so nothing is left of it whoever dies. Appending, as two streams may be one file. */
function openNameless(): number {
  const path = join(tmpdir(), `flatnet-maint-${randomUUID()}`);
  const fd = openSync(path, 'ax+', 0o600);
  unlinkSync(path);
  return fd;
}

/** By position, which leaves the offset that the child inherits at the beginning. */
function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at, at);
}

function readBack(fd: number): { bytes: Buffer; cut: boolean } {
  const whole = Buffer.alloc(outputCap + 1);
  let size = 0;
  while (size < whole.length) {
    const got = readSync(fd, whole, size, whole.length - size, size);
    if (got === 0) break;
    size += got;
  }
  return { bytes: whole.subarray(0, Math.min(size, outputCap)), cut: size > outputCap };
}

/** The process and its children's children, stopped from above so that none is made meanwhile. */
function killDown(root: number): void {
  const all = listPids().flatMap((pid) => readStat(pid) ?? []);
  const children = Map.groupBy(all, (stat) => stat.parent);
  const tree = new Set([root]);
  for (const pid of tree) for (const child of children.get(pid) ?? []) tree.add(child.pid);
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
    for (const pid of tree) {
      try {
        process.kill(pid, signal);
      } catch {
        // Ended meanwhile.
      }
    }
  }
}
