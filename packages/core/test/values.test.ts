import { describe, expect, test } from 'vitest';
import {
  canonical,
  describeError,
  digestOf,
  itemsOf,
  type Json,
  limitOf,
  MaintError,
  sha256,
  worstWayBack,
} from '../src/index.ts';
import { fullPlan, gate, planWith, step } from './support/journal.ts';

describe('the canonical spelling', () => {
  test('of equal values is one, whatever the order of their keys', () => {
    expect(canonical({ b: [1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":1}]}');
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
  });

  test('keeps the order of a list and the type of a value', () => {
    const values: Json[] = [[1, 2], [2, 1], ['1', '2'], [[1], 2], { 0: 1, 1: 2 }, null, 'null', 0, '', false, {}, []];
    expect(new Set(values.map(canonical)).size).toBe(values.length);
  });

  test('leaves out what is absent, as a journal does', () => {
    const value = { a: 1, b: undefined } as unknown as Json;
    expect(canonical(value)).toBe(canonical(JSON.parse(JSON.stringify(value))));
  });

  test('survives the way through a journal', () => {
    const value = { 'key "x"': '\u2028 ä \u{1f4a5} \\ \n', list: [1.5, -0.25, 1e21] };
    expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
  });
});

test('a digest is the sha256 of the bytes, and text counts as UTF-8', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('ä')).toBe(sha256(Uint8Array.of(0xc3, 0xa4)));
});

describe('the worst way back', () => {
  test('is every undo limit of what can be undone, and the verification of the old version', () => {
    // stop, swap, start and the trial container, 3 s each; gates and kept steps take nothing.
    expect(worstWayBack(fullPlan)).toBe(4 * 3_000 + 30_000);
  });

  test('counts nothing for a step that is never undone', () => {
    expect(worstWayBack(planWith({ cutover: [step('a'), step('b', 'never')], trial: [] }))).toBe(33_000);
  });
});

test('an item lasts as long as its limits say', () => {
  expect(limitOf(step('a'))).toBe(21_000);
  expect(limitOf(gate('g'))).toBe(7_000);
});

test('the items of a plan are found by their ids, wherever they stand', () => {
  expect([...itemsOf(fullPlan).keys()].sort()).toEqual(
    'config container copy drain fetch fits guard record silence start stop swap sweep unpack'.split(' '),
  );
});

describe('an error, described', () => {
  test('keeps code, message and next step of our own', () => {
    const error = new MaintError('E_DISK_FULL', 'Full. Nothing was changed.', 'Free some space.');
    expect(describeError(error)).toEqual({
      code: 'E_DISK_FULL',
      message: 'Full. Nothing was changed.',
      next: 'Free some space.',
    });
    expect(error.exit).toBe(3);
  });

  test.each([
    [Object.assign(new Error('busy'), { code: 'EBUSY' }), 'E_HOST_EBUSY', 'busy'],
    [Object.assign(new Error('ours'), { code: 'E_LIMIT' }), 'E_LIMIT', 'ours'],
    [new TypeError('x is not a function'), 'E_INTERNAL', 'x is not a function'],
    ['a text', 'E_INTERNAL', 'a text'],
    [null, 'E_INTERNAL', 'null'],
  ])('never fails itself: %s', (error, code, message) => {
    expect(describeError(error)).toMatchObject({ code, message });
  });
});
