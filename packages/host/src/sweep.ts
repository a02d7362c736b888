import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Millis, ProcessInfo } from '@flatnet-maint/core';
import { isClosed, isGone, isZombie, listPids, type ProcStat, readStat } from './proc-stat.ts';
import { readProcess } from './processes.ts';

/**
 * SIGKILLs every process that `wanted` says yes to, again and again until none is left: a child made while we look is
 * found at the next look. This process is never meant. Resolves with what could not be ended.
 */
export async function sweep(wanted: Wanted, limit: Millis): Promise<ProcessInfo[]> {
  const until = performance.now() + limit;
  let quiet = 0;
  for (;;) {
    const found = await find(wanted);
    for (const stat of found) killSame(stat);
    quiet = found.length === 0 ? quiet + 1 : 0;
    // Twice: a process on its way through exec shows no environment, and pids that wrap around can hide a child from one look.
    if (quiet === 2) return [];
    if (performance.now() > until) {
      const left = await Promise.all(found.map((stat) => readProcess(stat.pid)));
      return left.filter((process) => process !== null && !process.zombie) as ProcessInfo[];
    }
    await pause(quiet === 1 ? 2 : 5);
  }
}

export interface Wanted {
  /** `NAME=value`, whole. */
  readonly env: string;
  /** The variable may go on after `env`. */
  readonly orLonger?: boolean;
  /** A program can drop its environment; its parents tell then. Not for a whole run, whose daemons carry no mark. */
  readonly andChildren?: boolean;
  /** Whoever is in this session as well, for one that dropped its parents too. Its leader must not have been reaped. */
  readonly session?: number | undefined;
}

async function find(wanted: Wanted): Promise<ProcStat[]> {
  const all: ProcStat[] = [];
  for (const pid of listPids()) {
    const stat = pid === process.pid ? null : readStat(pid);
    if (stat !== null && !stat.isKernelThread && !isZombie(stat)) all.push(stat);
  }
  const carries = await Promise.all(all.map((stat) => carriesEnv(stat.pid, wanted)));
  const found = new Set(all.filter((stat, index) => carries[index] || stat.session === wanted.session));
  if (wanted.andChildren) {
    const children = Map.groupBy(all, (stat) => stat.parent);
    for (const stat of found) for (const child of children.get(stat.pid) ?? []) found.add(child);
  }
  return [...found];
}

async function carriesEnv(pid: number, wanted: Wanted): Promise<boolean> {
  try {
    const env = `\0${await readFile(`/proc/${pid}/environ`, 'latin1')}`;
    return env.includes(`\0${wanted.env}${wanted.orLonger ? '' : '\0'}`);
  } catch (error) {
    if (isGone(error) || isClosed(error)) return false;
    throw error;
  }
}

/** The start stamp is looked at once more, since the number may by now name another process. */
function killSame(stat: ProcStat): void {
  if (readStat(stat.pid)?.started !== stat.started) return;
  try {
    process.kill(stat.pid, 'SIGKILL');
  } catch (error) {
    if (!isGone(error) && !isClosed(error)) throw error;
  }
}
