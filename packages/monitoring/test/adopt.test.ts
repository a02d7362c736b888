import type { Item } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startStopped } from '../src/actions/start-stopped.ts';
import { adopt } from '../src/adopt.ts';
import type { MonitoringReadings } from '../src/facts.ts';
import { containersThere } from '../src/inquiries/containers-there.ts';
import { inspect } from '../src/inspect.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { monitoring } from '../src/monitoring.ts';
import { preflight } from '../src/preflight.ts';
import { revive } from '../src/revive.ts';
import { verify } from '../src/verify.ts';
import { compose, composeText, toyStack } from './support/toy-stack.ts';

await loadYaml();

const run = { id: 'run-1', state: '/var/lib/flatnet-maint' };

function stack() {
  const spy = vi.spyOn(process, 'getuid').mockReturnValue(0);
  onTestFinished(() => spy.mockRestore());
  const hosts = memoryHosts({ profile: 'posix' });
  const toy = toyStack(hosts.world);
  const host = () => hosts.lend('local', 60_000, run.id).host;
  const seen = async () => {
    const { facts, readings } = await inspect(toy.site, host());
    return { facts, readings: readings as MonitoringReadings };
  };
  return { ...toy, world: hosts.world, host, seen };
}
const ids = (items: readonly Item[]) => items.map(({ id }) => id.replace(/[0-9a-f]{12}$/, 'IMAGE'));

test('the present stack becomes generation 0 by the steps that its backup takes, so that nothing is kept twice', async () => {
  const { facts } = await stack().seen();
  const { prepare, to, tries } = adopt(facts, run);
  expect(ids(prepare)).toEqual([
    ...Array(3).fill('monitoring.keep-IMAGE'),
    'monitoring.keep',
    'monitoring.keep-record',
  ]);
  expect(prepare.map(({ id }) => id)).toEqual(monitoring.backup(facts, run).map(({ id }) => id));
  expect(to).toMatchObject({ id: facts.generation.id, adopted: { from: compose, proven: false } });
  expect(ids(tries ?? [])).toEqual([
    'monitoring.checks',
    'monitoring.valid-prometheus',
    'monitoring.valid-alertmanager',
  ]);
});

test('its own test is whether containers and images are there, running or not', async () => {
  const { host, seen, podman, image } = stack();
  const { facts } = await seen();
  const { test: own } = adopt(facts, run);
  const asked = () => containersThere.ask(own.args as never, host());
  for (const one of podman.all) one.status = 'exited';
  expect((await asked()).ok).toBe(true);
  podman.images.store.delete(image('grafana').id);
  expect(await asked()).toMatchObject({ ok: false, detail: expect.stringContaining('grafana:10.4.2') });
});

test('without containers there is nothing to be kept, and nothing that would be well', async () => {
  const { seen, podman, host } = stack();
  podman.containers.clear();
  const { facts, readings } = await seen();
  expect(() => adopt(facts, run)).toThrow(expect.objectContaining({ code: 'E_STACK_ABSENT', exit: 3 }));
  expect(preflight(facts, readings, { adopts: 'started' })).toMatchObject([{ id: 'stack-absent', blocks: true }]);
  const [probe] = verify(facts, monitoring.live(facts)).probes;
  expect(probe?.id).toBe('stack');
  expect(await containersThere.ask(probe?.ask.args as never, host())).toMatchObject({ ok: false });
});

test('what stands still is started in the order of the compose file after its configuration was tested, and what runs is left alone', async () => {
  const { seen, podman, host } = stack();
  const grafana = podman.named('flatnet-grafana');
  if (grafana === undefined) throw new Error('no grafana');
  grafana.status = 'exited';
  const { facts, readings } = await seen();
  expect(preflight(facts, readings, { adopts: 'started' }).filter(({ blocks }) => blocks)).toEqual([]);
  const change = revive(facts, monitoring.live(facts), run);
  expect(ids(change.prepare)).toContain('monitoring.valid-prometheus');
  expect(ids(change.cutover).filter((id) => id.includes('again'))).toEqual([
    'monitoring.again-prometheus',
    'monitoring.again-grafana',
    'monitoring.again-alertmanager',
  ]);
  const before = podman.all.map(({ id, started }) => [id, started]);
  for (const item of change.cutover) {
    if (item.kind !== 'step') continue;
    const args = item.args as Parameters<typeof startStopped.do>[0];
    const saved = await startStopped.capture(args, host(), {} as never);
    await startStopped.do(args, saved, host());
    const isIt = args.container === 'flatnet-grafana';
    expect(await startStopped.check(args, saved, host())).toBe(isIt ? 'done' : 'either');
    await startStopped.undo?.(args, saved, host());
    expect(podman.named(args.container)?.status, args.container).toBe(isIt ? 'exited' : 'running');
    await startStopped.do(args, saved, host());
  }
  expect(podman.all.map(({ id, status }) => [id, status])).toEqual(before.map(([id]) => [id, 'running']));
  expect(podman.argvs.filter(([, verb]) => verb === 'create' || verb === 'rm')).toEqual([]);
});

test('where all of it runs, starting is refused; where the file names another image than runs, that is told', async () => {
  const { seen, world } = stack();
  const running = await seen();
  const starting = preflight(running.facts, running.readings, { adopts: 'started' });
  expect(starting).toContainEqual(expect.objectContaining({ id: 'runs-already', blocks: true }));
  expect(preflight(running.facts, running.readings, { adopts: 'kept' }).map(({ id }) => id)).toEqual([
    'login-not-asked',
  ]);
  world.file(compose, composeText.replace('prom/prometheus:v2.42.0', 'prom/prometheus:v2.53.3'));
  const edited = await seen();
  const [drift] = preflight(edited.facts, edited.readings, { adopts: 'kept' });
  expect(drift).toMatchObject({ id: 'image-drift-prometheus', blocks: false });
  expect(drift?.message).toContain('v2.53.3');
});

test('what is to be started is the same before and after it was kept, so that keeping it changes nothing that the plan stands on', async () => {
  const { site, host, world } = stack();
  const through = async () => (await monitoring.inspect(site, host(), { tree: compose })).facts;
  const before = await through();
  world.folder(before.generation.tree);
  expect(await through()).toEqual(before);
});

test('a folder that hands left is no other stack', async () => {
  const { site, host } = stack();
  const through = (tree: string) => monitoring.inspect(site, host(), { tree });
  await expect(through(compose)).resolves.toMatchObject({ facts: { project: 'monitoring' } });
  await expect(through('/opt/flatnet/monitoring/prometheus.bak')).rejects.toMatchObject({
    code: 'E_STACK_TREE',
    exit: 2,
  });
});
