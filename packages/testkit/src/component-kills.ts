import type { Json } from '@flatnet-maint/core';
import { expect } from 'vitest';
import type { ComponentCase, ComponentCheck, ComponentPlay } from './component-case.ts';
import { halfMade, scenarioOf } from './component-scenario.ts';
import { type ComponentLives, committed, Stage } from './component-stage.ts';
import { atChanges, distinct, isLook, type Point, spread } from './run-lives.ts';
import { deathsOf, failuresOf } from './run-matrix.ts';

/** An upgrade is killed everywhere; what only repeats a part of it, at so many points. */
const most = 60;
const someOf =
  (count: number) =>
  (points: readonly Point[]): readonly number[] => {
    const changes = new Set(atChanges(points));
    return spread(
      distinct(points).filter((one) => changes.has(one)),
      count,
    );
  };

/** Each change fails, and of the looks, which a component repeats all the time, a good part. */
const changesAndLooks = (calls: readonly Point[], at: number): readonly number[] => {
  const numbered = calls.map((call, index) => ({ call, number: index + 1 }));
  const changes = spread(
    numbered.filter(({ call }) => !isLook(call)),
    at,
  );
  const looks = spread(
    numbered.filter(({ call }) => isLook(call)),
    Math.min(2 * most, at),
  );
  return [...changes, ...looks].map(({ number }) => number);
};

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
  const scenario = (name: string, start: () => Promise<ComponentLives>, after: 'kills' | 'failures' = 'kills') =>
    scenarioOf(play, name, start, after);
  const share = play.share ?? 0.005;
  const { points: everywhere = Number.POSITIVE_INFINITY } = play;
  const some = someOf(Math.min(most, everywhere));

  return [
    {
      title: 'an upgrade that is killed anywhere, and once more on the way back, leaves exactly old or exactly new',
      run: async () =>
        noProblem(
          await deathsOf(await scenario('upgrade', upgrading), {
            share,
            seed: 1,
            at: (points) => spread(atChanges(points), everywhere),
          }),
        ),
    },

    {
      title: 'a return that is killed anywhere leaves exactly what it left or exactly what it goes to',
      run: async () =>
        noProblem(await deathsOf(await scenario('return', returning), { share: share / 4, seed: 2, at: some })),
    },

    {
      title: 'an emergency in the middle of an upgrade, wherever that stands, leads back to the old',
      run: async () => {
        const calm = await upgrading();
        const old = JSON.stringify([play.live(calm.world), calm.world.outside()]);
        await committed(calm);
        const problems: string[] = [];
        const points = some(calm.passed[0] ?? []);
        for (const point of points) {
          const stage = begin();
          const open = await stage.upgrade(first);
          await open.live(point);
          const emergency = stage.emergencyFrom(open);
          const ended = await emergency.live(null);
          const now = JSON.stringify([play.live(stage.world), stage.world.outside()]);
          if (ended !== 'committed' || now !== old)
            problems.push(`killed at ${point}: the emergency ended ${ended}, and there is ${now}`);
        }
        noProblem({ runs: points.length, problems });
      },
    },

    {
      title: 'an emergency that is killed anywhere is brought to its end',
      run: async () =>
        noProblem(await deathsOf(await scenario('emergency', fleeing), { share: share / 4, seed: 3, at: some })),
    },

    {
      title:
        'an upgrade in which any call fails, for want of space or since something is busy, leaves exactly old, or new with what is left over said',
      run: async () => {
        const how = {
          share: 0,
          seed: 4,
          errnos: ['ENOSPC', 'EBUSY'],
          which: (calls: readonly Point[]) => changesAndLooks(calls, everywhere),
        };
        noProblem(await failuresOf(await scenario('upgrade', upgrading, 'failures'), how));
      },
    },

    {
      title: 'what a killed backup leaves half-made is cleared by the next one',
      run: async () => {
        const calm = await upgrading();
        const [from, to] = [calm.plan.backup[0]?.id, calm.plan.backup.at(-1)?.id];
        const at: number[] = [];
        calm.onEntry = (entry) => {
          if ((entry.type === 'doing' && entry.id === from) || (entry.type === 'done' && entry.id === to))
            at.push(calm.at);
        };
        await committed(calm);
        const [since = 0, until = 0] = at;
        const points = atChanges(calm.passed[0] ?? []).filter((one) => one >= since && one <= until);
        for (const point of spread(points, Math.min(most, everywhere))) {
          const stage = begin();
          const lives = await stage.upgrade(first);
          await lives.live(point);
          await lives.live(null);
          const again = await stage.upgrade(first);
          await committed(again);
          expect(halfMade(again), `killed at ${point}`).toEqual([]);
        }
      },
    },
  ];
}

const noProblem = ({ runs, problems }: { runs: number; problems: readonly string[] }): void => {
  expect(runs).toBeGreaterThan(0);
  // One that fails mostly fails everywhere; the first few tell it.
  expect(problems.slice(0, 5), `${problems.length} of ${runs} runs`).toEqual([]);
};
