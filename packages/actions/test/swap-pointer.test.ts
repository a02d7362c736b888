import { actionSpec, memoryHosts, memoryKeep } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { swapPointer } from '../src/index.ts';
import { at } from './support/at.ts';

const profiles = ['posix', 'windows'] as const;

actionSpec(swapPointer, {
  title: 'a pointer that leads elsewhere',
  profiles,
  setUp(world) {
    world.file(at(world, 'trees', '1', 'version'), '1');
    world.file(at(world, 'trees', '2', 'version'), '2');
    world.link(at(world, 'live'), at(world, 'trees', '1'));
    return { live: at(world, 'live'), to: at(world, 'trees', '2'), aside: null };
  },
  after: (world, { live }) => expect(world.text(`${live}/version`)).toBe('2'),
});

actionSpec(swapPointer, {
  title: 'a plain folder, which goes aside',
  profiles,
  setUp(world) {
    world.file(at(world, 'live', 'version'), '1');
    world.file(at(world, 'trees', '2', 'version'), '2');
    return { live: at(world, 'live'), to: at(world, 'trees', '2'), aside: at(world, 'trees', '1') };
  },
  after(world, { live, aside }) {
    expect(world.text(`${live}/version`)).toBe('2');
    expect(world.text(`${aside}/version`)).toBe('1');
  },
});

actionSpec(swapPointer, {
  title: 'nothing at all',
  profiles,
  setUp(world) {
    world.file(at(world, 'trees', '2', 'version'), '2');
    return { live: at(world, 'live'), to: at(world, 'trees', '2'), aside: at(world, 'trees', '1') };
  },
  after: (world, { live }) => expect(world.text(`${live}/version`)).toBe('2'),
});

/** A world in which the pointer was moved from 1 to 2, and what its way back needs. */
async function swapped(profile: 'posix' | 'windows') {
  const { world, lend } = memoryHosts({ profile });
  world.file(at(world, 'trees', '1', 'version'), '1');
  world.file(at(world, 'trees', '2', 'version'), '2');
  world.link(at(world, 'live'), at(world, 'trees', '1'));
  const args = { live: at(world, 'live'), to: at(world, 'trees', '2'), aside: null };
  const { host } = lend('local', 60_000, 'run');
  const saved = await swapPointer.capture(args, host, memoryKeep());
  await swapPointer.do(args, saved, host);
  return { world, host, args, saved };
}

test.each(profiles)(
  'on %s a folder that somebody put in the pointer’s place is kept beside it on the way back',
  async (profile) => {
    const { world, host, args, saved } = await swapped(profile);
    for (const n of [1, 2]) {
      world.remove(args.live);
      world.file(`${args.live}/theirs`, String(n));
      expect(await swapPointer.check(args, saved, host)).toBe('foreign');
      await swapPointer.undo?.(args, saved, host);
      expect(await swapPointer.check(args, saved, host)).toBe('undone');
    }
    expect([1, 2].map((n) => world.text(`${args.live}.found-${n}/theirs`))).toEqual(['1', '2']);
    expect(world.text(`${args.live}/version`)).toBe('1');
  },
);

test('a pointer that somebody turned elsewhere is their change', async () => {
  const { world, host, args, saved } = await swapped('posix');
  world.link(args.live, at(world, 'trees', '3'));
  expect(await swapPointer.check(args, saved, host)).toBe('foreign');
});

test.each([
  ['has no place to go', null],
  ['would go where something is', '/srv/taken'],
])('a folder that %s is not replaced', async (_, aside) => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file('/srv/live/version', '1');
  world.folder('/srv/taken');
  const { host } = lend('local', 60_000, 'run');
  const capture = swapPointer.capture({ live: '/srv/live', to: '/srv/2', aside }, host, memoryKeep());
  await expect(capture).rejects.toMatchObject({ code: 'E_POINTER_OCCUPIED' });
});

test('a file at the place of the pointer is not replaced, and the message says what is there', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file('/srv/live', 'a file');
  const { host } = lend('local', 60_000, 'run');
  const args = { live: '/srv/live', to: '/srv/2', aside: '/srv/1' };
  await expect(swapPointer.capture(args, host, memoryKeep())).rejects.toThrow('/srv/live is a file');
});

test('a pointer that leads there already is done and undone at once, so that a way back need not wait for it', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.folder('/srv/trees/1');
  world.link('/srv/live', '/srv/trees/1');
  const { host } = lend('local', 60_000, 'run');
  const args = { live: '/srv/live', to: '/srv/trees/1', aside: null };
  const saved = await swapPointer.capture(args, host, memoryKeep());
  expect(await swapPointer.check(args, saved, host)).toBe('either');
});
