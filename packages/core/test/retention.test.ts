import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Held, type KeptEntry, type RetentionSettings, retention, usualRetention } from '../src/index.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const day = 86_400_000;
const ago = (days: number) => new Date(now - days * day).toISOString();
const entry = (id: string, days: number, more: Partial<KeptEntry> = {}): KeptEntry => ({
  kind: 'generation',
  id,
  made: ago(days),
  of: null,
  damaged: false,
  elsewhere: false,
  ...more,
});
const nobody: Held = { live: null, lastGood: null, previousGood: null, open: null, guarded: new Map() };
const whys = (entries: readonly KeptEntry[], held: Partial<Held> = {}, settings = usualRetention) =>
  Object.fromEntries(
    retention(entries, settings, { ...nobody, ...held }, now).map(({ entry: { id }, keeps }) => [
      id,
      keeps.map(({ why }) => why).join(' '),
    ]),
  );

test('what is beyond the newest three and older than thirty days goes, and nothing else', () => {
  const all = [entry('a', 1), entry('b', 40), entry('c', 50), entry('d', 29), entry('e', 60), entry('f', 31)];
  expect(whys(all)).toEqual({ a: 'newest young', b: '', c: '', d: 'newest young', e: '', f: 'newest' });
});

test('what somebody needs stays, however old it is', () => {
  const newer = [entry('x', 1), entry('y', 2), entry('z', 3)];
  const old = ['live', 'good', 'before', 'open', 'guarded', 'free'].map((id, n) => entry(id, 100 + n));
  const held = {
    live: 'live',
    lastGood: 'good',
    previousGood: 'before',
    open: { run: 'r', ids: new Set(['open']) },
    guarded: new Map([['guarded', 'audit']]),
  };
  expect(whys([...newer, ...old], held)).toMatchObject({
    live: 'live',
    good: 'last-good',
    before: 'previous-good',
    open: 'open-run',
    guarded: 'protected',
    free: '',
  });
});

test('of what serves the newest snapshot stays, of what is protected or in an open run all of them', () => {
  const snapshot = (id: string, days: number, of: string) => entry(id, days, { kind: 'snapshot', of });
  const all = [
    ...[1, 2, 3].map((n) => snapshot(`new-${n}`, n, 'other')),
    snapshot('live-1', 90, 'live'),
    snapshot('live-2', 80, 'live'),
    snapshot('guarded-1', 90, 'guarded'),
    snapshot('guarded-2', 80, 'guarded'),
    snapshot('free-1', 90, 'free'),
  ];
  expect(whys(all, { live: 'live', guarded: new Map([['guarded', 'audit']]) })).toMatchObject({
    'live-1': '',
    'live-2': 'of',
    'guarded-1': 'of',
    'guarded-2': 'of',
    'free-1': '',
  });
});

test('damage, a place that is not ours, and a time that is unknown or still to come all keep', () => {
  const odd = [
    entry('damaged', 45, { damaged: true }),
    entry('elsewhere', 99, { elsewhere: true }),
    entry('no-time', 0, { made: '' }),
    entry('future', -400),
  ];
  const sound = [1, 2, 3, 4].map((n) => entry(`sound-${n}`, 50 + n));
  expect(whys([...odd, ...sound])).toEqual({
    damaged: 'damaged',
    elsewhere: 'elsewhere',
    'no-time': 'no-time',
    future: 'future',
    // A broken one takes no place of a sound one among the newest.
    'sound-1': 'newest',
    'sound-2': 'newest',
    'sound-3': 'newest',
    'sound-4': '',
  });
});

test('an open run of which nobody knows what it needs keeps everything', () => {
  const all = [1, 2, 3, 4, 5].map((n) => entry(`g-${n}`, 90 + n));
  const found = whys(all, { open: { run: 'r', ids: 'everything' } });
  expect(Object.values(found).every((why) => why.includes('open-run'))).toBe(true);
});

// A small world of names and times, so that they meet: equal times, equal ids of both kinds, clocks that went back.
const name = fc.constantFrom(...'abcdefghij');
const time = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -3, max: 90 }).map(ago) },
  { weight: 1, arbitrary: fc.constantFrom('', 'yesterday') },
);
const entries = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('generation' as const, 'snapshot' as const),
    id: name,
    made: time,
    of: fc.option(name),
    damaged: fc.nat(9).map((n) => n === 0),
    elsewhere: fc.nat(9).map((n) => n === 0),
  }),
  { selector: ({ kind, id }) => `${kind} ${id}`, maxLength: 20 },
);
const settings: fc.Arbitrary<RetentionSettings> = fc.record({
  generations: fc.integer({ min: 1, max: 6 }),
  days: fc.integer({ min: 0, max: 60 }),
});
const held: fc.Arbitrary<Held> = fc.record({
  live: fc.option(name),
  lastGood: fc.option(name),
  previousGood: fc.option(name),
  open: fc.option(
    fc.record({
      run: fc.constant('run'),
      ids: fc.oneof(
        { weight: 9, arbitrary: fc.uniqueArray(name, { maxLength: 3 }).map((ids) => new Set(ids)) },
        { weight: 1, arbitrary: fc.constant('everything' as const) },
      ),
    }),
  ),
  guarded: fc.uniqueArray(name, { maxLength: 3 }).map((ids) => new Map(ids.map((id) => [id, 'audit']))),
});
const key = ({ kind, id }: KeptEntry) => `${kind} ${id}`;

test('of 10,000 random histories none loses what is needed, and each decision stands by itself', () => {
  const removedSeen = { count: 0 };
  fc.assert(
    fc.property(entries, settings, held, fc.nat(3), fc.nat(20), (all, how, needs, more, moreDays) => {
      const gone = (list: readonly KeptEntry[], with_ = how) =>
        new Set(
          retention(list, with_, needs, now)
            .filter(({ keeps }) => keeps.length === 0)
            .map(({ entry: one }) => key(one)),
        );
      const removed = gone(all);
      removedSeen.count += removed.size;
      const left = all.filter((one) => !removed.has(key(one)));
      const took = all.filter((one) => removed.has(key(one)));
      for (const one of took) {
        const { kind, id, of, made } = one;
        const inRun = (which: string) =>
          needs.open !== null && (needs.open.ids === 'everything' || needs.open.ids.has(which));
        // Never what somebody needs.
        expect(needs.guarded.has(id) || inRun(id) || one.damaged || one.elsewhere).toBe(false);
        if (kind === 'generation') expect([needs.live, needs.lastGood, needs.previousGood]).not.toContain(id);
        else if (of !== null) expect(needs.guarded.has(of) || inRun(of)).toBe(false);
        // Only by number *and* age.
        expect(now - Date.parse(made)).toBeGreaterThanOrEqual(how.days * day);
        const newer = all.filter(
          (other) => other.kind === kind && !other.damaged && Date.parse(other.made) <= now && other.made >= made,
        );
        expect(newer.length).toBeGreaterThan(how.generations);
      }
      // Of each kind as many sound ones as are wanted, and of what serves its newest snapshot.
      for (const kind of ['generation', 'snapshot'] as const) {
        const sound = (list: readonly KeptEntry[]) =>
          list.filter((one) => one.kind === kind && !one.damaged && Date.parse(one.made) <= now).length;
        expect(sound(left)).toBeGreaterThanOrEqual(Math.min(how.generations, sound(all)));
      }
      for (const id of [needs.live, needs.lastGood, needs.previousGood]) {
        const own = (list: readonly KeptEntry[]) =>
          list
            .filter((one) => one.kind === 'snapshot' && one.of === id && !one.damaged && Date.parse(one.made) <= now)
            .map(({ made }) => made)
            .sort()
            .at(-1);
        if (id !== null) expect(own(left)).toBe(own(all));
      }
      // Once more takes nothing more; the order says nothing; keeping more never takes more.
      expect(gone(left)).toEqual(new Set());
      expect(gone(all.toReversed())).toEqual(removed);
      expect(gone(all.toSorted((a, b) => (a.id + a.kind < b.id + b.kind ? -1 : 1)))).toEqual(removed);
      for (const larger of [
        { ...how, generations: how.generations + more },
        { ...how, days: how.days + moreDays },
      ])
        for (const id of gone(all, larger)) expect(removed).toContain(id);
    }),
    { numRuns: 10_000, seed: 5 },
  );
  expect(removedSeen.count).toBeGreaterThan(1_000);
}, 120_000);
