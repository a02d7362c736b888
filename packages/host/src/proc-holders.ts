import { readdirSync, readlinkSync } from 'node:fs';
import { isClosed, isGone } from './proc-stat.ts';

/** What the open files of a process point to, as the kernel writes it (`/path`, `socket:[123]`). null = not ours to read, or gone. */
export function readOpen(pid: number): string[] | null {
  let numbers: string[];
  try {
    numbers = readdirSync(`/proc/${pid}/fd`);
  } catch (error) {
    if (isGone(error) || isClosed(error)) return null;
    throw error;
  }
  const open: string[] = [];
  for (const number of numbers) {
    try {
      open.push(readlinkSync(`/proc/${pid}/fd/${number}`));
    } catch (error) {
      // Closed since the folder was read.
      if (!isGone(error) && !isClosed(error)) throw error;
    }
  }
  return open;
}

/** Inodes of the sockets that a process holds. */
export function readSocketInodes(pid: number): string[] {
  return (readOpen(pid) ?? []).flatMap((target) => (target.startsWith('socket:[') ? [target.slice(8, -1)] : []));
}

/** Which of these processes hold which of these sockets. Processes that may not be read are not in the answer. */
export function findHolders(pids: readonly number[], inodes: ReadonlySet<string>): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const pid of pids) {
    for (const inode of new Set(readSocketInodes(pid))) {
      if (!inodes.has(inode)) continue;
      const known = holders.get(inode);
      if (known) known.push(pid);
      else holders.set(inode, [pid]);
    }
  }
  return holders;
}
