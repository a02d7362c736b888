import type { Release } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { asked, part, wantedImages } from '../src/asked.ts';
import { live } from '../src/generations.ts';
import { inspect } from '../src/inspect.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { recipeOf } from '../src/recipe.ts';
import { stage } from '../src/stage.ts';
import { run } from './support/spec-stack.ts';
import { compose, podmanOf, toyStack } from './support/toy-stack.ts';

await loadYaml();

const place = { id: run, state: '/var/lib/flatnet-maint' };

/** A stack whose compose file leaves the registry out, as most do; Podman records the whole name. */
async function short() {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, ['prometheus']);
  const text = world.text(compose) ?? '';
  world.file(compose, text.replaceAll('docker.io/prom/prometheus', 'prom/prometheus'));
  const look = async () => (await inspect(site, view('local', 60_000))).facts;
  return { world, facts: await look(), look };
}

const ofPrometheus = (text: string) => /image: (\S+prometheus\S+)/.exec(text)?.[1];

test('an image is fetched by the name that Podman records, and written as the compose file writes it', async () => {
  const { facts } = await short();
  const [wanted] = wantedImages(asked(facts, 'prometheus=v2.53.3'));
  expect(wanted).toMatchObject({
    written: 'prom/prometheus:v2.53.3',
    ref: 'docker.io/prom/prometheus:v2.53.3',
  });
});

test('what an upgrade makes is the generation that it was kept as', async () => {
  const { world, facts, look } = await short();
  const want = asked(facts, 'prometheus=v2.53.3');
  const podman = podmanOf(world);
  const { id } = podman.images.have('docker.io/prom/prometheus:v2.53.3');
  const inHand: Release = {
    ...want,
    holds: wantedImages(want).map((one) => ({
      ...{ path: one.service, sha256: id, bytes: 0, mode: 0 },
      text: JSON.stringify({ ...one, id }),
    })),
  };
  const { to } = stage(facts, inHand, place);
  // What the run makes of it.
  world.file(compose, (world.text(compose) ?? '').replace('prom/prometheus:v2.42.0', 'prom/prometheus:v2.53.3'));
  const [old] = podman.all;
  if (old === undefined) throw new Error('no container');
  podman.containers.delete(old.id);
  podman.up(old.created.map((word) => word.replace('prometheus:v2.42.0', 'prometheus:v2.53.3')));
  expect((await look()).generation.id).toBe(to.id);
});

test('going back for one service writes its image as the compose file does', async () => {
  const { facts } = await short();
  const [wanted] = wantedImages(part(facts, live(facts), 'prometheus'));
  expect(wanted).toMatchObject({ written: 'prom/prometheus:v2.42.0', ref: 'docker.io/prom/prometheus:v2.42.0' });
  expect(ofPrometheus(facts.compose.text)).toBe('prom/prometheus:v2.42.0');
});

test('a container is read whose image was built here, or found in another registry than Docker’s', () => {
  const made = (image: string) => ['podman', 'create', '--name', 'a', image, '--verbose'];
  const recipe = { options: [], command: ['--verbose'], env: {} };
  expect(recipeOf(made('monitoring_exporter'), 'localhost/monitoring_exporter:latest', {})).toEqual(recipe);
  expect(recipeOf(made('prom/prometheus:v2.53.3'), 'quay.io/prom/prometheus:v2.53.3', {})).toEqual(recipe);
  expect(recipeOf(made('prometheus:v2.53.3'), 'docker.io/prom/alertmanager:v2.53.3', {})).toBeNull();
  expect(recipeOf(made('metheus:v2.53.3'), 'docker.io/prom/prometheus:v2.53.3', {})).toBeNull();
});
