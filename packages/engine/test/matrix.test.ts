import { describe, expect, test } from 'vitest';
import { deathMatrix, failureMatrix, outageMatrix, scenarios, undisturbed } from './matrix.ts';

/* Every single death and failure, and a seeded few of the pairs; `everything.real.test.ts` runs a tenth, and `pnpm campaign` all of them. */
const how = { share: 0.004, seed: 11 };

describe('a run that nobody disturbs', () => {
  test.each(scenarios)('ends as it should: $name', async (scenario) => {
    const { lives, world } = await undisturbed(scenario);
    expect(lives.problem(world, scenario.ends)).toBeNull();
  });

  test('that commits has changed everything that the plan names', async () => {
    const { world, lives } = await undisturbed(scenarios[0]!);
    expect(world.files).not.toHaveProperty('/gen/1/build');
    expect(world.files['/live']).toBe('link → /gen/2');
    expect(world.files['/site/motd']).toContain('new words');
    expect(world.files['/state/last-good']).toContain('2');
    expect(world.outside).toEqual({});
    expect(world.processes.join()).toContain('/gen/2/build');
    expect(lives.world.text('/backup/motd')).toBe('old words');
  });
});

test('killed at any point, and again at any point of the next life, the world is exactly old or exactly new', async () => {
  const { runs, problems } = await deathMatrix(how);
  console.log(`deaths: ${runs} runs`);
  expect(problems).toEqual([]);
}, 120_000);

test('a host call that fails once, at any point, leaves the world exactly old, or new with what is left over said', async () => {
  const { runs, problems } = await failureMatrix(how);
  console.log(`failing calls: ${runs} runs`);
  expect(problems).toEqual([]);
}, 120_000);

test('a host that fails for good leaves a run that the next owner ends exactly old, or new with what is left over said', async () => {
  const { runs, problems, stuck } = await outageMatrix();
  console.log(`outages: ${runs} runs, ${stuck} of them stuck at first`);
  expect(problems).toEqual([]);
  expect(stuck).toBeGreaterThan(0);
}, 120_000);
