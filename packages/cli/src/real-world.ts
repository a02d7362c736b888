import { join } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import type { Rehearsal, World } from './world.ts';

/** This process, and the library and rehearsal that are loaded only when a command asks for them. */
export function realWorld(version: string): World {
  return {
    async openHouse(options) {
      const { openHouse } = await import('flatnet');
      return openHouse(options);
    },
    async openRehearsal() {
      const { rehearse } = (await import('@flatnet-maint/rehearsal')) as unknown as Partial<Rehearsal>;
      if (rehearse !== undefined) return { rehearse };
      throw new MaintError(
        'E_REHEARSAL_ABSENT',
        'This installation has no rehearsal. Nothing was started.',
        'Install flatnet-maint with its rehearsal package.',
      );
    },
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    tty: { in: process.stdin.isTTY === true, out: process.stdout.isTTY === true },
    signals: process,
    tool: { version, node: process.execPath, cli: join(import.meta.dirname, 'main.ts') },
  };
}
