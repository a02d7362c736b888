import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { setAside } from '../src/actions/set-aside.ts';
import { run, stackIn } from './support/spec-stack.ts';
import { createdFor } from './support/toy-stack.ts';

test('a container that podman-compose made in the middle of a run does not bar the way back, and is kept', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { podman } = stackIn(world);
  const { host } = lend('local', 60_000, run);
  const args = { container: 'flatnet-prometheus', aside: `flatnet-prometheus.before-${run}`, stopSeconds: 10 };
  const [old] = podman.all;
  const saved = await setAside.capture(args, host, null as never);
  await setAside.do(args, saved, host);
  const theirs = podman.up(createdFor('prometheus'));
  const told = await setAside.undo?.(args, saved, host);
  expect(podman.named('flatnet-prometheus')).toMatchObject({ id: old?.id, status: 'running' });
  expect(theirs).toMatchObject({ name: 'flatnet-prometheus.found-1', status: 'exited' });
  expect(told).toContain('flatnet-prometheus.found-1');
  expect(await setAside.check(args, saved, host)).toBe('undone');
});
