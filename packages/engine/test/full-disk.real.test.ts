import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { posixFence } from '@flatnet-maint/host';
import { snapshot } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { createRun, openRun, readRun, run, write } from '../src/index.ts';
import { tempState } from './support/temp-state.ts';
import { toyRunning } from './support/toy-running.ts';
import { toyPlan, toySite } from './support/toy-world.ts';

/** A disk of one megabyte; null when this process may not mount one. */
function smallDisk(): string | null {
  const folder = tempState();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  return folder;
}

test('a real disk that fills up in the middle of a run: the run turns round and ends on the reserve', async (context) => {
  const state = smallDisk();
  if (state === null) return context.skip('may not mount a small disk');
  const hosts = toySite();
  const old = snapshot(hosts.world);
  const record = createRun(state, 'a', await posixFence.self(), 'a test');
  const fill = () => {
    const fd = fs.openSync(join(state, 'filler'), 'w');
    try {
      for (;;) fs.writeSync(fd, Buffer.alloc(4096, 1));
    } catch {
      fs.closeSync(fd);
    }
  };
  const running = toyRunning(hosts, record, {
    onEntry: (entry) => {
      if (entry.type === 'done' && entry.id === 'swap') fill();
    },
  });
  write(running, { type: 'opened', plan: toyPlan, tool: '0', node: 'node', cli: 'cli' });
  expect(await run(running)).toBe('rolled-back');
  const { entries, damage, tornBytes } = readRun(state, 'a');
  expect({ damage, tornBytes }).toEqual({ damage: null, tornBytes: 0 });
  expect(entries.find((entry) => entry.type === 'failed')).toMatchObject({ code: 'E_STATE_FULL' });
  const { '/backup/motd': _, ...files } = snapshot(hosts.world).files as Record<string, string>;
  expect(files).toEqual(old.files);
  expect(openRun(state)).toBeNull();
});
