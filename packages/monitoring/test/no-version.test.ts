import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { type ServeArgs, serve } from '../src/actions/serve.ts';
import { fateOf } from '../src/cutover.ts';
import { copyRecord } from '../src/data-copies.ts';
import type { DataCopy, KeptService } from '../src/facts.ts';
import { inspect } from '../src/inspect.ts';
import { recipeFor, run } from './support/spec-stack.ts';
import { volumeFolder } from './support/toy-container.ts';
import { createdFor, generations, podmanOf, toyStack } from './support/toy-stack.ts';

const source = volumeFolder('monitoring_grafana_data');
const latest = 'docker.io/grafana/grafana:latest';
const newer = 'docker.io/grafana/grafana:11.1.0';
const copyOf = (image: string): DataCopy => ({
  ...{ service: 'grafana', image, version: 'latest', run },
  folder: `${generations}/data/grafana/${run}`,
});

/** Grafana 11, that a run brought here from an image that was called `latest`. */
async function after() {
  const { world, view, lend } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, []);
  const podman = podmanOf(world);
  const [was, is] = [podman.images.have(latest), podman.images.have(newer)];
  podman.up(createdFor('grafana').map((word) => (word.startsWith('docker.io/') ? newer : word)));
  const { facts } = await inspect(site, view('local', 60_000));
  const [now] = facts.services;
  if (now === undefined) throw new Error('no service');
  const at = (id: string, ref: string): KeptService => ({ ...now, image: { id, ref } });
  return { world, lend, now, was, is, at };
}

test('a way back to an image without a version takes the data that was copied when it was left', async () => {
  const { now, was, at } = await after();
  const copy = copyOf(was.id);
  expect(fateOf({ dataCopies: [copy] }, now, at(was.id, latest))).toEqual({ is: 'restored', copy });
});

test('data is copied where there is no such copy, and never taken from one where the image stays', async () => {
  const { now, was, is, at } = await after();
  expect(fateOf({ dataCopies: [copyOf('of another')] }, now, at(was.id, latest))).toEqual({ is: 'copied' });
  expect(fateOf({ dataCopies: [copyOf(is.id)] }, now, at(is.id, latest))).toEqual({ is: 'copied' });
});

test('so does an emergency, and it goes on where there is none', async () => {
  for (const isCopied of [true, false]) {
    const { world, lend, was, at } = await after();
    const copy = copyOf(was.id);
    world.file(`${source}/plugins/list`, 'written since');
    if (isCopied) {
      world.file(`${copy.folder}/var-lib-grafana/plugins/list`, 'as it was left');
      world.file(`${copy.folder}/${copyRecord}`, JSON.stringify(copy));
    }
    const args: ServeArgs = {
      ...{ project: 'monitoring', generations, stopSeconds: 10, mark: 'emergency' },
      service: { ...at(was.id, latest), recipe: recipeFor('grafana') },
      archive: `${generations}/images/${was.id}.tar`,
      places: [{ source, name: 'var-lib-grafana' }],
    };
    await serve.do(args, null, lend('local', 60_000, run).host);
    expect(world.text(`${source}/plugins/list`)).toBe(isCopied ? 'as it was left' : 'written since');
  }
});
