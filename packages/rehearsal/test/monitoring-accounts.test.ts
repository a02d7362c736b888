import { expect, test } from 'vitest';
import { type Asked, askingAccount } from '../src/monitoring/asking-account.ts';

const every50 = (pattern: string): Asked[] =>
  [...pattern].map((one, index) => ({ from: index * 50, to: index * 50 + 10, good: one === '+' }));

test('a service that always answers was never dark', () => {
  expect(askingAccount(every50('+++++'))).toEqual({ asked: 5, failed: 0, longestMs: 0, darkMs: 0, darkAtEnd: false });
});

test('a dark time lasts from the first question that failed to the next good answer', () => {
  expect(askingAccount(every50('++--++-+'))).toEqual({
    asked: 8,
    failed: 3,
    longestMs: 110,
    darkMs: 170,
    darkAtEnd: false,
  });
});

test('what is dark at the end is counted up to the last question', () => {
  expect(askingAccount(every50('+---'))).toMatchObject({ longestMs: 110, darkMs: 110, darkAtEnd: true });
});
