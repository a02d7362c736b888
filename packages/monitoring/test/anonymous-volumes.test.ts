import { actionSpec } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { makeContainer } from '../src/actions/make-container.ts';
import { carrying } from '../src/anonymous-volumes.ts';
import { recipeOf } from '../src/recipe.ts';
import { run, stackIn } from './support/spec-stack.ts';
import { createdFor, generations, podmanOf } from './support/toy-stack.ts';

const [older, newer] = ['docker.io/prom/prometheus:v2.42.0', 'docker.io/prom/prometheus:v2.53.3'];
const created = createdFor('prometheus').filter(
  (word, at, all) => ![word, all[at + 1]].some((one) => one?.startsWith('monitoring_prometheus_data')),
);
const recipe = recipeOf(created, older, {});

actionSpec(makeContainer, {
  ...{ profiles: ['posix'], pairs: 20, title: 'whose data lies in a volume that nobody named' },
  setUp(world) {
    const { podman } = stackIn(world, []);
    const volumes = ['/prometheus'];
    podman.images.have(older, { volumes });
    podman.up(created);
    const image = podman.images.have(newer, { volumes });
    if (recipe === null) throw new Error('no recipe');
    return {
      ...{ project: 'monitoring', service: 'prometheus', name: 'flatnet-prometheus.new-run-1', run, recipe },
      image: { id: image.id, ref: newer },
      archive: `${generations}/images/${image.id}.tar`,
      logs: '/state/new.log',
    };
  },
  after(world) {
    const podman = podmanOf(world);
    const made = podman.named('flatnet-prometheus.new-run-1');
    const data = (name: string) => podman.named(name)?.mounts.find(({ target }) => target === '/prometheus');
    expect(data('flatnet-prometheus.new-run-1')).toEqual(data('flatnet-prometheus'));
    // It is the same stack as before, whatever the volume is called.
    expect(recipeOf(made?.created ?? [], newer, {})).toEqual(recipe);
  },
});

const volume = 'a1'.repeat(32);
const mount = { type: 'volume', source: '', target: '/data', writes: true, volume };

test('a volume that compose asked for without a name is named in its place', () => {
  const options = ['--label', '/data', '-v', '/data', '--restart', 'always'];
  const carried = ['--label', '/data', '-v', `${volume}:/data`, '--restart', 'always'];
  expect(carrying(options, [mount])).toEqual(carried);
  expect(recipeOf(['podman', 'create', ...carried, 'a:1'], 'docker.io/library/a:1', {})?.options).toEqual(options);
});

test('where something else is to be mounted by now, it is not in the way', () => {
  for (const options of [
    ['-v', '/srv/data:/data'],
    ['--volume', 'named:/data:Z'],
    ['--mount', 'type=bind,source=/srv/data,target=/data'],
    ['--tmpfs', '/data:size=64m'],
  ])
    expect(carrying(options, [mount])).toEqual(options);
});

test('a volume with a name is nobody’s to carry', () => {
  expect(carrying(['-v', 'data:/data'], [{ ...mount, volume: 'data' }])).toEqual(['-v', 'data:/data']);
});
