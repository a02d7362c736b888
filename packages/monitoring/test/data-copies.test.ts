import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { sweep } from '../src/actions/sweep.ts';
import { copyFor } from '../src/data-copies.ts';
import type { DataCopy, KeptService } from '../src/facts.ts';
import { recipeFor, stackIn } from './support/spec-stack.ts';
import { generations } from './support/toy-stack.ts';

const copy = (run: string, version: string): DataCopy => ({
  ...{ service: 'grafana', version, run, image: version.padEnd(64, '0') },
  folder: `${generations}/data/grafana/${run}`,
});
const grafana = (version: string): KeptService => ({
  ...{ name: 'grafana', container: 'flatnet-grafana', kind: 'grafana', address: null, mounts: [], stopSeconds: 10 },
  image: { id: version.padEnd(64, '0'), ref: `docker.io/grafana/grafana:${version}` },
  recipe: recipeFor('grafana'),
});

test('a version goes back to the newest copy that it can read, also one that a neighbour of it left', () => {
  const copies = [copy('run-1', '9.5.0'), copy('run-2', '10.2.3'), copy('run-3', '10.4.1'), copy('run-4', '11.0.0')];
  const runOf = (version: string) => copyFor(copies, grafana(version))?.run;
  expect(['9.0.0', '10.2.3', '10.4.9', '11.0.0', '12.0.0'].map(runOf)).toEqual([
    ...['run-1', 'run-3', 'run-3', 'run-4', undefined],
  ]);
  // What is no version is read by its own image only, and a kind that migrates nothing needs no other's copy.
  expect([runOf('latest'), copyFor(copies, { ...grafana('10.2.0'), kind: 'other' })?.run]).toEqual([
    undefined,
    undefined,
  ]);
});

test('a copy that a kept version can read outlives the generation that it was made of', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  stackIn(world, []);
  for (const one of [copy('run-1', '9.5.0'), copy('run-3', '10.4.1')])
    world.file(`${one.folder}/copy.json`, JSON.stringify(one));
  world.file(`${generations}/data/README`, 'copies');
  world.file(`${generations}/data/grafana/notes`, 'mine');
  world.file(`${generations}/stack-1/stack.json`, JSON.stringify({ services: [grafana('10.2.3')] }));
  const { host } = lend('local', 60_000, 'prune');
  await sweep.do({ generations, live: [grafana('11.0.0').image.id] }, null, host);
  expect(world.text(`${generations}/data/grafana/run-3/copy.json`)).not.toBeNull();
  expect(world.text(`${generations}/data/grafana/run-1/copy.json`)).toBeNull();
  expect(world.text(`${generations}/data/grafana/notes`)).toBe('mine');
});
