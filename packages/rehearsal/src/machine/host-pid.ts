import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Machine } from './machine.ts';

/** The process's number here, so that a signal needs no program to carry it inside. */
export function hostPid(machine: Machine, inside: number): number {
  const space = readlinkSync(`/proc/${machine.pid}/ns/pid`);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readlinkSync(`/proc/${name}/ns/pid`) !== space) continue;
      const numbers = /^NSpid:\s+(.*)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]?.split(/\s+/);
      if (numbers?.at(-1) === String(inside)) return Number(name);
    } catch {
      // It ended meanwhile.
    }
  }
  throw new Error(`there is no process ${inside} in ${machine.name}`);
}
