import { readdirSync, readFileSync } from 'node:fs';
import type { Argv } from '@flatnet-maint/core';

/**
 * Ignores TERM and HUP, leaves its group and session, forks twice so that its parent is another, and keeps the pipes
 * open: everything that a plain timeout does not end.
 */
export const stubborn: Argv = [
  'sh',
  '-c',
  `trap '' TERM HUP
   setsid sh -c '(trap "" TERM HUP; while :; do sleep 600; done) & (setsid sleep 601 &) ; sleep 602' &
   (setsid sh -c 'sleep 603; sleep 604' &)
   echo ready
   sleep 605; sleep 606`,
];

/** Living processes with this text in their environment; read on its own, not by the code under test. */
export function carriers(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const isZombie = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
        return !isZombie && pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text);
      } catch {
        return false;
      }
    });
}

export async function waitFor(what: () => boolean | Promise<boolean>, limit = 5000): Promise<void> {
  const until = performance.now() + limit;
  while (!(await what())) {
    if (performance.now() > until) throw new Error(`waited ${limit} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
