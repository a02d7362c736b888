import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { live, partsOf } from '../src/generations.ts';
import { inspect } from '../src/inspect.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { valid } from '../src/stage.ts';
import { run } from './support/spec-stack.ts';
import { createdFor, podmanOf, project, toyStack } from './support/toy-stack.ts';

await loadYaml();

/** `./prometheus:/etc/prometheus` without `:ro`, as many a compose file has it. */
async function writable() {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, []);
  const created = createdFor('prometheus').map((word) =>
    word.endsWith('/prometheus.yml:ro') ? `${project}/prometheus:/etc/prometheus` : word,
  );
  podmanOf(world).up(created);
  return inspect(site, view('local', 60_000));
}

test('a configuration in a folder that may be written in is seen by the test of it, and its data is not', async () => {
  const { facts } = await writable();
  const [gate] = valid(facts, live(facts), partsOf(live(facts)).services, { id: run, state: '/' }).filter(
    ({ id }) => id === 'monitoring.valid-prometheus',
  );
  const { ask } = gate as unknown as { ask: { args: { mounts: readonly object[] } } };
  expect(ask.args.mounts).toContainEqual({ source: `${project}/prometheus`, target: '/etc/prometheus' });
  expect(JSON.stringify(ask.args.mounts)).not.toContain('prometheus_data');
});

test('that it is in no generation is told', async () => {
  const { readings } = await writable();
  expect(readings.unkept).toEqual([expect.objectContaining({ path: `${project}/prometheus` })]);
});
