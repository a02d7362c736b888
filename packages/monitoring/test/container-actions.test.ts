import { actionSpec, memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { clearChecks } from '../src/actions/clear-checks.ts';
import { clearLeft } from '../src/actions/clear-left.ts';
import { makeContainer } from '../src/actions/make-container.ts';
import { removeOld } from '../src/actions/remove-old.ts';
import { setAside } from '../src/actions/set-aside.ts';
import { startContainer } from '../src/actions/start-container.ts';
import { createdAnew, newer, recipeFor, run, stackIn } from './support/spec-stack.ts';
import { canary, generations, podmanOf } from './support/toy-stack.ts';

const posix = { profiles: ['posix' as const], pairs: 24 };
const aside = 'flatnet-prometheus.before-run-1';
const made = 'flatnet-prometheus.new-run-1';
const logs = '/state/old.log';

actionSpec(makeContainer, {
  ...posix,
  title: 'with a value that is a secret',
  setUp(world) {
    const { podman } = stackIn(world, ['grafana']);
    const image = podman.images.have(newer.grafana);
    return {
      ...{ project: 'monitoring', service: 'grafana', name: 'flatnet-grafana.new-run-1', run },
      image: { id: image.id, ref: newer.grafana },
      archive: `${generations}/images/${image.id}.tar`,
      recipe: recipeFor('grafana'),
      logs: '/state/new.log',
    };
  },
  after(world) {
    const podman = podmanOf(world);
    const one = podman.named('flatnet-grafana.new-run-1');
    expect(one?.env.GF_SECURITY_ADMIN_PASSWORD).toBe(canary);
    expect(one?.status).toBe('created');
    expect(JSON.stringify(podman.argvs)).not.toContain(canary);
    expect(podman.named('flatnet-grafana')?.status).toBe('running');
  },
});

actionSpec(setAside, {
  ...posix,
  setUp(world) {
    stackIn(world);
    return { container: 'flatnet-prometheus', aside, stopSeconds: 10 };
  },
  after: (world) => expect(podmanOf(world).named(aside)?.status).toBe('exited'),
});

actionSpec(setAside, {
  ...posix,
  title: 'of one that did not run',
  setUp(world) {
    const { podman } = stackIn(world);
    podman.stop(podman.all[0] as never);
    return { container: 'flatnet-prometheus', aside, stopSeconds: 10 };
  },
});

actionSpec(startContainer, {
  ...posix,
  mayLeave: (path) => path === logs,
  setUp(world) {
    const { podman } = stackIn(world);
    const [old] = podman.all;
    if (old === undefined) throw new Error('no container');
    podman.stop(old);
    old.name = aside;
    podman.images.have(newer.prometheus);
    podman.make(createdAnew('prometheus', newer.prometheus, made));
    // One that ran is gone on the way back: who made it has nothing left to remove.
    world.outside = () => podman.told(({ name }) => name !== made);
    world.folder('/state');
    return { service: 'prometheus', run, container: 'flatnet-prometheus', name: made, logs };
  },
  after: (world) => expect(podmanOf(world).named('flatnet-prometheus')?.image.version).toBe('2.53.3'),
});

actionSpec(removeOld, {
  ...posix,
  setUp(world) {
    const { podman } = stackIn(world);
    const [old] = podman.all;
    if (old === undefined) throw new Error('no container');
    podman.stop(old);
    old.name = aside;
    world.folder('/state');
    return { aside, logs };
  },
  after(world) {
    expect(podmanOf(world).all).toEqual([]);
    expect(world.text(logs)).toContain('Starting prometheus 2.42.0');
  },
});

/** A test of a configuration that was killed, one of another run, and containers that were made and not used. */
function leftOvers() {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { podman } = stackIn(world, ['prometheus', 'grafana']);
  podman.images.have(newer.grafana);
  const check = (name: string, by: string) =>
    podman.make([
      ...['podman', 'run', '--rm', '--name', name, '--label', `flatnet-maint.run=${by}`],
      ...['docker.io/prom/prometheus:v2.42.0', 'check'],
    ]);
  check('flatnet-check-run-1-prometheus', run);
  check('flatnet-check-run-2-prometheus', 'run-2');
  check('flatnet-trial-run-1', 'trial-1');
  podman.make(createdAnew('grafana', newer.grafana, 'flatnet-grafana.new-run-1'));
  const used = podman.make(createdAnew('grafana', newer.grafana, 'flatnet-grafana.new-run-0', 'run-0'));
  used.status = 'exited';
  return { podman, host: lend('local', 60_000, run).host, names: () => podman.all.map(({ name }) => name) };
}

test('the tests of a run are cleared, and no container that it made for a service', async () => {
  const { host, names } = leftOvers();
  const before = names();
  expect(await clearChecks.check({ run }, null, host)).toBe('partly');
  await clearChecks.do({ run }, null, host);
  expect(await clearChecks.check({ run }, null, host)).toBe('either');
  expect(names()).toEqual(before.filter((name) => name !== 'flatnet-check-run-1-prometheus'));
});

test('an emergency clears tests and what was never used of any run, and nothing else', async () => {
  const { host, names } = leftOvers();
  await clearLeft.do({ project: 'monitoring' }, null, host);
  expect(names()).toEqual([
    'flatnet-prometheus',
    'flatnet-grafana',
    'flatnet-trial-run-1',
    'flatnet-grafana.new-run-0',
  ]);
  expect(await clearLeft.check({ project: 'monitoring' }, null, host)).toBe('done');
});

test('what waits under another name is not taken for the one that was made', async () => {
  const { podman, host } = leftOvers();
  const image = podman.images.have(newer.grafana);
  const args = {
    ...{ project: 'monitoring', service: 'grafana', name: 'flatnet-grafana.new-run-0', run: 'run-0' },
    image: { id: image.id, ref: newer.grafana },
    archive: '/none',
    recipe: { ...recipeFor('grafana'), command: ['--other'] },
    logs: '/state/log',
  };
  // Of another recipe, under the very name: it is made anew. In the service’s place it is nobody’s to remove.
  await makeContainer.do(args, null, host);
  expect(podman.named(args.name)?.command).toEqual(['--other']);
  const own = podman.named(args.name);
  if (own === undefined) throw new Error('gone');
  own.name = 'flatnet-grafana.found-1';
  await makeContainer.do({ ...args, recipe: recipeFor('grafana') }, null, host);
  expect(podman.named('flatnet-grafana.found-1')?.command).toEqual(['--other']);
  expect(podman.named(args.name)?.command).toEqual([]);
});

test('a value comes from the container that was started last', async () => {
  const { podman, host } = leftOvers();
  const image = podman.images.have(newer.grafana);
  const old = podman.make(createdAnew('grafana', newer.grafana, 'flatnet-grafana.found-1', 'e'), {
    GF_SECURITY_ADMIN_PASSWORD: 'of long ago',
  });
  old.status = 'exited';
  podman.containers.delete(old.id);
  const rest = [...podman.containers];
  podman.containers.clear();
  for (const [id, one] of [[old.id, old] as const, ...rest]) podman.containers.set(id, one);
  const present = podman.named('flatnet-grafana');
  if (present === undefined) throw new Error('gone');
  present.started = 5;
  await makeContainer.do(
    {
      ...{ project: 'monitoring', service: 'grafana', name: 'flatnet-grafana.new-run-9', run: 'run-9' },
      image: { id: image.id, ref: newer.grafana },
      archive: '/none',
      recipe: recipeFor('grafana'),
      logs: '/state/log',
    },
    null,
    host,
  );
  expect(podman.named('flatnet-grafana.new-run-9')?.env.GF_SECURITY_ADMIN_PASSWORD).toBe(canary);
});

test('a value that no container holds any more is said, and nothing is made', async () => {
  const { podman, host } = leftOvers();
  const image = podman.images.have(newer.grafana);
  for (const one of podman.all.filter(({ labels }) => labels['com.docker.compose.service'] === 'grafana'))
    podman.containers.delete(one.id);
  const args = {
    ...{ project: 'monitoring', service: 'grafana', name: 'flatnet-grafana.new-run-9', run: 'run-9' },
    image: { id: image.id, ref: newer.grafana },
    archive: '/none',
    recipe: recipeFor('grafana'),
    logs: '/state/log',
  };
  await expect(makeContainer.do(args, null, host)).rejects.toMatchObject({ code: 'E_VARIABLE_GONE' });
  expect(podman.named('flatnet-grafana.new-run-9')).toBeUndefined();
});
