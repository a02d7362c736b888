import { expect, test } from 'vitest';
import { roomFor } from '../src/room.ts';

const mib = 1_048_576;
const files = (free: number) => ({ free: async () => free * mib }) as never;
const readings = { free: 99 * mib, treeBytes: 30 * mib, outsideBytes: 20 * mib };

test('a backup needs twice what it writes, also of what lies outside of the tree', async () => {
  expect(await roomFor(files(101), '/state', readings, null)).toEqual([]);
  expect(await roomFor(files(99), '/state', readings, null)).toMatchObject([
    { id: 'disk', blocks: true, message: expect.stringMatching(/\/state has 99 MiB free; twice .* is 100 MiB/) },
  ]);
});

test('an upgrade needs twice the new tree besides', async () => {
  expect(await roomFor(files(999), '/state', readings, 49 * mib)).toEqual([]);
  expect(await roomFor(files(999), '/state', readings, 50 * mib)).toMatchObject([
    { message: expect.stringContaining('the generations folder has 99 MiB free') },
  ]);
});

test('taking over needs twice the present tree besides, for it is copied', async () => {
  expect(await roomFor(files(999), '/state', readings, 'copy')).toEqual([]);
  expect(await roomFor(files(999), '/state', { ...readings, treeBytes: 50 * mib }, 'copy')).toMatchObject([
    { message: expect.stringContaining('the generations folder has 99 MiB free') },
  ]);
});
