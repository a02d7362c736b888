import { type AnyAction, MaintError } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { actionChecks } from '../src/index.ts';
import { blind, forgetful, meddling, onceOnly } from './sample-actions.ts';

/** The titles of the promises that an action breaks. */
async function broken(action: AnyAction, path = '/etc/flatnet.conf'): Promise<string[]> {
  const checks = actionChecks(
    action,
    {
      profiles: ['posix'],
      limit: 2000,
      setUp(world) {
        world.file('/etc/flatnet.conf', 'old');
        return { path };
      },
    },
    'posix',
  );
  const titles: string[] = [];
  for (const { title, run } of checks) {
    await run().catch((error: unknown) => {
      // Broken is what an expectation says, or that the action threw or never came to its end.
      const isFinding = (error as Error).name === 'AssertionError' || error instanceof MaintError;
      if (!isFinding) throw error;
      titles.push(title);
    });
  }
  return titles;
}

test('an action whose undo gives nothing back is found out', async () => {
  expect(await broken(forgetful)).toContain('undo() twice gives the world before');
});

test('an action whose check() overlooks half of its work is found out by a kill, and only so', async () => {
  const titles = await broken(blind, '/etc/new.conf');
  expect(titles).not.toContain('undo() twice gives the world before');
  expect(titles).toContain('killed before or after any call, it goes back to the world before');
  expect(titles).toContain('when any call of do() fails with ENOSPC, it goes back');
});

test('an action that cannot go on from the middle is found out', async () => {
  const titles = await broken(onceOnly);
  expect(titles).toContain('do() finishes what a killed do() began');
  expect(titles).toContain('undo() twice gives the world before');
});

test('an action that changes what it only was to look at is found out', async () => {
  expect(await broken(meddling)).toContain('looking and capturing change nothing, and check() says undone');
});
