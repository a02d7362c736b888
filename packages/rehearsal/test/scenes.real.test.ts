import { beforeAll, expect, test } from 'vitest';
import { allScenes, type Rehearsed, rehearse } from '../src/index.ts';

/** Every scene of the gateway once, one after the other on one machine, under 1,000 requests a second. */
let played: Rehearsed;
beforeAll(async () => {
  played = await rehearse({ only: ['gateway', ...allScenes.map((scene) => scene.name)] });
}, 400_000);

test.for(allScenes.map((scene) => [scene.name, scene.title] as const))('%s: %s', ([name]) => {
  const scenario = played.document.scenarios.find((one) => one.name === name);
  const reason = played.document.notRun.find((one) => one.name === `gateway ${name}`)?.reason;
  expect(scenario, reason).toMatchObject({ component: 'gateway' });
  expect(scenario?.seen).toEqual([]);
});

test('the document says so in one word', () => {
  expect(played.document.passed).toBe(true);
  expect(played.exit).toBe(0);
});
