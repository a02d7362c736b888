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
  world.file(`${from}/run/sites/a.log`, 'of the old one');
  world.link(`${from}/temp`, at(world, 'elsewhere'));
  world.folder(at(world, 'trees'));
  return {
    from,
    into: at(world, 'trees', '1-adopted'),
    entries: ['conf/nginx.conf', 'sbin'],
    empty: ['logs', 'run', 'run/sites', 'temp'],
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
    expect(world.tree.node(`${into}/run/sites`)?.kind).toBe('folder');
    expect(world.tree.node(`${into}/temp`)?.kind).toBe('link');
    for (const path of ['logs/error.log', 'run/sites/a.log', 'conf/cache'])
      expect(world.tree.node(`${into}/${path}`)).toBeNull();
    expect(world.text(`${from}/logs/error.log`)).toBe('of the old one');
  },
});

actionSpec(adoptTree, {
  title: 'of a whole folder',
  profiles: ['posix', 'windows'],
  setUp: (world) => ({ ...setUp(world), entries: null, empty: [] }),
  after: (world, { into }) => expect(world.text(`${into}/logs/error.log`)).toBe('of the old one'),
});

test('folders that are made anew keep the mode and the owner of those that they stand for', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const args = setUp(world);
  for (const path of ['', '/conf', '/logs']) {
    const node = world.tree.node(`${args.from}${path}`);
    Object.assign(node ?? {}, { uid: 33, gid: 34, mode: 0o2770 });
  }
  await adoptTree.do(args, null, lend('local', 60_000, 'run').host);
  for (const path of ['', '/conf', '/logs'])
    expect(world.tree.node(`${args.into}${path}`)).toMatchObject({ uid: 33, gid: 34, mode: 0o2770 });
});

test.each([
  [['conf/nginx.conf', 'sbin'], 'conf/nginx.conf'],
  [null, ''],
] as const)(
  'a file that is written while it is copied is named, and what was copied of it is no generation',
  async (entries, copied) => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const args = { ...setUp(world), entries };
    world.onCall = (_n, name, [, to], when) => {
      if (
        name === 'files.copy' &&
        when === 'after' &&
        to === [`${args.into}.partial`, copied].filter((part) => part !== '').join('/')
      )
        world.file(`${args.from}/conf/nginx.conf`, 'events { }');
    };
    const { host } = lend('local', 60_000, 'run');
    await expect(adoptTree.do(args, null, host)).rejects.toMatchObject({
      code: 'E_ADOPT_CHANGED',
      message: expect.stringContaining(
        `${[args.from, copied].filter((part) => part !== '').join('/')} was changed while it was copied`,
      ),
    });
    expect(await adoptTree.check(args, null, host)).toBe('partly');
    await adoptTree.undo?.(args, null, host);
    expect(await adoptTree.check(args, null, host)).toBe('undone');
  },
);
