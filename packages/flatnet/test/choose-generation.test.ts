import { makeGeneration } from '@flatnet-maint/store';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { chooseGeneration } from '../src/choose-generation.ts';
import { generation, record, toy } from './support/toy.ts';

/** Kept generations of a toy whose live one is 2.0, and what a rollback to `wanted` takes. */
async function chosen(wanted: string | null, lastGood = record('2.0', '1.0')) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { host } = lend('local', 60_000, 'test');
  const adopted = { from: '/srv/toy-old', exe: '/srv/toy-old/toy', sha256: 'e'.repeat(64), proven: false };
  for (const one of [
    { ...generation('1.0'), id: '1.0-adopted', adopted },
    { ...generation('1.0'), id: '1.0-kept' },
    { ...generation('0.9'), id: '0.9-adopted', adopted },
  ]) {
    world.file(`${one.tree}/toy`, one.id);
    await makeGeneration(host.files, '/state', one);
  }
  const from = {
    component: toy,
    facts: { host: 'local', live: '2.0' },
    place: { id: 'run-1', state: '/state' },
    tool: { version: '9.9.9', node: '/node', cli: '/cli' },
    lastGood,
    accepted: [],
  };
  return (await chooseGeneration(host.files, from, wanted)).id;
}

test('of one version the one that was seen working is taken, and one that was not only by its id', async () => {
  expect(await chosen('1.0', record('2.0', null))).toBe('1.0-kept');
  expect(await chosen('1.0-adopted', record('2.0', null))).toBe('1.0-adopted');
  expect(await chosen(null)).toBe('1.0-first');
  await expect(chosen(null, record('2.0', null))).rejects.toMatchObject({ code: 'E_GENERATION_ABSENT' });
});

test('a version of which there is nothing else is asked for by a human who reads what it says', async () => {
  expect(await chosen('0.9', record('2.0', null))).toBe('0.9-adopted');
});

test('where hands put something else in the place of the good one, that is what one returns to', async () => {
  expect(await chosen(null, record('3.0', '1.0'))).toBe('3.0-first');
});
