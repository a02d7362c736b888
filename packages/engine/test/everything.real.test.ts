import { expect, test } from 'vitest';
import { deathMatrix, failureMatrix } from './matrix.ts';

/* A seeded tenth of the crash matrix; `pnpm campaign` runs all of it. */
const how = { share: 0.1, seed: 7 };

test('a tenth of all pairs of deaths leaves the world exactly old or exactly new', async () => {
  const { runs, problems } = await deathMatrix(how);
  console.log(`deaths: ${runs} runs`);
  expect(problems).toEqual([]);
}, 600_000);

test('a tenth of all pairs of a failing call and a second failure or a death does as well', async () => {
  const { runs, problems } = await failureMatrix(how);
  console.log(`failing calls: ${runs} runs`);
  expect(problems).toEqual([]);
}, 600_000);
