import { type Generation, sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { componentChecks } from '../src/index.ts';
import {
  besides,
  broken,
  changed,
  empty,
  forgetful,
  heedless,
  hopeful,
  mapSteps,
  onceOnly,
  onlyStep,
  type SignCase,
} from './broken-components.ts';
import { play, type SignFacts, sign } from './sample-component.ts';

const facts: SignFacts = {
  host: 'local',
  file: '/srv/sign',
  generations: '/srv/signs',
  words: '1',
  sha256: sha256('1'),
};
/** With this verb for its cutover, and nobody who asks afterwards. */
const writes = (verb: typeof heedless, { keepsNothing = false } = {}) =>
  changed((change, now) => ({ cutover: onlyStep(verb as never, now, change.to.version) }), {
    actions: [...sign.actions.map((one) => (keepsNothing && one.name === 'sign-keep@1' ? empty : one)), verb],
    verify: () => ({ trial: [], probes: [] }),
  });
/** Nothing but the words is kept of a version. */
const back = (to: Generation, now: SignFacts) => onlyStep(onceOnly, now, to.version, { undoes: 'never' });

/** A way in which a component is wrong, the promise that it breaks, and what is said of it. */
const wrong: readonly [what: string, promise: string, said: RegExp, of: () => SignCase][] = [
  [
    'has one id twice',
    'every id stands once',
    /sign\.lay/,
    () => changed(({ prepare }) => ({ prepare: [...prepare, prepare[0]!] })),
  ],
  [
    'has an id of another',
    'begins with the name of the component',
    /gateway\.lay/,
    () => changed(({ prepare }) => ({ prepare: mapSteps(prepare, () => ({ id: 'gateway.lay' })).slice(0, 1) })),
  ],
  ['names a verb that it does not bring', 'is known', /sign-keep@1/, () => broken({ actions: [] })],
  ['asks a question that it does not bring', 'is known', /sign-says@1/, () => broken({ inquiries: [] })],
  [
    'cannot undo a step before commit',
    'undone exactly',
    /sign\.hang/,
    () => changed(({ cutover }) => ({ cutover: mapSteps(cutover, () => ({ undoes: 'never' })) })),
  ],
  [
    'says that a step can be undone whose verb cannot',
    'undone exactly',
    /sign\.lamp/,
    () => broken({ actions: sign.actions.map(({ undo: _, ...rest }) => rest) }),
  ],
  [
    'would undo what is kept',
    'never is',
    /sign\.keep/,
    () => broken({ backup: (...from) => sign.backup(...from).map((one) => ({ ...one, undoes: 'exactly' as const })) }),
  ],
  [
    'has what is no JSON in a plan',
    'JSON values',
    /made/,
    () =>
      changed(({ cutover }) => ({
        cutover: mapSteps(cutover, (args) => ({ args: { ...args, made: undefined as never } })),
      })),
  ],
  [
    'looks at the clock',
    'the same facts give the same plans',
    /2031/,
    () => changed(({ to }) => ({ evidence: [`/var/log/${to.version}-${new Date().toISOString()}`] })),
  ],
  [
    'changes its facts',
    'the same facts give the same plans',
    /words|read.only|read only/,
    () =>
      changed((_, now) => {
        (now as { words: string }).words = 'other';
        return {};
      }),
  ],
  [
    'gives a step no time',
    'every limit is a time',
    /sign\.hang/,
    () =>
      changed(({ cutover }) => ({ cutover: mapSteps(cutover, () => ({ limits: { capture: 1, do: 0, undo: 1 } })) })),
  ],
  [
    'asks a probe not once',
    'every limit is a time',
    /sign/,
    () =>
      broken({
        verify: (...from) => ({ trial: [], probes: sign.verify(...from).probes.map((one) => ({ ...one, passes: 0 })) }),
      }),
  ],
  ['backs up nothing', 'the backup holds every path', /\/srv\/sign/, () => broken({ backup: () => [] })],
  [
    'returns in another way than it upgrades',
    'a return is the same cutover',
    /sign\.hang/,
    () => broken({ rollback: (...from) => ({ ...sign.rollback(...from), cutover: [] }) }),
  ],
  [
    'has an emergency that leads elsewhere',
    'the way of an emergency leads to that generation',
    /"id"/,
    () => broken({ way: (now) => sign.way(now, sign.live(now)) }),
  ],
  [
    'refuses in its own world',
    'nothing stands in the way',
    /too full/,
    () =>
      broken({ preflight: () => [{ id: 'full', blocks: true, message: 'The wall is too full.', next: 'Clear it.' }] }),
  ],
  [
    'calls a pointer what is none',
    'what only leads to a generation is a link',
    /\/srv\/sign/,
    () => broken({}, { pointers: ['/srv/sign'] }),
  ],
  [
    'comes back with other rights than it had',
    'each leaves exactly what it should',
    /after the return/,
    () =>
      broken(
        {},
        {
          play: {
            ...play,
            world(world) {
              const site = play.world(world);
              world.file('/srv/sign', '1.0', 0o640);
              return site;
            },
            live: (world) => [world.text('/srv/sign'), world.tree.node('/srv/sign')?.mode ?? 0],
          },
        },
      ),
  ],
  [
    'leaves its trial behind',
    'each leaves exactly what it should',
    /what was made for a trial/,
    () =>
      broken({
        actions: sign.actions.map((one) =>
          one.name === 'sign-try-lamp@1' ? { ...one, undo: async () => {}, check: async () => 'either' } : one,
        ),
      }),
  ],
  [
    'loses what it replaces',
    'each leaves exactly what it should',
    /nowhere any more/,
    () => writes(heedless, { keepsNothing: true }),
  ],
  [
    'needs to know in an emergency what is there',
    'by what was written down before',
    /sign\.hang/,
    () =>
      broken({
        way: (now, to) => ({ ...sign.way(now, to), cutover: sign.rollback(now, to, { id: 'r', state: '/s' }).cutover }),
      }),
  ],
  [
    'forgets half of what it did when it is killed there',
    'an upgrade that is killed anywhere',
    /\.note should be "absent"/,
    () => writes(forgetful as never),
  ],
  [
    'forgets half of what it did on a return',
    'a return that is killed anywhere',
    /\.note should be "absent"/,
    () =>
      broken({
        actions: [...sign.actions, forgetful],
        rollback: (now, to, run) => ({ ...sign.rollback(now, to, run), prepare: onlyStep(forgetful, now, 'x') }),
      }),
  ],
  [
    'has an emergency that cannot be begun twice',
    'an emergency that is killed anywhere',
    /left over: sign\.once-only/,
    () =>
      broken({
        actions: [...sign.actions, onceOnly],
        way: (now, to) => ({ generation: to, cutover: back(to, now), probes: [] }),
      }),
  ],
  [
    'leaves in an emergency what an upgrade was trying',
    'an emergency in the middle of an upgrade',
    /trial-2\.0/,
    () =>
      broken({
        way(now, to) {
          const way = sign.way(now, to);
          return { ...way, cutover: way.cutover.filter(({ id }) => id !== 'sign.dark') };
        },
      }),
  ],
  [
    'has an emergency that needs a finished upgrade',
    'an emergency in the middle of an upgrade',
    /the emergency ended/,
    () =>
      broken({
        way: (now, to) => ({
          ...sign.way(now, to),
          cutover: sign.rollback({ ...now, words: '2.0' }, to, { id: 'r', state: '/s' }).cutover,
        }),
      }),
  ],
  [
    'takes a failure for a success',
    'in which any call fails',
    /what is live should be "2.0", but is "1.0"/,
    () => writes(hopeful as never),
  ],
  [
    'goes on with what a killed backup left',
    'half-made is cleared',
    /1\.0\.partial/,
    () => broken({ actions: sign.actions.map((one) => (one.name === 'sign-keep@1' ? besides : one)) }),
  ],
  [
    'writes over what somebody put there',
    'moved aside on the way back',
    /somebody else wrote this/,
    () => writes(heedless),
  ],
  [
    'takes what somebody changed for what it knows',
    'between the backup and the cutover',
    /somebody else wrote this/,
    () => writes(heedless),
  ],
];

test.each(wrong)('a component that %s is found out: %s', { timeout: 60_000 }, async (_what, promise, said, of) => {
  const check = componentChecks(of()).find(({ title }) => title.includes(promise));
  const why = await check?.run().then(
    () => 'nothing',
    (error: Error & { actual?: unknown; expected?: unknown }) =>
      `${error.message} ${JSON.stringify([error.actual, error.expected]).replaceAll('\\', '')}`,
  );
  expect(why).toMatch(said);
});

test('every promise has a component that breaks it', () => {
  const titles = componentChecks(broken({})).map(({ title }) => title);
  expect(titles.filter((title) => !wrong.some(([, promise]) => title.includes(promise)))).toEqual([]);
});

test('facts without a release, and neither facts nor a world, are mistakes of the test', async () => {
  expect(() => componentChecks({ ...broken({}), play: undefined as never })).toThrow('nothing to plan sign from');
  const [first] = componentChecks({ component: sign, parts: broken({}).parts, facts: { 'as it is': facts } });
  await expect(first?.run()).rejects.toThrow('without a release');
});
