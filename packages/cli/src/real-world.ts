import { extname, join } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';
import type { Rehearsal, World } from './world.ts';

/** This process, and the library and rehearsal that are loaded only when a command asks for them. */
export function realWorld(version: string, cwd: string): World {
  return {
    async openHouse(options) {
      const { openHouse } = await import('flatnet');
      return openHouse(options);
    },
    async openRehearsal() {
      const { rehearse, rehearsalTexts: texts } = await import('@flatnet-maint/rehearsal');
      if (rehearse !== undefined) return { rehearse: rehearse as unknown as Rehearsal['rehearse'], texts };
      throw new MaintError('E_REHEARSAL_ABSENT', t('rehearsal-absent'), t('rehearsal-next'));
    },
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd,
    tty: { in: process.stdin.isTTY === true, out: process.stdout.isTTY === true },
    signals: process,
    tool: { version, node: process.execPath, cli: join(import.meta.dirname, `main${extname(import.meta.filename)}`) },
  };
}
