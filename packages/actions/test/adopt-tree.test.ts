import { actionSpec, memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { type AdoptTreeArgs, adoptTree } from '../src/index.ts';
import { at } from './support/at.ts';

const setUp = (world: Parameters<typeof at>[0]): AdoptTreeArgs => {
  const from = at(world, 'openresty-old');
  world.file(`${from}/sbin/nginx`, 'program', 0o755);
  world.file(`${from}/conf/nginx.conf`, 'events {}');
  world.file(`${from}/conf/cache/now`, 'written meanwhile');
  world.file(`${from}/logs/error.log`, 'of the old one');
  world.folder(at(world, 'trees'));
  return {
    from,
    into: at(world, 'trees', '1-adopted'),
    entries: ['conf/nginx.conf', 'sbin'],
    empty: ['logs'],
    drain: 400,
  };
};

actionSpec(adoptTree, {
  title: 'of chosen entries',
  profiles: ['posix', 'windows'],
  setUp,
  after(world, { from, into }) {
    expect(world.text(`${into}/conf/nginx.conf`)).toBe('events {}');
    expect(world.tree.node(`${into}/sbin/nginx`)?.mode).toBe(0o755);
    expect(world.tree.node(`${into}/logs`)?.kind).toBe('folder');
    for (const path of ['logs/error.log', 'conf/cache']) expect(world.tree.node(`${into}/${path}`)).toBeNull();
    expect(world.text(`${from}/logs/error.log`)).toBe('of the old one');
  },
});

actionSpec(adoptTree, {
  title: 'of a whole folder',
  profiles: ['posix', 'windows'],
  setUp: (world) => ({ ...setUp(world), entries: null, empty: [] }),
  after: (world, { into }) => expect(world.text(`${into}/logs/error.log`)).toBe('of the old one'),
});

test('a file that is written while it is copied is named, and what was copied of it is no generation', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const args = setUp(world);
  world.onCall = (_n, name, [, to], when) => {
    if (name === 'files.copy' && when === 'after' && to === `${args.into}.partial/conf/nginx.conf`)
      world.file(`${args.from}/conf/nginx.conf`, 'events { }');
  };
  const { host } = lend('local', 60_000, 'run');
  await expect(adoptTree.do(args, null, host)).rejects.toMatchObject({
    code: 'E_ADOPT_CHANGED',
    message: expect.stringContaining(`${args.from}/conf/nginx.conf was changed while it was copied`),
  });
  expect(await adoptTree.check(args, null, host)).toBe('partly');
  await adoptTree.undo?.(args, null, host);
  expect(await adoptTree.check(args, null, host)).toBe('undone');
});
