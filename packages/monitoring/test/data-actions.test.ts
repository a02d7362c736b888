import { actionSpec, memoryHosts, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { copyBlocks } from '../src/actions/copy-blocks.ts';
import { copyData } from '../src/actions/copy-data.ts';
import { restoreCopy } from '../src/actions/restore-copy.ts';
import { dataCopies } from '../src/data-copies.ts';
import { stackIn } from './support/spec-stack.ts';
import { generations } from './support/toy-stack.ts';

const posix = { profiles: ['posix' as const], pairs: 24, mayLeave: (path: string) => /\.(set-aside|left)-/.test(path) };
const [block, young, half] = ['01HZ0000000000000000000001', '01HZ0000000000000000000002', '01HZ0000000000000000000003'];
const source = '/data/prometheus';
const rules = '/data/rules';
const places = [
  { source, name: 'prometheus' },
  { source: rules, name: 'rules' },
];
const folder = `${generations}/data/prometheus/run-1`;
const copy = { service: 'prometheus', image: 'a'.repeat(64), version: 'v2.42.0', folder, run: 'run-1' };

/** Blocks, one of them not whole yet, and what is written all the time. */
function dataIn(world: World): void {
  stackIn(world, []);
  world.folder(`${generations}/data/prometheus`);
  world.file(`${source}/${block}/meta.json`, '{}');
  world.file(`${source}/${block}/chunks`, 'samples of yesterday');
  world.file(`${source}/${half}/chunks`, 'being written');
  world.file(`${source}/wal`, 'samples of today');
  world.file(`${rules}/user.yml`, 'groups: []');
}

const wrote = (world: World) => {
  world.file(`${source}/wal`, 'written by the new version');
  world.file(`${source}/${young}/meta.json`, '{}');
};

actionSpec(copyBlocks, {
  ...posix,
  setUp(world) {
    dataIn(world);
    return { folder, places };
  },
  after(world) {
    expect(world.text(`${folder}/prometheus.blocks/${block}/chunks`)).toBe('samples of yesterday');
    expect(world.tree.node(`${folder}/prometheus.blocks/${half}`)).toBeNull();
  },
});

actionSpec(copyData, {
  ...posix,
  setUp(world) {
    dataIn(world);
    return { copy, places };
  },
  after: (world) => expect(world.text(`${folder}/prometheus/wal`)).toBe('samples of today'),
});

actionSpec(restoreCopy, {
  ...posix,
  setUp(world) {
    dataIn(world);
    for (const { name } of places) world.file(`${folder}/${name}/wal`, `old ${name}`);
    world.file(`${folder}/prometheus/${block}/meta.json`, '{}');
    return { copy, places, mark: 'run-2' };
  },
  after(world) {
    expect(world.text(`${source}/wal`)).toBe('old prometheus');
    expect(world.text(`${source}.set-aside-run-2/wal`)).toBe('samples of today');
    // The same block is linked, and the copy stays.
    expect(world.text(`${source}/${block}/meta.json`)).toBe('{}');
    expect(world.text(`${folder}/prometheus/wal`)).toBe('old prometheus');
  },
});

function begun() {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  dataIn(world);
  return { world, host: lend('local', 60_000, 'run-1').host };
}

test('blocks are copied while it runs, the rest when it is stopped, and together they are the data', async () => {
  const { world, host } = begun();
  await copyBlocks.do({ folder, places }, null, host);
  // It goes on writing, and makes two blocks into one.
  world.remove(`${source}/${block}`);
  wrote(world);
  await copyData.do({ copy, places }, null, host);
  expect(await host.files.list(`${folder}/prometheus`)).toEqual(await host.files.list(source));
  expect(world.text(`${folder}/prometheus/wal`)).toBe('written by the new version');
  expect(await host.files.list(folder)).toEqual(['copy.json', 'prometheus', 'rules']);
  expect(await dataCopies(host, generations)).toEqual([copy]);
});

test('a block that was copied early is not copied again', async () => {
  const { world, host } = begun();
  await copyBlocks.do({ folder, places }, null, host);
  const program = world.programs.get('cp');
  const copied: string[] = [];
  world.programs.set('cp', (call) => {
    copied.push(call.argv.at(-2) ?? '');
    return program?.(call);
  });
  await copyData.do({ copy, places }, null, host);
  expect(copied).toEqual([`${source}/${half}`, `${source}/wal`, rules]);
  expect(world.text(`${folder}/prometheus/${block}/chunks`)).toBe('samples of yesterday');
});

test('what the new version wrote is set aside on the way back, and told', async () => {
  const { world, host } = begun();
  await copyData.do({ copy, places }, null, host);
  wrote(world);
  const told = await copyData.undo?.({ copy, places }, null, host);
  expect(told).toContain('set aside');
  expect(world.text(`${source}/wal`)).toBe('samples of today');
  expect(await host.files.list(source)).toEqual([block, half, 'wal']);
  expect(world.text(`${source}.set-aside-run-1/wal`)).toBe('written by the new version');
  expect(await dataCopies(host, generations)).toEqual([]);
});

test('data is put back once, however often the way back is begun', async () => {
  const { world, host } = begun();
  await copyData.do({ copy, places }, null, host);
  wrote(world);
  const record = world.text(`${folder}/copy.json`) ?? '';
  await copyData.undo?.({ copy, places }, null, host);
  // Killed before the copy was gone: its record and one of its folders are still there.
  world.file(`${folder}/copy.json`, record);
  world.file(`${source}/wal`, 'written after the return');
  await copyData.undo?.({ copy, places }, null, host);
  expect(world.text(`${source}/wal`)).toBe('written after the return');
  expect(world.text(`${source}.set-aside-run-1/wal`)).toBe('written by the new version');
});

test('a full disk is said in the words of the system, and a copy without its record is none', async () => {
  const { world, host } = begun();
  world.programs.set('cp', () => ({ code: 1, stderr: 'cp: error writing: No space left on device' }));
  await expect(copyData.do({ copy, places }, null, host)).rejects.toMatchObject({
    code: 'E_DATA_COPY_FAILED',
    message: expect.stringContaining('No space left on device'),
  });
  expect(await dataCopies(host, generations)).toEqual([]);
  expect(await copyData.check({ copy, places }, null, host)).toBe('partly');
});

test('a copy that is gone is missed before anything begins', async () => {
  const { world, host } = begun();
  world.folder(folder);
  await expect(restoreCopy.capture({ copy, places, mark: 'run-2' }, host, null as never)).rejects.toMatchObject({
    code: 'E_DATA_GONE',
  });
});

test('a record of a copy that cannot be read is said, and no copy is guessed', async () => {
  const { world, host } = begun();
  world.file(`${folder}/copy.json`, '{"service": "prom');
  await expect(dataCopies(host, generations)).rejects.toMatchObject({ code: 'E_DATA_COPY' });
});

test('a disk that is too full for a second copy does not stand in the way back', async () => {
  const { world, host } = begun();
  await copyData.do({ copy, places }, null, host);
  wrote(world);
  world.programs.set('cp', () => ({ code: 1, stderr: 'cp: No space left on device' }));
  await copyData.undo?.({ copy, places }, null, host);
  expect(world.text(`${source}/wal`)).toBe('samples of today');
  expect(world.text(`${rules}/user.yml`)).toBe('groups: []');
  expect(await copyData.check({ copy, places }, null, host)).toBe('undone');
});

test('a return tells where that is which was there', async () => {
  const { world, host } = begun();
  await copyData.do({ copy, places }, null, host);
  wrote(world);
  const told = await restoreCopy.do({ copy, places, mark: 'run-2' }, null, host);
  expect(told).toContain(`${source}.set-aside-run-2, ${rules}.set-aside-run-2`);
});

test('what lies beside copies and is none is left alone', async () => {
  const { world, host } = begun();
  await copyData.do({ copy, places }, null, host);
  world.file(`${generations}/data/README`, 'copies');
  world.file(`${generations}/data/prometheus/notes`, 'mine');
  expect(await dataCopies(host, generations)).toEqual([copy]);
});
