import { beforeAll, describe, expect, test } from 'vitest';
import { cniScenes, monitoringScenes, type Rehearsed, rehearse } from '../src/index.ts';

/**
 * Scenes that measure no load. The others of these components are played, with more to be seen, in cni/ and monitoring/;
 * `campaign scenes` plays them all.
 */
describe.each([
  ['cni', cniScenes.filter(({ name }) => /^(bad|killed)-/.test(name))],
  ['monitoring', monitoringScenes.filter(({ name }) => /^bad-/.test(name))],
] as const)('%s', (component, scenes) => {
  let played: Rehearsed;
  beforeAll(async () => {
    played = await rehearse({ only: [component, ...scenes.map((scene) => scene.name)] });
  }, 400_000);

  test.for(scenes.map((scene) => [scene.name, scene.title] as const))('%s: %s', ([name]) => {
    const scenario = played.document.scenarios.find((one) => one.name === name);
    const reason = played.document.notRun.find((one) => one.name === `${component} ${name}`)?.reason;
    expect(scenario, reason).toMatchObject({ component });
    expect(scenario?.seen).toEqual([]);
  });

  test('the document says so in one word', () => {
    expect(played.document.passed).toBe(true);
    expect(played.exit).toBe(0);
  });
});
