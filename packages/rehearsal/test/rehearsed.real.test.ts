import { beforeAll, expect, test } from 'vitest';
import { cniScenes, type Rehearsed, rehearse } from '../src/index.ts';

/** Scenes that measure no load, one after the other. The others are played, with more to be seen, in cni/; `campaign scenes` plays all. */
const scenes = cniScenes.filter(({ name }) => /^(bad|killed)-/.test(name));
let played: Rehearsed;
beforeAll(async () => {
  played = await rehearse({ only: ['cni', ...scenes.map((scene) => scene.name)] });
}, 400_000);

test.for(scenes.map((scene) => [scene.name, scene.title] as const))('%s: %s', ([name]) => {
  const scenario = played.document.scenarios.find((one) => one.name === name);
  const reason = played.document.notRun.find((one) => one.name === `cni ${name}`)?.reason;
  expect(scenario, reason).toMatchObject({ component: 'cni' });
  expect(scenario?.seen).toEqual([]);
});

test('the document says so in one word', () => {
  expect(played.document.passed).toBe(true);
  expect(played.exit).toBe(0);
});
