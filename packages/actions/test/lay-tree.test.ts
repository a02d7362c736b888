import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, memoryKeep, type Profile, packed, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { layTree } from '../src/index.ts';
import { at } from './support/at.ts';

const archive = packed({ 'gate-2/': '', 'gate-2/sbin/nginx': 'program', 'gate-2/conf/nginx.conf': 'events {}' }, [
  'gate-2/sbin/nginx',
]);
const profiles = ['posix', 'windows'] as const;

function release(world: World) {
  const path = at(world, 'releases', 'gate-2.tar.gz');
  world.file(path, archive);
  world.folder(at(world, 'trees'));
  return { component: 'gateway', version: '2', path, sha256: sha256(archive) };
}

actionSpec(layTree, {
  title: 'a release in an archive',
  profiles,
  setUp: (world) => ({ release: release(world), into: at(world, 'trees', '2'), drain: 400 }),
  after(world, { into }) {
    expect(world.text(`${into}/conf/nginx.conf`)).toBe('events {}');
    expect(world.tree.node(`${into}/sbin/nginx`)?.mode).toBe(0o755);
  },
});

/** A tree that was laid, with a process that runs from it and ends by itself after a while, or never. */
async function inUse(profile: Profile, endsAfter: number) {
  const { world, lend } = memoryHosts({ profile });
  const args = { release: release(world), into: at(world, 'trees', '2'), drain: 2_000 };
  const { host } = lend('local', 60_000, 'run');
  await layTree.do(args, null, host);
  const process = world.start({ exe: at(world, 'trees', '2', 'sbin', 'nginx') });
  world.clock.after(endsAfter, () => world.end(process.pid));
  const undo = async () => layTree.undo?.(args, null, host);
  return { world, host, args, process, undo };
}
const never = 1e9;

test.each(profiles)('on %s the tree waits for what still runs from it, then goes', async (profile) => {
  const { world, host, args, undo } = await inUse(profile, 1_000);
  await undo();
  expect(await layTree.check(args, null, host)).toBe('undone');
  expect(world.clock.now()).toBeGreaterThan(999);
});

test('what still runs from the tree when its time is over is ended on posix', async () => {
  const { world, host, args, process, undo } = await inUse('posix', never);
  await undo();
  expect(world.processes.has(process.pid)).toBe(false);
  expect(await layTree.check(args, null, host)).toBe('undone');
});

test('what still runs from the tree when its time is over is named on Windows, where the tree stays whole', async () => {
  const { world, host, args, process, undo } = await inUse('windows', never);
  await expect(undo()).rejects.toMatchObject({
    code: 'E_TREE_IN_USE',
    exit: 5,
    message: `F:\\flat net\\配布\\trees\\2 stays, for these still run from it: F:\\flat net\\配布\\trees\\2\\sbin\\nginx (process ${process.pid}).`,
    next: 'End them, then run `flatnet-maint resume`.',
  });
  expect(world.text(`${args.into}/conf/nginx.conf`)).toBe('events {}');
  world.end(process.pid);
  await undo();
  expect(await layTree.check(args, null, host)).toBe('undone');
});

test.each(profiles)('on %s a process of a tree whose name only begins alike is left alone', async (profile) => {
  const { world, undo } = await inUse(profile, 0);
  world.file(at(world, 'trees', '22', 'sbin', 'nginx'), 'program');
  const neighbour = world.start({ exe: at(world, 'trees', '22', 'sbin', 'nginx') });
  await undo();
  expect(world.processes.has(neighbour.pid)).toBe(true);
});

test('a place that is taken is never unpacked into', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const into = at(world, 'trees', '2');
  world.file(`${into}/theirs`, '1');
  const { host } = lend('local', 60_000, 'run');
  const capture = layTree.capture({ release: release(world), into, drain: 0 }, host, memoryKeep());
  await expect(capture).rejects.toMatchObject({ code: 'E_TREE_EXISTS' });
});

test('an archive whose bytes are others than the site file says leaves nothing behind', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { host } = lend('local', 60_000, 'run');
  const args = { release: { ...release(world), sha256: '0'.repeat(64) }, into: at(world, 'trees', '2'), drain: 0 };
  await expect(layTree.do(args, null, host)).rejects.toMatchObject({ code: 'E_ARTIFACT_DIGEST' });
  expect(await layTree.check(args, null, host)).toBe('undone');
});
