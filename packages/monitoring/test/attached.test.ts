import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { asked } from '../src/asked.ts';
import { inspect } from '../src/inspect.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { preflight } from '../src/preflight.ts';
import { createdFor, podmanOf, toyStack } from './support/toy-stack.ts';

await loadYaml();

/** What is found when Grafana is upgraded, with Prometheus made with these options beside it. */
async function found(...options: readonly string[]) {
  const spy = vi.spyOn(process, 'getuid').mockReturnValue(0);
  onTestFinished(() => spy.mockRestore());
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, ['grafana']);
  const created = createdFor('prometheus');
  podmanOf(world).up([...created.slice(0, 4), ...options, ...created.slice(4)]);
  const { facts, readings } = await inspect(site, view('local', 60_000));
  return preflight(facts, readings, { release: asked(facts, 'grafana=10.4.3') }).find(
    ({ id }) => id === 'attached-grafana',
  );
}

test.each([
  ['--network=container:flatnet-grafana'],
  ['--net', 'container:flatnet-grafana'],
  ['--pid=container:flatnet-grafana'],
  ['--volumes-from', 'flatnet-grafana:ro'],
])('a service whose container another one borrows from (%s) is not replaced', async (...options) => {
  expect(await found(...options)).toMatchObject({ blocks: true });
});

test('one that stands in the same network, or beside it, is', async () => {
  expect(await found('--net', 'flatnet-grafana')).toBeUndefined();
  expect(await found('--label', 'container:flatnet-grafana')).toBeUndefined();
});
