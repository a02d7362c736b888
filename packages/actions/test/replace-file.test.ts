import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, memoryKeep, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { type ReplaceFileArgs, replaceFile } from '../src/index.ts';
import { at } from './support/at.ts';

const placed = (world: World, path: string, text: string, mode: number) => {
  world.file(at(world, path), text, mode);
  return { from: at(world, path), sha256: sha256(text), mode, uid: 0, gid: 0 };
};

const world = (world: World): ReplaceFileArgs => {
  world.file(at(world, '/opt/bin/plugin'), 'old', 0o755);
  const back = placed(world, '/kept/1/plugin', 'old', 0o755);
  return { path: at(world, '/opt/bin/plugin'), ...placed(world, '/kept/2/plugin', 'new', 0o755), back };
};

actionSpec<ReplaceFileArgs>(replaceFile, {
  title: 'a file that is there',
  profiles: ['posix', 'windows'],
  setUp: world,
  after: (world, { path }) => expect(world.text(path)).toBe('new'),
});

actionSpec<ReplaceFileArgs>(replaceFile, {
  title: 'a file that was not there',
  profiles: ['posix', 'windows'],
  setUp: (one) => {
    const args = world(one);
    one.remove(args.path);
    return { ...args, back: 'absent' };
  },
});

describe('what is neither the old one nor the new one', () => {
  const begin = (how: Partial<ReplaceFileArgs> = {}) => {
    const hosts = memoryHosts({ profile: 'posix' });
    const args = { ...world(hosts.world), ...how };
    const { host } = hosts.lend('local', 60_000, 'run');
    return { world: hosts.world, args, host };
  };

  test('is refused when it is there before', async () => {
    const { world, args, host } = begin();
    world.file(args.path, 'somebody’s', 0o755);
    await expect(replaceFile.capture(args, host, memoryKeep())).rejects.toMatchObject({ code: 'E_FILE_CHANGED' });
  });

  test('is foreign after, and undo puts the old one back with a copy of it beside', async () => {
    const { world, args, host } = begin();
    await replaceFile.do(args, null, host);
    world.file(args.path, 'somebody’s', 0o755);
    expect(await replaceFile.check(args, null, host)).toBe('foreign');
    expect(await replaceFile.undo?.(args, null, host)).toContain(`${args.path}.found-1`);
    expect([world.text(args.path), world.text(`${args.path}.found-1`)]).toEqual(['old', 'somebody’s']);
  });

  test('is copied beside once, however often a forward-only way replaces it', async () => {
    const { world, args, host } = begin({ back: null });
    for (const _ of [1, 2]) {
      world.file(args.path, 'broken', 0o755);
      await replaceFile.do(args, null, host);
    }
    expect([world.text(args.path), world.text(`${args.path}.found-1`)]).toEqual(['new', 'broken']);
    expect(world.text(`${args.path}.found-2`)).toBeNull();
  });
});

test('a kept file that is not what was planned is not put in place', async () => {
  const hosts = memoryHosts({ profile: 'posix' });
  const args = world(hosts.world);
  hosts.world.file(args.from, 'rotten');
  const { host } = hosts.lend('local', 60_000, 'run');
  await expect(replaceFile.do(args, null, host)).rejects.toMatchObject({ code: 'E_FILE_DIGEST' });
  expect(hosts.world.text(args.path)).toBe('old');
});

test('what is as it is to be, forward or back, needs its kept file no more', async () => {
  const { world: one, lend } = memoryHosts({ profile: 'posix' });
  const args = world(one);
  const { host } = lend('local', 60_000, 'run');
  one.file(`${(args.back as { from: string }).from}`, 'spoiled');
  expect(await replaceFile.undo?.(args, null, host)).toBeNull();
  expect(one.text(args.path)).toBe('old');
  await replaceFile.do(args, null, host);
  one.file(args.from, 'spoiled');
  await replaceFile.do(args, null, host);
  expect(one.text(args.path)).toBe('new');
});

test('a mode or an owner that somebody took away is put right again', async () => {
  const hosts = memoryHosts({ profile: 'posix' });
  const args = world(hosts.world);
  const { host } = hosts.lend('local', 60_000, 'run');
  await replaceFile.do(args, null, host);
  await host.files.chmod(args.path, 0o644);
  expect(await replaceFile.check(args, null, host)).toBe('partly');
  await replaceFile.do(args, null, host);
  expect(await replaceFile.check(args, null, host)).toBe('done');
});
