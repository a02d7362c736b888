import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { haveImage } from '../src/actions/have-image.ts';
import { keepImage } from '../src/actions/keep-image.ts';
import { makeContainer } from '../src/actions/make-container.ts';
import { imageDrift } from '../src/image-drift.ts';
import { inspect } from '../src/inspect.ts';
import { kindOfImage } from '../src/kinds.ts';
import { recipeFor, run, stackIn } from './support/spec-stack.ts';
import { compose, createdFor, generations, podmanOf, toyStack } from './support/toy-stack.ts';

test('an image that is pinned by a digest is gone back to from its archive, without a registry', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { podman } = stackIn(world);
  const { host } = lend('local', 60_000, run);
  const ref = `docker.io/prom/prometheus@sha256:${'d2'.repeat(32)}`;
  const { id } = podman.images.have(ref);
  const archive = `${generations}/images/${id}.tar`;
  await keepImage.do({ id, ref, archive }, { was: false }, host);
  podman.images.prune(new Set());
  podman.images.isDown = true;
  const had = { ref, id, archive };
  await haveImage.do(had, { was: null }, host);
  expect(await haveImage.check(had, { was: null }, host)).toBe('either');
  const name = 'flatnet-prometheus.new-run-1';
  await makeContainer.do(
    {
      ...{ project: 'monitoring', service: 'prometheus', name, run, image: { id, ref }, archive },
      ...{ recipe: recipeFor('prometheus'), logs: '/state/new.log' },
    },
    null,
    host,
  );
  const made = podman.named(name);
  expect(made?.image.id).toBe(id);
  expect(kindOfImage(made?.imageName ?? '')).toBe('prometheus');
});

test('brought back from an archive it is the same generation as before, and no drift', async () => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, []);
  const podman = podmanOf(world);
  const ref = `docker.io/prom/prometheus@sha256:${'d2'.repeat(32)}`;
  const image = podman.images.have(ref);
  world.file(compose, (world.text(compose) ?? '').replace('docker.io/prom/prometheus:v2.42.0', ref));
  const created = (name: string) =>
    createdFor('prometheus').map((word) => (word.startsWith('docker.io/') ? name : word));
  const pinned = podman.up(created(ref));
  const look = async () => (await inspect(site, view('local', 60_000))).facts;
  const before = await look();
  podman.containers.delete(pinned.id);
  const held = `docker.io/prom/prometheus:kept-${image.id.slice(0, 12)}`;
  podman.images.names.set(held, image.id);
  podman.up(created(held));
  const { compose: file, services, generation } = await look();
  expect(services[0]?.image.ref).toBe(ref);
  expect(generation.id).toBe(before.generation.id);
  expect(imageDrift(file, services)).toEqual([]);
  expect(imageDrift(file, [{ name: 'prometheus', image: { id: image.id, ref: held } }])).toEqual([]);
});
