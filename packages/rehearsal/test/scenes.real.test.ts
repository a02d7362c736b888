import { beforeAll, describe, expect, test } from 'vitest';
import { allScenes, cniScenes, monitoringScenes, type Rehearsed, rehearse } from '../src/index.ts';

/** Every scene once, one after the other on one machine of each component; the gateway's under 1,000 requests a second. */
describe.each([
  ['gateway', allScenes],
  ['cni', cniScenes],
  // The others are played, with more to be seen, in monitoring/.
  ['monitoring', monitoringScenes.filter(({ name }) => /^(bad|killed)-/.test(name))],
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
