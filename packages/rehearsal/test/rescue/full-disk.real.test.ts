import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { allClosed, stateFolder, until } from '../../src/index.ts';
import { closed, doing, edit, type Line, newestRun, phase, type Rescue, reached, rescue, serves } from './support.ts';

const generations = '/srv/small';

/** Fills a file system of the machine but for `leave` bytes; undone by what it returns. */
function fill(stage: Rescue, folder: string, leave: number): () => void {
  const file = stage.machine.path(`${folder}/filler`);
  const { bavail, bsize } = statfsSync(stage.machine.path(folder));
  try {
    writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leave), 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  return () => rmSync(file, { force: true });
}

/** An upgrade whose state folder runs full, to the last byte, at a line of its journal, and stays full until it is over. */
async function fullAt(stage: Rescue, at: (line: Line) => boolean): Promise<{ code: number | null; outcome: unknown }> {
  const last = newestRun(stage);
  const { ended } = stage.start(...stage.upgrade, '--soak', '1500ms');
  await reached(stage, last, at);
  const free = fill(stage, stateFolder, 0);
  try {
    const { code, document } = await ended;
    expect(document.error?.code ?? document.outcome).toMatch(/^(E_STATE_FULL|E_FILE_SPACE)$/);
    // Also while the disk is still full.
    await closed(stage);
    await serves(stage, stage.older);
    return { code, outcome: document.outcome };
  } finally {
    free();
    await until(() => allClosed(stage.machine), 30_000);
  }
}

rescue('a disk that is full', { smallState: 16 * 1024 * 1024 }, [
  [
    'before the run: refused with code 3, nothing changed',
    async (stage) => {
      const free = fill(stage, stateFolder, 1024 * 1024);
      const end = await stage.maint(...stage.upgrade);
      expect(end).toMatchObject({ code: 3, document: { error: { code: 'E_PREFLIGHT_DISK' } } });
      expect(end.document.error?.message).toContain(stateFolder);
      free();
      const whole = fill(stage, stateFolder, 0);
      const backup = await stage.maint('backup', 'gateway', '--site', stage.gateway.siteFile);
      expect(backup).toMatchObject({ code: 3, document: { error: { code: 'E_PREFLIGHT_DISK' } } });
      whole();
      await serves(stage, stage.older);
    },
  ],
  [
    'while it is prepared: put away, nothing live changed',
    async (stage) => {
      expect(await fullAt(stage, doing('gateway.rehearse'))).toEqual({ code: 3, outcome: 'refused' });
    },
  ],
  [
    'in the middle of the cutover: goes back, written to the end',
    async (stage) => {
      expect(await fullAt(stage, doing('gateway.quiet-old'))).toEqual({ code: 4, outcome: 'rolled-back' });
    },
  ],
  [
    'while it is verified: goes back, written to the end',
    async (stage) => {
      // A journal may still grow to the end of its last page; the verdicts of so many checks need another one.
      const site = readFileSync(stage.machine.path(stage.gateway.siteFile));
      const checks = Array.from({ length: 24 }, (_, n) => `    - { id: check-${n}, command: [/bin/true] }\n`).join('');
      edit(stage, stage.gateway.siteFile, (bytes) => `${bytes.toString()}  verify:\n${checks}`);
      expect(await fullAt(stage, phase('check'))).toEqual({ code: 4, outcome: 'rolled-back' });
      edit(stage, stage.gateway.siteFile, () => site);
    },
  ],
  [
    'with no reserve left: nothing more is done, which is code 5, and once there is space the dead-man ends it',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '1500ms');
      await reached(stage, last, doing('gateway.hold'));
      rmSync(stage.machine.path(`${stateFolder}/runs/${newestRun(stage)}/reserve`));
      const free = fill(stage, stateFolder, 0);
      expect(await ended).toMatchObject({ code: 5, document: { error: { code: 'E_JOURNAL_UNWRITABLE' } } });
      expect(allClosed(stage.machine)).toBe(false);
      free();
      expect(await closed(stage)).toBe('rolled-back');
      await serves(stage, stage.older);
    },
  ],
  [
    'where the new tree is unpacked: put away, nothing live changed',
    async (stage) => {
      const { machine } = stage;
      await machine.exec(['mkdir', '-p', generations]);
      const mounted = await machine.exec(['mount', '-t', 'tmpfs', '-o', 'size=8m', 'small', generations]);
      expect(mounted.stderr).toBe('');
      edit(stage, stage.gateway.siteFile, (bytes) =>
        bytes.toString().replace('gateway:\n', `gateway:\n  generations: ${generations}\n`),
      );
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '300ms');
      await reached(stage, last, (line) => line.type === 'opened');
      fill(stage, generations, 256 * 1024);
      const end = await ended;
      expect(end).toMatchObject({ code: 3, document: { outcome: 'refused' } });
      expect((await machine.exec(['ls', '-A', generations])).stdout).toBe('filler\n');
      await serves(stage, stage.older);
    },
  ],
]);
