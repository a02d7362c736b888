import type { EntryBody } from '@flatnet-maint/core';
import { randomOf } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { lineOf, readLines } from '../src/index.ts';
import { genesis } from '../src/journal-lines.ts';
import { toyPlan } from './support/toy-world.ts';

const bodies: readonly EntryBody[] = [
  { type: 'opened', plan: { ...toyPlan, prepare: [], cutover: [], trial: [] }, tool: '0', node: 'node', cli: 'cli' },
  { type: 'phase', phase: 'plan', note: 'words with "quotes", \\ and a\nline' },
  { type: 'doing', id: 'words', saved: { text: 'ä \u{1f4a5} \ufffd\ufffd' } },
  { type: 'done', id: 'words', took: 3 },
  { type: 'note', text: 'a lone half \ud83d' },
  { type: 'committed' },
];

/** Each line as bytes, newline included. */
const lines: readonly Buffer[] = (() => {
  let h = genesis;
  return bodies.map((body, index) => {
    const stamp = { n: index + 1, at: '2026-01-01T00:00:00.000Z', mono: index, boot: 'b', owner: 1 };
    const made = lineOf(h, { ...stamp, ...body });
    h = made.h;
    return Buffer.from(made.line);
  });
})();
const whole = Buffer.concat(lines);

describe('a sound journal', () => {
  test('is read as it was written', () => {
    const { entries, damage, tornBytes } = readLines(whole);
    expect({ damage, tornBytes }).toEqual({ damage: null, tornBytes: 0 });
    expect(entries).toEqual(bodies.map((body) => expect.objectContaining(body)));
  });

  test('of nothing is empty, not damaged', () => {
    expect(readLines(new Uint8Array())).toMatchObject({ entries: [], damage: null, soundBytes: 0, tornBytes: 0 });
  });

  test('goes on with the hash of its last line', () => {
    const { h } = readLines(whole);
    const { line } = lineOf(h, { n: 7, at: '', mono: 0, boot: 'b', owner: 2, type: 'note', text: 'more' });
    expect(readLines(Buffer.concat([whole, Buffer.from(line)]))).toMatchObject({ damage: null });
  });

  test('ended at any byte by a crash is torn, never damaged, and keeps every whole line', () => {
    for (let bytes = 0; bytes <= whole.length; bytes++) {
      const { entries, damage, soundBytes, tornBytes } = readLines(whole.subarray(0, bytes));
      expect(damage).toBeNull();
      expect(soundBytes + tornBytes).toBe(bytes);
      expect(entries.length).toBe(whole.subarray(0, bytes).filter((byte) => byte === 0x0a).length);
    }
  });

  test('with NULs after the last newline, or inside the torn line, is torn', () => {
    const torn = lines.at(-1)!.subarray(0, 20);
    for (const tail of [Buffer.alloc(4096), Buffer.concat([torn, Buffer.alloc(100)])]) {
      const { entries, damage, tornBytes } = readLines(Buffer.concat([...lines.slice(0, -1), tail]));
      expect({ damage, tornBytes, lines: entries.length }).toEqual({ damage: null, tornBytes: tail.length, lines: 5 });
    }
  });
});

describe('damage', () => {
  const damageOf = (bytes: Uint8Array) => readLines(bytes).damage;

  test('by one flipped bit, wherever it is, is found', () => {
    const missed: string[] = [];
    for (let at = 0; at < whole.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(whole);
        flipped[at]! ^= 1 << bit;
        if (damageOf(flipped) === null) missed.push(`bit ${bit} of byte ${at}`);
      }
    }
    expect(missed).toEqual([]);
  });

  test.each([
    ['a line that is missing', [0, 1, 3, 4, 5], 'line 3 does not follow'],
    ['the first line missing', [1, 2, 3, 4, 5], 'line 1 does not follow'],
    ['two lines in the wrong order', [0, 2, 1, 3, 4, 5], 'line 2 does not follow'],
    ['a line that is there twice', [0, 1, 2, 2, 3, 4, 5], 'line 4 does not follow'],
    ['the last line twice', [0, 1, 2, 3, 4, 5, 5], 'line 7 does not follow'],
  ])('by %s is found and named', (_, order, damage) => {
    expect(damageOf(Buffer.concat(order.map((index) => lines[index]!)))).toContain(damage);
  });

  test('by an empty line, NULs between lines, or another file is found', () => {
    const [first, ...rest] = lines;
    expect(damageOf(Buffer.concat([first!, Buffer.from('\n'), ...rest]))).toContain('line 2');
    expect(damageOf(Buffer.concat([first!, Buffer.alloc(512), ...rest]))).toContain('line 2');
    expect(damageOf(Buffer.from('root:x:0:0\n'))).toContain('line 1 does not end with its hash');
  });

  test('by a line after a torn one is found', () => {
    const torn = lines[4]!.subarray(0, 30);
    expect(damageOf(Buffer.concat([...lines.slice(0, 4), torn, lines[5]!]))).toContain('line 5');
  });

  test('by the same number of bytes that read as the same text is found', () => {
    // Both spellings decode to U+FFFD.
    const text = Buffer.from(lines[2]!);
    const at = text.indexOf('\ufffd\ufffd');
    const changed = Buffer.concat([text.subarray(0, at), Buffer.of(0xff, 0xff), text.subarray(at + 6)]);
    expect(damageOf(Buffer.concat([...lines.slice(0, 2), changed, ...lines.slice(3)]))).toContain('line 3');
  });

  test('is what a journal is that seals well but does not begin with `opened`', () => {
    const { line } = lineOf(genesis, { n: 1, at: '', mono: 0, boot: 'b', owner: 1, type: 'committed' });
    expect(damageOf(Buffer.from(line))).toContain('line 1');
  });

  test('is what a line is whose number is wrong, though its hash is right', () => {
    const { h } = readLines(lines[0]!);
    const { line } = lineOf(h, { n: 3, at: '', mono: 0, boot: 'b', owner: 1, type: 'committed' });
    expect(damageOf(Buffer.concat([lines[0]!, Buffer.from(line)]))).toContain('line 2 carries number 3');
  });

  test('of a complete last line whose newline became something else is no tear', () => {
    const changed = Buffer.from(whole);
    changed[whole.length - 1] = 0x4a;
    expect(damageOf(changed)).toContain('line 6');
  });
});

test('no accident makes a journal say what was never written', () => {
  const random = randomOf(20_260_101);
  const below = (limit: number) => Math.floor(random() * limit);
  const written = bodies.map((body) => JSON.parse(JSON.stringify(body)));
  const accidents: ((bytes: Buffer) => Buffer)[] = [
    (bytes) => {
      bytes[below(bytes.length)]! ^= 1 << below(8);
      return bytes;
    },
    (bytes) => Buffer.concat([bytes.subarray(0, below(bytes.length)), Buffer.alloc(below(40))]),
    (bytes) => {
      const [from, to] = [below(bytes.length), below(bytes.length)].sort((a, b) => a - b) as [number, number];
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    },
    (bytes) => {
      const [from, to] = [below(bytes.length), below(bytes.length)].sort((a, b) => a - b) as [number, number];
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    },
    (bytes) => bytes.fill(0, below(bytes.length), below(bytes.length)),
    () => Buffer.concat(lines.filter(() => random() < 0.8)),
    () => Buffer.concat(lines.toSorted(() => random() - 0.5)),
    (bytes) => Buffer.concat([bytes, Buffer.from(lines[below(lines.length)]!)]),
  ];
  for (let round = 0; round < 800; round++) {
    const bytes = accidents[round % accidents.length]!(Buffer.from(whole));
    const { entries, damage, soundBytes, tornBytes } = readLines(bytes);
    const told = entries.map(({ n: _n, at: _at, mono: _mono, boot: _boot, owner: _owner, ...body }) => body);
    // What is told is a beginning of what was written; anything but a cut at the end is said to be damage.
    expect(told.map((body) => JSON.stringify(body))).toEqual(
      written.slice(0, told.length).map((body) => JSON.stringify(body)),
    );
    const isCut = whole.subarray(0, soundBytes).equals(bytes.subarray(0, soundBytes));
    if (damage === null) expect(isCut).toBe(true);
    expect(soundBytes + tornBytes).toBe(bytes.length);
  }
});
