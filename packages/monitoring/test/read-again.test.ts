import { memoryHosts, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { readAgain } from '../src/actions/read-again.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { reloadOf } from '../src/placing.ts';
import { stackIn } from './support/spec-stack.ts';
import { podmanOf, project } from './support/toy-stack.ts';

await loadYaml();

const config = `${project}/prometheus/prometheus.yml`;
const older = 'global:\n  scrape_interval: 30s\n';

/** A Prometheus that runs, and whose file was put back beneath it. */
function putBack(world: World) {
  stackIn(world);
  world.clock.advance(5_000);
  Object.assign(world.tree.node(config) ?? {}, {
    bytes: new TextEncoder().encode(older),
    modified: world.clock.now(),
  });
  world.clock.advance(5_000);
  const reload = reloadOf({ kind: 'prometheus', address: 'http://127.0.0.1:9090' });
  return { loads: [{ service: 'prometheus', container: 'flatnet-prometheus', reload, files: [config] }] };
}

test('what runs reads its files again once, and one that cannot be asked is told and stops nothing', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const args = putBack(world);
  const { host } = lend('local', 60_000, 'emergency');
  const one = podmanOf(world).named('flatnet-prometheus');
  expect(one?.loaded.text).not.toBe(older);
  expect(await readAgain.do(args, null, host)).toBeUndefined();
  expect(one?.loaded).toMatchObject({ text: older, ok: true });
  const { at } = one?.loaded ?? {};
  expect(await readAgain.do(args, null, host)).toBeUndefined();
  expect(one?.loaded.at).toBe(at);
  const [first] = args.loads;
  const elsewhere = { url: 'http://127.0.0.1:1/-/reload', metrics: 'http://127.0.0.1:1/metrics', prefix: 'prometheus' };
  const told = await readAgain.do({ loads: first === undefined ? [] : [{ ...first, reload: elsewhere }] }, null, host);
  expect(told).toContain('podman restart flatnet-prometheus');
});
