import { readdirSync, readFileSync } from 'node:fs';

/** One line of /proc/PID/stat. Reading it takes no lock of the process, so it cannot hang on one that is stuck. */
export interface ProcStat {
  readonly pid: number;
  readonly state: string;
  readonly parent: number;
  readonly session: number;
  readonly started: string;
  readonly isKernelThread: boolean;
}

const kernelThreadFlag = 0x00200000;

/** null = no such process. */
export function readStat(pid: number): ProcStat | null {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
  // The name in parentheses may itself hold spaces and parentheses: only the last one ends it.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return {
    pid,
    state: fields[0] ?? '?',
    parent: Number(fields[1]),
    session: Number(fields[3]),
    started: fields[19] ?? '',
    isKernelThread: (Number(fields[6]) & kernelThreadFlag) !== 0,
  };
}

/** Z: ended, not yet reaped. X: on the way out. Neither runs any more. */
export const isZombie = (stat: ProcStat): boolean => stat.state === 'Z' || stat.state === 'X';

export function listPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => name.charCodeAt(0) <= 57)
    .map(Number)
    .filter((pid) => pid > 0);
}

/** What /proc says of a process that ended between two looks. */
export function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ESRCH';
}

/** What /proc says of a process that is not ours to look into. */
export function isClosed(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EACCES' || code === 'EPERM';
}
