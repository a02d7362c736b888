import { describe, expect, test } from 'vitest';
import {
  type Answer,
  emptyTally,
  type Json,
  judge,
  type Tally,
  tallied,
  type Verdict,
  verdictOf,
  wasGreen,
} from '../src/index.ts';
import { probe } from './support/journal.ts';

const answer = (value: Json = null, ok = true): Answer => ({ ok, value, detail: '' });
const green = (...values: Json[]): Answer[] => values.map((value) => answer(value));

describe('a verdict', () => {
  test.each<[string, Answer | null, Verdict]>([
    ['a good answer', answer(), 'pass'],
    ['a bad answer', answer(null, false), 'fail'],
    ['no answer', null, 'unknown'],
  ])('without a comparison, of %s', (_, now, verdict) => {
    expect(verdictOf(probe('p'), undefined, now)).toBe(verdict);
  });

  const atMost = probe('p', { compare: { atMost: { times: 3, floor: 50 } } });
  test.each<[string, (Answer | null)[] | undefined, Answer | null, Verdict]>([
    ['three times the median before', green(20, 40, 900), answer(120), 'pass'],
    ['more than that', green(20, 40, 900), answer(121), 'fail'],
    ['the floor, when before was fast', green(1, 1, 1), answer(50), 'pass'],
    ['more than the floor', green(1, 1, 1), answer(51), 'fail'],
    ['anything, without a baseline', undefined, answer(1), 'unknown'],
    ['anything, when the baseline was never answered', [null, null], answer(1), 'unknown'],
    ['anything, when the baseline was red', [answer(1, false)], answer(1), 'unknown'],
    ['anything, when the baseline holds no number', green(null, 'x'), answer(1), 'unknown'],
    ['a good answer that carries no number', green(20, 40), answer(null), 'unknown'],
    ['a good answer that carries an empty text', green(20, 40), answer(''), 'unknown'],
    ['a bad answer, however fast', green(20), answer(1, false), 'fail'],
    ['no answer', green(20), null, 'unknown'],
    ['the same, though one sample of before holds no number', green('x', 20, 20), answer(60), 'pass'],
  ])('held against before: %s', (_, before, now, verdict) => {
    expect(verdictOf(atMost, before, now)).toBe(verdict);
  });

  const equals = probe('p', { compare: { equalsBefore: true } });
  test.each<[string, (Answer | null)[] | undefined, Answer, Verdict]>([
    ['is the same in another order of keys', green({ a: 1, b: 2 }), answer({ b: 2, a: 1 }), 'pass'],
    ['differs', green({ a: 1 }), answer({ a: 2 }), 'fail'],
    ['is the newest before, not an older one', green(1, 2), answer(1), 'fail'],
    ['has no before', [], answer(1), 'unknown'],
  ])('that must equal before and %s', (_, before, now, verdict) => {
    expect(verdictOf(equals, before, now)).toBe(verdict);
  });

  const nothingNew = probe('p', { compare: { nothingNew: true } });
  test.each<[string, (Answer | null)[] | undefined, Answer, Verdict]>([
    ['holds what was seen in any sample', green(['a'], ['b']), answer(['a', 'b']), 'pass'],
    ['holds nothing', green([]), answer([]), 'pass'],
    ['holds something new', green(['a'], ['b']), answer(['a', 'c']), 'fail'],
    ['has no before', undefined, answer([]), 'unknown'],
    ['is no list at all', green(['a']), answer(null), 'unknown'],
  ])('on a list that %s', (_, before, now, verdict) => {
    expect(verdictOf(nothingNew, before, now)).toBe(verdict);
  });

  test('is never a pass for something that could not be asked', () => {
    for (const one of [probe('p'), atMost, equals, nothingNew]) {
      for (const before of [undefined, [], [null], green(1), green(['a'])]) {
        expect(verdictOf(one, before, null)).toBe('unknown');
      }
    }
  });
});

test('a probe was green before when one of its samples was', () => {
  expect(wasGreen([null, answer(null, false), answer()])).toBe(true);
  expect(wasGreen([null, answer(null, false)])).toBe(false);
  expect(wasGreen([])).toBe(false);
  expect(wasGreen(undefined)).toBe(false);
});

describe('a judgement', () => {
  const after = (verdicts: readonly [Verdict, number][]): Tally =>
    verdicts.reduce((tally, [verdict, now]) => tallied(tally, verdict, now), emptyTally);
  const one = probe('p', { passes: 2, fails: 3 });
  const judged = (tally: Tally, soak: number, now: number) => judge([one], new Map([['p', tally]]), soak, now);

  test('waits until enough passes came in a row', () => {
    expect(judged(after([['pass', 0]]), 0, 0)).toBe('wait');
    expect(
      judged(
        after([
          ['pass', 0],
          ['pass', 1],
        ]),
        0,
        1,
      ),
    ).toBe('commit');
    expect(
      judged(
        after([
          ['pass', 0],
          ['fail', 1],
          ['pass', 2],
        ]),
        0,
        2,
      ),
    ).toBe('wait');
  });

  test('soaks from the first pass of the present row', () => {
    const tally = after([
      ['pass', 0],
      ['pass', 50],
      ['fail', 60],
      ['pass', 70],
      ['pass', 80],
    ]);
    expect(tally.passingSince).toBe(70);
    expect(judged(tally, 100, 169)).toBe('wait');
    expect(judged(tally, 100, 170)).toBe('commit');
  });

  test('goes back after enough misses in a row, whether they failed or could not be asked', () => {
    expect(
      judged(
        after([
          ['fail', 0],
          ['unknown', 1],
        ]),
        0,
        1,
      ),
    ).toBe('wait');
    expect(
      judged(
        after([
          ['fail', 0],
          ['unknown', 1],
          ['unknown', 2],
        ]),
        0,
        2,
      ),
    ).toBe('back');
    expect(
      judged(
        after([
          ['fail', 0],
          ['fail', 1],
          ['pass', 2],
          ['fail', 3],
        ]),
        0,
        3,
      ),
    ).toBe('wait');
  });

  test('remembers when the present row of misses began', () => {
    expect(
      after([
        ['fail', 5],
        ['pass', 6],
        ['unknown', 7],
        ['fail', 8],
      ]).missingSince,
    ).toBe(7);
  });

  test('of several probes is as bad as the worst, and never good while one was not asked', () => {
    const both = [one, probe('q')];
    const good = after([
      ['pass', 0],
      ['pass', 1],
    ]);
    const bad = after([
      ['fail', 0],
      ['fail', 1],
      ['fail', 2],
    ]);
    expect(judge(both, new Map([['p', good]]), 0, 9)).toBe('wait');
    expect(
      judge(
        both,
        new Map([
          ['p', good],
          ['q', bad],
        ]),
        0,
        9,
      ),
    ).toBe('back');
    expect(
      judge(
        both,
        new Map([
          ['p', good],
          ['q', good],
        ]),
        0,
        9,
      ),
    ).toBe('commit');
  });
});
