import { readFileSync } from 'node:fs';

/** A pid alone is reused; with its start time (clock ticks since boot) it names one process for good. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly start: string;
}

/** Identity of a living process; a zombie counts as gone, for pid 1 of some machines never reaps. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : { pid, start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

export function isAlive(who: ProcessIdentity): boolean {
  return identityOf(who.pid)?.start === who.start;
}
