import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { asked } from '../src/asked.ts';
import { inspect } from '../src/inspect.ts';
import { preflight } from '../src/preflight.ts';
import { createdFor, podmanOf, toyStack } from './support/toy-stack.ts';

const data = '/srv/my data/grafana';

async function blocked(request: string, mounted: string) {
  const spy = vi.spyOn(process, 'getuid').mockReturnValue(0);
  onTestFinished(() => spy.mockRestore());
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, []);
  world.folder(data);
  world.file(
    '/proc/self/mountinfo',
    `36 35 98:0 / / rw - ext4 /dev/a rw\n37 36 98:1 / ${mounted} rw - ext4 /dev/b rw\n`,
  );
  podmanOf(world).up(createdFor('grafana').map((word) => word.replace('monitoring_grafana_data:', `${data}:`)));
  const { facts, readings } = await inspect(site, view('local', 60_000));
  const findings = preflight(facts, readings, { release: asked(facts, request) });
  return findings.filter(({ blocks }) => blocks).map(({ id }) => id);
}

test('data that would be copied is not upgraded where it could not be put back: in a mount point', async () => {
  expect(await blocked('grafana=11.1.0', '/srv/my\\040data/grafana')).toEqual(['data-mounted-grafana']);
});

test('below a mount point, or where nothing migrates it, it is', async () => {
  expect(await blocked('grafana=11.1.0', '/srv/my\\040data')).toEqual([]);
  expect(await blocked('grafana=10.4.3', '/srv/my\\040data/grafana')).toEqual([]);
});
