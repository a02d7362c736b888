import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';
import { carriers, waitFor } from './stubborn.ts';

const hosts = posixHosts({ ids: ['local'] });
let tag = '';
beforeEach(() => {
  tag = `DAEMON_TAG=${randomUUID()}`;
});
afterEach(async () => {
  for (const pid of carriers(tag)) process.kill(pid, 'SIGKILL');
});
const tagged = () => ({ DAEMON_TAG: tag.slice('DAEMON_TAG='.length) });

test('a daemon that keeps its output open blocks nobody, and outlives the lend', async () => {
  const lent = hosts.lend('local', 10_000, 'mark');
  const output = await lent.host.run(['sh', '-c', 'echo up; echo hm >&2; (setsid sleep 600 &)'], {
    leaves: 'daemon',
    env: tagged(),
  });
  expect(output).toMatchObject({ code: 0, stdout: 'up\n', stderr: 'hm\n' });
  expect(output.took).toBeLessThan(1000);
  await lent.release();
  await waitFor(() => carriers(tag).length === 1);
  expect(carriers('FLATNET_RUN=mark')).toEqual([]);
});

test('a starter that hangs is ended at the limit, with its children but without its daemon', async () => {
  const lent = hosts.lend('local', 10_000, 'mark');
  const began = performance.now();
  const starter = '(setsid sleep 600 &); sleep 601; sleep 602';
  await expect(
    lent.host.run(['sh', '-c', starter], { leaves: 'daemon', env: tagged(), limit: 400 }),
  ).rejects.toMatchObject({ code: 'E_LIMIT' });
  expect(performance.now() - began).toBeLessThan(1400);
  await waitFor(() => carriers(tag).length === 1);
  const [daemon] = carriers(tag);
  expect((await lent.host.processes.get(daemon!))?.argv).toEqual(['sleep', '600']);
  await lent.release();
});
