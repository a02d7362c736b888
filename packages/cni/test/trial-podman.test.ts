import { MaintError } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { succeeding } from '../src/trial-podman.ts';

test('a Podman that somebody ended without a word is told as such', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.programs.set('podman', () => ({ code: null, signal: 'SIGKILL' }));
  const { host } = lend('local', 60_000, 'run');
  const failed = (said: string) => new MaintError('E_CNI_TRIAL', said, '');
  await expect(succeeding(host, async () => null, ['run', '-d'], failed)).rejects.toThrow(
    '`podman run` ended with SIGKILL and said nothing',
  );
});
