import { type Host, type Json, sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, type World } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { recordGeneration, recordLeft, removeGeneration, removeSnapshot, takeSnapshot } from '../src/index.ts';
import { at } from './support/at.ts';

const profiles = ['posix', 'windows'] as const;
const made = '2026-01-01T00:00:00.000Z';
const trees = (world: World, ...rest: readonly string[]) => at(world, 'trees', ...rest);

/** A record as the store writes it: these worlds are laid before any host call. */
function sealed(kind: string, content: Json): string {
  const body = { format: 1, kind, content };
  const canonical = (value: Json): string =>
    value === null || typeof value !== 'object'
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? `[${value.map((one) => canonical(one as Json)).join(',')}]`
        : `{${Object.keys(value)
            .sort()
            .map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, Json>)[key] as Json)}`)
            .join(',')}}`;
  return `${JSON.stringify({ ...body, sha256: sha256(canonical(body as never)) }, null, 2)}\n`;
}

function layGeneration(world: World) {
  const state = at(world, 'state');
  const folders = [trees(world, '1-run'), trees(world, '1-run.config')];
  world.file(`${folders[0]}/conf/nginx.conf`, 'events {}');
  world.file(`${folders[0]}/sbin/nginx`, 'ELF');
  world.file(`${folders[1]}/nginx.conf`, 'events {}');
  world.file(trees(world, '2-run', 'sbin', 'nginx'), 'ELF');
  world.link(at(world, 'live'), trees(world, '2-run'));
  const generation = {
    ...{ id: '1-run', component: 'gateway', version: '1', digest: sha256(''), made, parts: null },
    tree: folders[0] as string,
    besides: [folders[1] as string],
  };
  world.file(
    at(world, 'state', 'generations', 'gateway', '1-run.json'),
    sealed('generation', { generation, manifest: [], besides: [], ignore: [] }),
  );
  world.file(at(world, 'state', 'generations', 'gateway', '1-run', 'run-1.json'), '{}');
  const { id, component, digest } = generation;
  return { state, component, id, digest, folders, base: trees(world), pointers: [at(world, 'live')] };
}

actionSpec(removeGeneration, {
  profiles,
  setUp: layGeneration,
  after(world, { folders, state }) {
    for (const folder of folders) expect(world.text(`${folder}/nginx.conf`)).toBeNull();
    expect(world.text(`${state}/generations/gateway/1-run.json`)).toBeNull();
    expect(world.text(trees(world, '2-run', 'sbin', 'nginx'))).toBe('ELF');
  },
});

actionSpec(removeSnapshot, {
  profiles,
  setUp(world) {
    const folder = at(world, 'state', 'snapshots', 'gateway', '1-run');
    world.file(`${folder}/parts/0/nginx.conf`, 'events {}');
    world.file(
      `${folder}/snapshot.json`,
      sealed('snapshot', { component: 'gateway', id: '1-run', made, note: '', parts: [] }),
    );
    world.file(at(world, 'state', 'snapshots', 'gateway', '2-run', 'snapshot.json'), 'another');
    return { state: at(world, 'state'), component: 'gateway', id: '1-run', made, of: '' };
  },
  after(world, { state }) {
    expect(world.text(`${state}/snapshots/gateway/1-run/snapshot.json`)).toBeNull();
    expect(world.text(`${state}/snapshots/gateway/2-run/snapshot.json`)).toBe('another');
  },
});

describe('a generation that is to be removed', () => {
  async function begin() {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    const host: Host = lend('local', 60_000, 'run').host;
    return { world, host, args: layGeneration(world) };
  }
  const stays = async (
    change: (world: World, args: ReturnType<typeof layGeneration>) => unknown,
    code: string | RegExp,
  ) => {
    const { world, host, args } = await begin();
    const changed = ((await change(world, args)) ?? args) as typeof args;
    await expect(removeGeneration.do(changed, null, host)).rejects.toMatchObject({ code: expect.stringMatching(code) });
    expect(world.text('/srv/flat net/配布/trees/1-run/sbin/nginx')).toBe('ELF');
    expect(world.text('/srv/flat net/配布/state/generations/gateway/1-run.json')).not.toBeNull();
  };

  test('stays when the pointer leads to it', () =>
    stays((world) => void world.link('/srv/flat net/配布/live', '/srv/flat net/配布/trees/1-run'), 'E_REMOVE_NEEDED'));

  test('stays when each live file came to hold what it holds, and goes while one of them does not', async () => {
    const live = ['a', 'b'].map((name) => ({ path: `/srv/flat net/配布/${name}`, sha256: sha256(name) }));
    const lay = (world: World, args: ReturnType<typeof layGeneration>, second: string) => {
      world.file('/srv/flat net/配布/a', 'a');
      world.file('/srv/flat net/配布/b', second);
      return { ...args, placed: live };
    };
    await stays((world, args) => lay(world, args, 'b'), 'E_REMOVE_NEEDED');
    const { world, host, args } = await begin();
    await removeGeneration.do(lay(world, args, 'another'), null, host);
    expect(world.text('/srv/flat net/配布/trees/1-run/sbin/nginx')).toBeNull();
  });

  test('stays when it was protected meanwhile', () =>
    stays(
      (world) =>
        void world.file(
          '/srv/flat net/配布/state/protected/gateway.json',
          sealed('protections', [{ id: '1-run', reason: 'audit', since: made }]),
        ),
      'E_REMOVE_NEEDED',
    ));

  test.each(['good', 'previous'])('stays when it became the %s way back meanwhile', (way) =>
    stays(
      (world) =>
        void world.file(
          '/srv/flat net/配布/state/last-good/gateway.json',
          sealed('last-good', { good: { generation: { id: '2-run' } }, [way]: { generation: { id: '1-run' } } }),
        ),
      'E_REMOVE_NEEDED',
    ),
  );

  test('stays while something is mounted in it, which would be emptied with it', () =>
    stays(
      (world) =>
        void world.file(
          '/proc/self/mountinfo',
          '22 1 8:1 / / rw - ext4 /dev/sda1 rw\n29 22 8:1 /www /srv/flat\\040net/配布/trees/1-run/html rw - ext4 /dev/sda1 rw\n',
        ),
      'E_REMOVE_NEEDED',
    ));

  test('stays when its record says otherwise than when that was decided', () =>
    stays((_, args) => ({ ...args, digest: 'other' }), 'E_REMOVE_CHANGED'));

  test('stays when its record is damaged', () =>
    stays(
      (world) => void world.file('/srv/flat net/配布/state/generations/gateway/1-run.json', '{"for'),
      'E_RECORD_DAMAGED',
    ));

  test.each([
    ['the folder of generations itself', '/srv/flat net/配布/trees'],
    ['the root of the system', '/'],
    ['a folder of another name', '/srv/flat net/配布/trees/2-run'],
    ['a folder deeper down', '/srv/flat net/配布/trees/2-run/1-run'],
  ])('is never %s', (_, folder) =>
    stays((world, args) => {
      world.file('/srv/flat net/配布/trees/2-run/1-run/x', '1');
      return { ...args, folders: [folder] };
    }, /^E_REMOVE_(NOT_OURS|NEEDED)$/),
  );

  test('is never what a link leads to', () =>
    stays((world, args) => {
      world.file('/srv/flat net/配布/other/x', '1');
      world.link('/srv/flat net/配布/trees/1-run.link', '/srv/flat net/配布/other');
      return { ...args, folders: ['/srv/flat net/配布/trees/1-run.link'] };
    }, 'E_REMOVE_NOT_OURS'));

  test('is not what lies there without a record', async () => {
    const { world, host, args } = await begin();
    world.remove('/srv/flat net/配布/state/generations/gateway/1-run.json');
    expect(await removeGeneration.check(args, null, host)).toBe('foreign');
    await removeGeneration.do(args, null, host);
    expect(world.text('/srv/flat net/配布/trees/1-run/sbin/nginx')).toBe('ELF');
  });
});

test('what actions make, actions remove', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { host } = lend('local', 60_000, 'run');
  world.file('/trees/1-run/sbin/nginx', 'ELF');
  const generation = { id: '1-run', component: 'gateway', version: '1', digest: '', made, parts: null };
  const args = { state: '/state', generation: { ...generation, tree: '/trees/1-run' } };
  await recordGeneration.do(args, null, host);
  await recordLeft.do({ ...args, run: 'run' }, null, host);
  const part = { name: 'sbin', path: '/trees/1-run/sbin' };
  const wanted = { state: '/state', component: 'gateway', id: '1-run', parts: [part], note: '', generation: '1-run' };
  await takeSnapshot.do(wanted, null, host);
  const record = JSON.parse(world.text('/state/generations/gateway/1-run.json') as string);
  const snapshot = JSON.parse(world.text('/state/snapshots/gateway/1-run/snapshot.json') as string);
  const of = { state: '/state', component: 'gateway', id: '1-run' };
  const { digest } = record.content.generation;
  const going = { ...of, digest, folders: ['/trees/1-run'], base: '/trees', pointers: [] };
  await removeGeneration.do(going, null, host);
  await removeSnapshot.do({ ...of, made: snapshot.content.made, of: '1-run' }, null, host);
  expect([await removeGeneration.check(going, null, host), await host.files.list('/trees')]).toEqual(['done', []]);
  expect(await host.files.list('/state/snapshots/gateway')).toEqual([]);
  expect(await host.files.list('/state/generations/gateway')).toEqual([]);
});
