import { expect, test } from 'vitest';
import { alone } from './bench/alone.ts';
import { isReached, median, type Row, rowLine } from './bench/row.ts';

const row: Row = { what: 'x : y', value: 2, unit: '×', aim: 2, samples: [1, 2, 9], detail: '2 ms : 1 ms' };

test('an aim that is not reached is printed as such', () => {
  expect(rowLine(row)).toMatch(/^x : y +2\.00 +\(1\.00–9\.00, 3\) +aim ≤ 2 +reached +2 ms : 1 ms$/);
  expect(rowLine({ ...row, value: 2.01 })).toMatch(/ aim ≤ 2 +NOT reached /);
  expect(rowLine({ ...row, unit: 'ms', value: 501, aim: 500 })).toMatch(/ 501 ms .* aim ≤ 500 ms +NOT reached /);
  expect([isReached({ ...row, atLeast: true }), isReached({ ...row, value: 1.9, atLeast: true })]).toEqual([
    true,
    false,
  ]);
  expect(isReached({ ...row, value: Number.NaN })).toBe(false);
});

test('the median is the middle one, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
});

test('two at once measure each other, so the second is refused until the first has gone', async () => {
  const first = await alone('flatnet-maint-bench-test');
  await expect(alone('flatnet-maint-bench-test')).rejects.toThrow('Another bench is running');
  await first[Symbol.asyncDispose]();
  await (await alone('flatnet-maint-bench-test'))[Symbol.asyncDispose]();
});
