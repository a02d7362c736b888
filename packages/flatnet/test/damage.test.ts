import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Generation, WriteFiles } from '@flatnet-maint/core';
import { posixHosts } from '@flatnet-maint/host';
import {
  listSnapshots,
  makeGeneration,
  recordLeft,
  restoreSnapshotPart,
  takeSnapshot,
  writeLastGood,
} from '@flatnet-maint/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptFindings } from '../src/kept-findings.ts';
import { verifyKept } from '../src/verify-kept.ts';

const root = mkdtempSync(join(tmpdir(), 'damage-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const state = join(root, 'state');
const files: WriteFiles = posixHosts({ ids: ['local'] }).lend('local', 600_000, 'test').host.files;

/** Random numbers that are the same each time (mulberry32). */
function randoms(seed: number) {
  let at = seed;
  return (below: number) => {
    at = (at + 0x6d2b79f5) | 0;
    let x = Math.imul(at ^ (at >>> 15), 1 | at);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}

const generation = (id: string): Omit<Generation, 'digest'> => ({
  id,
  component: 'gateway',
  version: id,
  tree: join(root, 'trees', id),
  made: '2026-01-01T00:00:00.000Z',
  parts: { config: join(root, 'trees', `${id}.config`) },
  besides: [join(root, 'trees', `${id}.config`)],
  runtime: ['cache'],
});

beforeAll(async () => {
  for (const id of ['1.25-a', '1.26-b']) {
    const { tree, besides = [], ...rest } = generation(id);
    for (const folder of ['conf', 'sbin', 'logs', 'cache']) mkdirSync(join(tree, folder), { recursive: true });
    mkdirSync(besides[0] as string);
    writeFileSync(join(tree, 'sbin/nginx'), Buffer.alloc(3_000, id));
    writeFileSync(join(tree, 'conf/nginx.conf'), `events {} # ${id} 設定`);
    writeFileSync(join(besides[0] as string, 'site.conf'), 'server { listen 80; }');
    await makeGeneration(files, state, { tree, besides, ...rest }, { ignore: ['logs'] });
    writeFileSync(join(tree, 'conf/nginx.conf'), `events {} # ${id} 設定, edited while it was live`);
    await recordLeft(files, state, generation(id), 'run-1', { ignore: ['logs'] });
    writeFileSync(join(tree, 'logs/error.log'), 'what was logged later');
    writeFileSync(join(tree, 'cache/0'), 'what was cached later');
  }
  const parts = [
    { name: 'conf', path: join(root, 'trees/1.25-a/conf') },
    { name: 'sbin', path: join(root, 'trees/1.25-a/sbin') },
    { name: 'outside:0', path: join(root, 'trees/1.25-a/conf/nginx.conf') },
  ];
  await takeSnapshot(files, { state, component: 'gateway', id: '1.25-a-r', parts, note: 'n', generation: '1.25-a' });
});

const damaged = async () => (await verifyKept(files, state, ['gateway'])).filter(({ damage }) => damage.length > 0);

/** Every stored file that is ours: of generation 1.25-a, its records and the snapshot; logs and caches are not. */
function stored(): readonly { readonly path: string; readonly of: 'generation' | 'snapshot' }[] {
  const below = (folder: string) =>
    (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && !/\/(logs|cache)\//.test(path))
      .sort();
  return [
    ...['trees/1.25-a', 'trees/1.25-a.config', 'state/generations/gateway/1.25-a'].flatMap((name) =>
      below(join(root, name)).map((path) => ({ path, of: 'generation' as const })),
    ),
    { path: join(state, 'generations/gateway/1.25-a.json'), of: 'generation' },
    ...below(join(state, 'snapshots')).map((path) => ({ path, of: 'snapshot' as const })),
  ];
}

/** Whether the damage is refused before anything changes: by a return to the generation, or by a restore of any part. */
async function refused(of: 'generation' | 'snapshot'): Promise<boolean> {
  if (of === 'generation') {
    const findings = await keptFindings(files, state, { ...generation('1.25-a'), digest: '' });
    return findings.some(({ blocks, next }) => blocks && next.includes('1.26-b'));
  }
  const to = join(root, 'scratch');
  const made = await Promise.all(
    ['conf', 'sbin', 'outside:0'].map((part, n) =>
      restoreSnapshotPart(files, { state, component: 'gateway', id: '1.25-a-r', part, to: `${to}-${n}` }).then(
        () => true,
        () => false,
      ),
    ),
  );
  const left = readdirSync(root).filter((name) => name.startsWith('scratch'));
  return !made.includes(true) && left.length === 0;
}

test('as it was made all of it is sound, also with later logs and an edit while it was live', async () => {
  expect(await damaged()).toEqual([]);
  expect(await keptFindings(files, state, { ...generation('1.25-a'), digest: '' })).toEqual([]);
  expect(await listSnapshots(files, state, 'gateway')).toHaveLength(1);
});

test('200 flipped bits and cuts, in trees, records, manifests and stored files: each is found and refused before any change', async () => {
  const below = randoms(20_260_301);
  const all = stored();
  expect(all.length).toBeGreaterThan(8);
  const missed: string[] = [];
  const hit = new Set<string>();
  for (let n = 0; n < 200; n += 1) {
    // Each file in turn, so that none is left out however the numbers fall.
    const { path, of } = all[n % all.length] as (typeof all)[number];
    const sound = readFileSync(path);
    const bit = below(sound.length * 8);
    const cut = below(4) === 0 ? below(sound.length) : n >= 190 ? sound.length - 1 : null;
    if (cut === null) {
      const flipped = Buffer.from(sound);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      writeFileSync(path, flipped);
    } else truncateSync(path, cut);
    hit.add(path);
    const what = `${path}: ${cut === null ? `bit ${bit}` : `cut at ${cut} of ${sound.length}`}`;
    if ((await damaged()).length !== 1) missed.push(`${what} was not found`);
    if (!(await refused(of))) missed.push(`${what} was not refused`);
    writeFileSync(path, sound);
  }
  expect(missed).toEqual([]);
  expect(hit.size).toBe(all.length);
  expect(await damaged()).toEqual([]);
}, 300_000);

describe('found and refused as well is', () => {
  const tree = join(root, 'trees/1.25-a');
  const snapshot = join(state, 'snapshots/gateway/1.25-a-r');
  const within = async (path: string, change: () => void, back: () => void, of: 'generation' | 'snapshot') => {
    change();
    const seen = { found: (await damaged()).length, refused: await refused(of) };
    back();
    expect(seen, path).toEqual({ found: 1, refused: true });
    expect(await damaged(), path).toEqual([]);
  };
  const gone = (path: string, of: 'generation' | 'snapshot') => {
    const [content, { mode }] = [readFileSync(path), statSync(path)];
    return within(
      path,
      () => rmSync(path),
      () => writeFileSync(path, content, { mode }),
      of,
    );
  };

  test('a file that is missing', async () => {
    await gone(join(tree, 'sbin/nginx'), 'generation');
    await gone(join(root, 'trees/1.25-a.config/site.conf'), 'generation');
    await gone(join(snapshot, 'parts/1/nginx'), 'snapshot');
    await gone(join(snapshot, 'parts/2/nginx.conf'), 'snapshot');
  });

  test.each([
    ['a file that was not there before', join(tree, 'conf/extra.conf'), 'generation'],
    ['one in the folder of the configuration', join(root, 'trees/1.25-a.config/extra.conf'), 'generation'],
    ['one in a part of a snapshot', join(snapshot, 'parts/0/extra.conf'), 'snapshot'],
    ['one beside a single file of a snapshot', join(snapshot, 'parts/2/extra.conf'), 'snapshot'],
    ['one beside the parts', join(snapshot, 'extra'), 'snapshot'],
  ] as const)('%s', (_, path, of) =>
    within(
      path,
      () => writeFileSync(path, 'x', { mode: 0o600 }),
      () => rmSync(path),
      of,
    ),
  );

  test.each([
    [join(tree, 'sbin/nginx'), 'generation'],
    [join(root, 'trees/1.25-a.config'), 'generation'],
    [join(tree, 'conf'), 'generation'],
    [join(snapshot, 'parts/2/nginx.conf'), 'snapshot'],
    [join(snapshot, 'parts/0'), 'snapshot'],
  ] as const)('another mode of %s', (path, of) => {
    const { mode } = statSync(path);
    return within(
      path,
      () => chmodSync(path, 0o777),
      () => chmodSync(path, mode),
      of,
    );
  });

  test.runIf(process.getuid?.() === 0)('another owner', () => {
    const path = join(tree, 'sbin/nginx');
    return within(
      path,
      () => chownSync(path, 33, 33),
      () => chownSync(path, 0, 0),
      'generation',
    );
  });
});

test('found is also the damage of either record of the way back, of what is protected, and what cannot be read at all', async () => {
  for (const way of ['old', 'older']) await writeLastGood(files, state, 'gateway', { way });
  expect(await damaged()).toEqual([]);
  for (const path of ['last-good/gateway.json', 'last-good/gateway.previous.json']) {
    const whole = join(state, path);
    const sound = readFileSync(whole);
    writeFileSync(whole, sound.subarray(0, sound.length - 1));
    expect(await damaged(), path).toMatchObject([{ kind: 'last-good', id: whole }]);
    writeFileSync(whole, sound);
  }
  mkdirSync(join(state, 'protected'));
  writeFileSync(join(state, 'protected/gateway.json'), '');
  expect(await damaged()).toMatchObject([{ kind: 'protections' }]);
  rmSync(join(state, 'protected'), { recursive: true });
  const pipe = join(state, 'snapshots/gateway/1.25-a-r/parts/0/pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await damaged()).toMatchObject([{ kind: 'snapshot', damage: [expect.stringContaining('fifo')] }]);
  rmSync(pipe);
});
