import type { Json } from '@flatnet-maint/core';
import { expect } from 'vitest';
import type { ComponentCase, ComponentCheck, ComponentPlay } from './component-case.ts';
import { scenarioOf } from './component-scenario.ts';
import { type ComponentLives, committed, Stage } from './component-stage.ts';
import { distinct } from './run-lives.ts';
import { deathsOf, failuresOf } from './run-matrix.ts';

/** The promises of runs that are killed, and hindered, at every point. */
export function killChecks<Site, Facts extends Json>(
  of: ComponentCase<Site, Facts>,
  play: ComponentPlay<Site>,
): ComponentCheck[] {
  const [first] = play.releases;
  const begin = () => new Stage(of, play);
  const upgrading = () => begin().upgrade(first);
  const upgraded = async () => {
    const stage = begin();
    const { facts } = await stage.inspect();
    await committed(await stage.upgrade(first));
    return { stage, left: stage.component.live(facts).id };
  };
  const returning = async () => {
    const { stage, left } = await upgraded();
    return stage.rollback(left);
  };
  const fleeing = async () => (await upgraded()).stage.emergency();
  const scenario = (name: string, start: () => Promise<ComponentLives>, mayLeave = false) =>
    scenarioOf(play, name, start, mayLeave);
  const share = play.share ?? 0.005;

  return [
    {
      title: 'an upgrade that is killed anywhere, and once more on the way back, leaves exactly old or exactly new',
      run: async () => noProblem(await deathsOf(await scenario('upgrade', upgrading), { share, seed: 1 })),
    },

    {
      title: 'a return that is killed anywhere leaves exactly what it left or exactly what it goes to',
      run: async () => noProblem(await deathsOf(await scenario('return', returning), { share: share / 4, seed: 2 })),
    },

    {
      title: 'an emergency in the middle of an upgrade, wherever that stands, leads back to the old',
      run: async () => {
        const calm = await upgrading();
        const old = play.live(calm.world);
        await committed(calm);
        const problems: string[] = [];
        for (const point of distinct(calm.passed[0] ?? [])) {
          const stage = begin();
          const open = await stage.upgrade(first);
          await open.live(point);
          const emergency = stage.emergencyFrom(open);
          const ended = await emergency.live(null);
          const live = play.live(stage.world);
          if (ended !== 'committed' || JSON.stringify(live) !== JSON.stringify(old))
            problems.push(`killed at ${point}: the emergency ended ${ended}, and live is ${JSON.stringify(live)}`);
        }
        noProblem({ runs: calm.passed.length, problems });
      },
    },

    {
      title: 'an emergency that is killed anywhere is brought to its end',
      run: async () => noProblem(await deathsOf(await scenario('emergency', fleeing), { share: share / 4, seed: 3 })),
    },

    ...['ENOSPC', 'EBUSY'].map((errno) => ({
      title: `an upgrade in which any call fails with ${errno} leaves exactly old, or new with what is left over said`,
      run: async () =>
        noProblem(await failuresOf(await scenario('upgrade', upgrading, true), { share: 0, seed: 4, errnos: [errno] })),
    })),
  ];
}

const noProblem = ({ runs, problems }: { runs: number; problems: readonly string[] }): void => {
  expect(runs).toBeGreaterThan(0);
  // One that fails mostly fails everywhere; the first few tell it.
  expect(problems.slice(0, 5), `${problems.length} of ${runs} runs`).toEqual([]);
};
