import { actionSpec, memoryHosts } from '@flatnet-maint/testkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keepLastGood, recordGeneration, recordLeft, takeSnapshot } from '../src/index.ts';
import { at } from './support/at.ts';

const profiles = ['posix', 'windows'] as const;

// The records say when they were made, and worlds are compared byte by byte.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') }));
afterAll(() => void vi.useRealTimers());

const generation = { id: '2-run', component: 'gateway', version: '2', digest: '', made: '', parts: { config: null } };

actionSpec(recordGeneration, {
  profiles,
  setUp(world) {
    world.file(at(world, 'trees', '2', 'conf', 'nginx.conf'), 'events {}');
    world.file(at(world, 'trees', '2', 'logs', 'error.log'), 'so far');
    world.folder(at(world, 'state'));
    return { state: at(world, 'state'), generation: { ...generation, tree: at(world, 'trees', '2') } };
  },
  after(world, { state, generation: { component, id } }) {
    const record = world.text(`${state}/generations/${component}/${id}.json`);
    expect(record).toContain('conf/nginx.conf');
    expect(record).not.toContain('error.log');
    expect(record).toContain('"made": "2026-01-01T00:00:00.000Z"');
  },
  // The folders of the records stay, empty.
  mayLeave: (path) => /generations([\\/]gateway)?$/.test(path),
});

actionSpec(takeSnapshot, {
  profiles,
  setUp(world) {
    world.file(at(world, 'live', 'conf', 'nginx.conf'), 'events {}');
    world.file(at(world, 'live', 'html', 'index.html'), '頁');
    world.folder(at(world, 'state'));
    const part = (name: string) => ({ name, path: at(world, 'live', name) });
    return {
      state: at(world, 'state'),
      component: 'gateway',
      id: '1-run',
      parts: [part('conf'), part('html')],
      note: 'before',
    };
  },
  after: (world, { state }) => expect(world.text(`${state}/snapshots/gateway/1-run/parts/1/index.html`)).toBe('頁'),
});

const record = { way: ['stop', 'point', 'start'] };
actionSpec(keepLastGood, {
  profiles,
  setUp(world) {
    world.folder(at(world, 'state'));
    return { state: at(world, 'state'), component: 'gateway', record };
  },
  after: (world, { state }) => expect(world.text(`${state}/last-good/gateway.json`)).toContain('"point"'),
});

describe('the ready way to the last good version', () => {
  const args = { state: '/state', component: 'gateway', record };
  const begin = () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    world.folder('/state');
    return { world, host: lend('local', 60_000, 'run').host };
  };

  test('is not done while only the copy of the one before it can be read', async () => {
    const { world, host } = begin();
    await keepLastGood.do(args, null, host);
    await keepLastGood.do({ ...args, record: 'another' }, null, host);
    world.file('/state/last-good/gateway.json', 'torn');
    expect(await keepLastGood.check(args, null, host)).toBe('undone');
    await keepLastGood.do(args, null, host);
    expect(await keepLastGood.check(args, null, host)).toBe('done');
    expect(world.text('/state/last-good/gateway.json')).toContain('"point"');
  });

  test('is written anew where every copy is damaged', async () => {
    const { world, host } = begin();
    world.file('/state/last-good/gateway.json', 'torn');
    world.file('/state/last-good/gateway.previous.json', 'torn too');
    expect(await keepLastGood.check(args, null, host)).toBe('undone');
    await keepLastGood.do(args, null, host);
    expect(await keepLastGood.check(args, null, host)).toBe('done');
  });

  test('that cannot be looked at is no answer', async () => {
    const { host } = begin();
    const refused = { ...args, component: '../elsewhere' };
    await expect(keepLastGood.check(refused, null, host)).rejects.toThrow();
  });
});

test('a generation that is recorded stays as it was recorded', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file('/trees/2/conf/nginx.conf', 'events {}');
  const args = { state: '/state', generation: { ...generation, tree: '/trees/2' } };
  const { host } = lend('local', 60_000, 'run');
  await recordGeneration.do(args, null, host);
  const before = world.text('/state/generations/gateway/2-run.json');
  world.file('/trees/2/conf/nginx.conf', 'changed');
  await recordGeneration.do(args, null, host);
  expect(world.text('/state/generations/gateway/2-run.json')).toBe(before);
});

const kept = { ...generation, digest: 'd', tree: '' };
actionSpec(recordLeft, {
  profiles,
  setUp(world) {
    world.file(at(world, 'trees', '2', 'conf', 'nginx.conf'), 'events {}');
    world.folder(at(world, 'state'));
    return { state: at(world, 'state'), generation: { ...kept, tree: at(world, 'trees', '2') }, run: 'run-1' };
  },
  after: (world, { state, generation: { component, id }, run }) =>
    expect(world.text(`${state}/generations/${component}/${id}/${run}.json`)).toContain('conf/nginx.conf'),
});
