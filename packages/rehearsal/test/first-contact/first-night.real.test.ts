import { existsSync, lstatSync } from 'node:fs';
import { expect } from 'vitest';
import {
  cutNight,
  handMade,
  type Instant,
  type Night,
  nextWords,
  nginxesOf,
  preparedHost,
  stateFolder,
  typeMaint,
} from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';
import { generations, good, serves, takeReleases } from './serving.ts';

const soak = ['--soak', '300ms', '--yes'];

/** In one of them it is gone on with, forth and back: what was adopted is a generation like any other. */
const nights = [
  { kind: 'half-renamed', layout: 'tree', goesOn: false },
  { kind: 'half-renamed', layout: 'config', goesOn: true },
  { kind: 'half-swapped', layout: 'tree', goesOn: false },
  { kind: 'half-swapped', layout: 'config', goesOn: false },
] as const;

for (const { kind, layout, goesOn } of nights)
  machineTest(
    `${kind}, ${layout}: init and the command that it names bring the gateway back within a minute, and nothing made by hand is lost`,
    async (up) => {
      const machine = await up.machine();
      const [older, newer] = [up.parts.older.version, up.parts.newer.version];
      const host = await preparedHost(machine, { kind, layout, routes: true });
      const made = handMade(host);
      expect(existsSync(machine.path(stateFolder))).toBe(false);
      const began = performance.now();
      const found = await typeMaint(machine, 'init', '--yes');
      const words = nextWords(found.stdout);
      expect(words, `${found.stdout}${found.stderr}`).toEqual(expect.arrayContaining(['adopt', '--start']));
      const adopted = await typeMaint(machine, ...(words ?? []), '--yes');
      expect(adopted.code, `${adopted.stdout}${adopted.stderr}`).toBe(0);
      expect(performance.now() - began).toBeLessThan(60_000);
      await serves(host, older, made, 'after adopt');
      expect((await typeMaint(machine, 'status')).code).toBe(0);
      expect(await generations(machine)).toMatchObject([{ version: older, adopted: 'proven', lastGood: true }]);
      if (goesOn) {
        await takeReleases(host);
        await good(machine, 'upgrade', 'gateway', '--to', '1.26', ...soak);
        await serves(host, newer, made, 'after upgrade');
        await good(machine, 'rollback', 'gateway', ...soak);
        await serves(host, older, made, 'after rollback');
      }
      const emergency = await good(machine, 'rollback', 'gateway', '--emergency', '--yes');
      await serves(host, String(emergency.to), made, 'after emergency');
    },
    120_000,
    { sideBySide: true },
  );

machineTest(
  'half-moved-running: what serves is kept first, without a change to it, and an emergency puts it in its place',
  async (up) => {
    const machine = await up.machine();
    const host = await preparedHost(machine, { kind: 'half-moved-running', routes: true });
    const made = handMade(host);
    const running = nginxesOf(machine);
    const words = nextWords((await typeMaint(machine, 'init', '--yes')).stdout);
    expect(words).toEqual(['adopt', 'gateway', '--tree', host.good]);
    await good(machine, ...(words ?? []), '--yes');
    expect(nginxesOf(machine)).toEqual(running);
    expect(await generations(machine)).toMatchObject([{ version: up.parts.older.version, adopted: 'proven' }]);
    await good(machine, 'rollback', 'gateway', '--emergency', '--yes');
    expect(lstatSync(machine.path(host.home)).isSymbolicLink()).toBe(true);
    await serves(host, up.parts.older.version, made, 'after emergency');
    expect((await typeMaint(machine, 'status')).code).toBe(0);
  },
  120_000,
  { sideBySide: true },
);

/** In full by `pnpm campaign first-night`: here a few moments, before the first change, amid the cutover and at its end. */
const cuts: readonly (readonly [Night, Instant])[] = [
  [{ kind: 'half-renamed', layout: 'config' }, { entry: 12 }],
  [{ kind: 'half-swapped', layout: 'tree' }, { entry: 25 }],
  [{ kind: 'dead', layout: 'config' }, { entry: 34 }],
];
for (const [night, instant] of cuts)
  machineTest(
    `${night.kind}, ${night.layout}: killed at ${JSON.stringify(instant)} and typed again, the gateway serves`,
    async (up) => {
      const { problems, timeline } = await cutNight(up.parts, night, instant, { shares: compiled() });
      expect(problems, timeline.join('\n')).toEqual([]);
    },
    120_000,
    { sideBySide: true },
  );
