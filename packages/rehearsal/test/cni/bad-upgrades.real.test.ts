import { expect } from 'vitest';
import {
  badUpgrade,
  type CniFault,
  type CniStage,
  practiceCni,
  soundPlugin,
  takeRightAway,
  upgradeThatFails,
} from '../../src/index.ts';
import { machineTest, type Up } from '../machine-test.ts';

const stageOf = async (up: Up): Promise<CniStage> => {
  const machine = await up.machine({ podman: true });
  const cni = await practiceCni(machine);
  return { machine, cni, older: '0.1.0', newer: '0.2.0', say: () => {}, language: 'en' };
};

const playAll = async (stage: CniStage, faults: readonly CniFault[]) => {
  for (const fault of faults) expect(await badUpgrade(stage, fault)).toMatchObject({ fault, problems: [] });
};

/** One of each kind, for each costs seconds; `campaign bad-cni` plays them all. */
machineTest(
  'a program that cannot run, that fails a container, or that lies, goes back by itself with the words of Podman, and no ping is lost',
  async (up) => playAll(await stageOf(up), ['truncated', 'add-refuses', 'wrong-bridge', 'del-leaks', 'del-hangs']),
  180_000,
  { sideBySide: true },
);

machineTest(
  'a bad list is refused where reading tells, and goes back where only Podman can tell',
  async (up) => {
    const stage = await stageOf(up);
    // What else is refused by reading, cni/test/stage.test.ts holds.
    await playAll(stage, ['empty', 'another-network']);
    await playAll(stage, ['empty-in-archive', 'unknown-second-plugin', 'invalid-subnet']);

    // The right to execute it is taken away as soon as it is in place; going back gives the old one its own.
    await stage.cni.offer([soundPlugin('0.2.0')]);
    const thief = await takeRightAway(stage.machine, stage.cni.plugin, soundPlugin('0.2.0'));
    const { problems, message } = await upgradeThatFails(stage, 4);
    expect({ problems, taken: await thief.end() }).toEqual({ problems: [], taken: true });
    expect(message).toMatch(/permission denied|EACCES/);
  },
  180_000,
  { sideBySide: true },
);
