import { expect, test } from 'vitest';
import { someAtOnce } from '../src/some-at-once.ts';

const numbers = Array.from({ length: 100 }, (_, n) => n);
const later = () => new Promise((resolve) => setImmediate(resolve));

test('results stand in the order of the list, whoever is ready first', async () => {
  const doubled = await someAtOnce(numbers, async (n) => {
    for (let wait = n % 3; wait > 0; wait -= 1) await later();
    return 2 * n;
  });
  expect(doubled).toEqual(numbers.map((n) => 2 * n));
});

test('after a failure nothing more is begun: who failed goes on to undo what is being read', async () => {
  const begun: number[] = [];
  const work = someAtOnce(numbers, async (n) => {
    begun.push(n);
    await later();
    if (n === 3) throw new Error('gone');
  });
  await expect(work).rejects.toThrow('gone');
  const before = begun.length;
  for (let turn = 0; turn < 50; turn += 1) await later();
  expect({ later: begun.length - before, atMost: begun.length < 20 }).toEqual({ later: 0, atMost: true });
});
