import { foldRun } from '@flatnet-maint/core';
import type { Program, World } from '@flatnet-maint/testkit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadYaml } from '../src/lazy-yaml.ts';
import { upgrading } from './support/play-run.ts';
import { readStack } from './support/read-stack.ts';
import type { Manners } from './support/toy-images.ts';
import { canary, compose, composeText, dataOf, podmanOf, project } from './support/toy-stack.ts';

await loadYaml();

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const to = { grafana: 'docker.io/grafana/grafana:11.1.0', prometheus: 'docker.io/prom/prometheus:v2.53.3' };
const request = 'grafana=11.1.0,prometheus=v2.53.3';

const stateOf = (world: World) => [podmanOf(world).told(() => true), dataOf(world), world.text(compose)];

async function stackWith(manners: Partial<Record<keyof typeof to, Manners>> = {}) {
  const stack = await readStack();
  stack.podman.images.push(to.grafana, manners.grafana);
  stack.podman.images.push(to.prometheus, manners.prometheus);
  return stack;
}

const everyText = (world: World): readonly string[] => {
  const found: string[] = [];
  const walk = (path: string): void => {
    const node = world.tree.node(path);
    if (node?.kind === 'folder')
      for (const { name } of node.entries.values()) walk(`${path === '/' ? '' : path}/${name}`);
    else if (node?.kind === 'file') found.push(`${path}: ${world.text(path)}`);
  };
  walk('/');
  return found;
};

test('a good upgrade changes images, the lines that name them, and nothing else; no secret is anywhere', async () => {
  const stack = await stackWith();
  const { world, podman } = stack;
  const lives = await upgrading(stack, request);
  expect(await lives.live(null)).toBe('committed');
  expect(podman.all.map(({ name, imageName, status }) => [name, imageName, status]).sort()).toEqual([
    ['flatnet-alertmanager', 'docker.io/prom/alertmanager:v0.25.0', 'running'],
    ['flatnet-grafana', to.grafana, 'running'],
    ['flatnet-prometheus', to.prometheus, 'running'],
  ]);
  expect(world.text(compose)).toBe(
    composeText.replace('grafana:10.4.2', 'grafana:11.1.0').replace('prometheus:v2.42.0', 'prometheus:v2.53.3'),
  );
  expect(podman.named('flatnet-grafana')?.env.GF_SECURITY_ADMIN_PASSWORD).toBe(canary);
  expect(new TextDecoder().decode(lives.disk.bytes)).not.toContain(canary);
  expect(JSON.stringify(podman.argvs)).not.toContain(canary);
  expect(everyText(world).filter((text) => text.includes(canary))).toEqual([]);
});

test('alerts are silent to the end: Alertmanager is the last to be replaced, and Prometheus the first', async () => {
  const stack = await stackWith();
  stack.podman.images.push('docker.io/prom/alertmanager:v0.28.1');
  const { plan } = await upgrading(stack, `alertmanager=v0.28.1,${request}`);
  const started = plan.cutover.flatMap(({ id }) => (id.startsWith('monitoring.start-') ? [id.slice(17)] : []));
  expect(started).toEqual(['prometheus', 'grafana', 'alertmanager']);
});

const cases: readonly [
  title: string,
  how: { readonly manners?: Parameters<typeof stackWith>[0]; readonly at?: (world: World) => void },
  outcome: string,
  why: string,
][] = [
  ['crashes again and again', { manners: { grafana: { crashes: true } } }, 'rolled-back', 'ends again and again'],
  [
    'does not take the configuration',
    { manners: { prometheus: { refuses: 'scrape_interval' } } },
    'refused',
    'field scrape_interval not found',
  ],
  [
    'finds its port taken by a stranger',
    { at: (world) => void podmanOf(world).strangers.add(9090) },
    'rolled-back',
    'address already in use',
  ],
  [
    'cannot have its data copied, for the disk is full',
    {
      at(world) {
        const cp = world.programs.get('cp') as Program;
        world.programs.set('cp', (call) =>
          call.argv.at(-1)?.includes('/data/grafana/') ? { code: 1, stderr: 'cp: No space left on device' } : cp(call),
        );
      },
    },
    'rolled-back',
    'No space left on device',
  ],
];

test.each(cases)('what %s', async (_, { manners, at }, outcome, why) => {
  const stack = await stackWith(manners);
  const { world, podman } = stack;
  const before = stateOf(world);
  const lives = await upgrading(stack, request);
  // The port is free again when somebody looks for the way back.
  lives.onEntry = (entry) => {
    if (entry.type === 'undoing') podman.strangers.clear();
  };
  at?.(world);
  expect(await lives.live(null)).toBe(outcome);
  expect(foldRun(lives.entries).failure?.message).toContain(why);
  expect(stateOf(world)).toEqual(before);
  expect(podman.all.every(({ exitCode }) => exitCode === 0)).toBe(true);
});

test('an image that comes under the tag after it was fetched changes nothing', async () => {
  const stack = await stackWith();
  const { podman } = stack;
  const lives = await upgrading(stack, request);
  const planned = podman.images.names.get(to.grafana);
  podman.images.have(to.grafana, { build: 2 });
  expect(await lives.live(null)).toBe('committed');
  expect(podman.named('flatnet-grafana')?.image.id).toBe(planned);
});

test('Grafana that has migrated its database and then is not well leaves the old one with the old data', async () => {
  const stack = await stackWith();
  const { world, podman } = stack;
  const before = stateOf(world);
  const lives = await upgrading(stack, request);
  lives.onEntry = (entry) => {
    const one = podman.named('flatnet-grafana');
    if (entry.type === 'done' && entry.id === 'monitoring.start-grafana' && one !== undefined) {
      expect(dataOf(world)['data.db']).toContain('schema 11');
      Object.assign(one, { status: 'exited', exitCode: 1 });
    }
  };
  expect(await lives.live(null)).toBe('rolled-back');
  expect(stateOf(world)).toEqual(before);
  const aside = everyText(world).filter((text) => text.includes('.set-aside-run-1/data.db'));
  expect(aside).toEqual([expect.stringContaining('schema 11')]);
});

test('after a commit, a prune and with the registry down, the way back is whole', async () => {
  const stack = await stackWith();
  const { world, podman } = stack;
  await (await upgrading(stack, request)).live(null);
  podman.images.prune(new Set(podman.all.map(({ image }) => image.id)));
  podman.images.isDown = true;
  const { facts } = stack;
  const kept = everyText(world).filter((text) => text.includes(': archive of '));
  for (const { image } of facts.services) expect(kept.join('\n')).toContain(image.id);
  expect(world.text(`${facts.generation.tree}/files${project}/prometheus/prometheus.yml`)).toContain('15s');
});
