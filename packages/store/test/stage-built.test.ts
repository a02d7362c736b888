import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Argv, type Locks, type Output, sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import type { BuildHost } from '../src/build-release.ts';
import { type Builds, offersOf, type Ports, type Recipe, stageBuilt } from '../src/index.ts';
import { type Disk, disk } from './disk-files.ts';

const locks: Locks = { hold: (_path, work) => work() };
const none = () => Promise.reject(new Error('nothing is downloaded'));

/** Runs what the test's own git stands for: a clone is a copy, and the only commit is what lies in the source. */
const runIn =
  ({ root }: Disk) =>
  async (argv: Argv, how: { cwd?: string; env?: Readonly<Record<string, string>> } = {}): Promise<Output> => {
    const bin = `${root}/bin:${how.env?.PATH ?? '/usr/bin:/bin'}`;
    const ended = spawnSync(argv[0], argv.slice(1), {
      cwd: how.cwd ?? '/',
      env: { ...how.env, PATH: bin },
      encoding: 'utf8',
    });
    const { status: code, stdout, stderr } = ended;
    return { code, stdout, stderr, signal: null, cut: false, took: 1 };
  };
const fakeGit = `#!/bin/sh -e
while [ $# -gt 0 ]; do case $1 in clone) for to; do from=$last; last=$to; done; cp -R "$from" "$to"; exit;; esac; shift; done
`;

interface Scene {
  readonly disk: Disk;
  readonly ports: Ports & { readonly builds: Builds };
  readonly recipe: Recipe;
  readonly cache: string;
}
function scene(): Scene {
  const here = disk('built');
  const { root, files } = here;
  for (const folder of ['bin', 'src', 'builds', 'cache']) mkdirSync(`${root}/${folder}`);
  writeFileSync(`${root}/bin/git`, fakeGit);
  writeFileSync(`${root}/src/build`, '#!/bin/sh\nprintf good > flatnet\n');
  for (const program of ['bin/git', 'src/build']) chmodSync(`${root}/${program}`, 0o755);
  const run = runIn(here);
  const builds: Builds = {
    ...{ folder: `${root}/builds`, uid: process.getuid?.() ?? 0 },
    lend: (_mark, _limit, work) => work({ run, query: run, files } as BuildHost),
    endLeft: async () => undefined,
  };
  const recipe: Recipe = {
    ...{ version: '0.3.0', source: `${root}/src`, commit: 'ab'.repeat(20), command: ['./build'], folder: null },
    ...{ output: 'flatnet', limit: 20_000, as: null },
  };
  const ports = { files, locks, downloads: { read: none, fetch: none }, builds };
  return { disk: here, ports, recipe, cache: `${root}/cache` };
}
async function stage({ ports, recipe, cache }: Scene) {
  const [offer] = (await offersOf(ports, [{ kind: 'site', releases: [], recipes: [recipe] }], cache)).offers;
  return stageBuilt(ports, { ...offer!, recipe, plain: true }, cache);
}
const digest = sha256('good');

test('killed before any change, a build is done by the next one, and half of one is never taken for it', async () => {
  for (let n = 1; ; n += 1) {
    const at = scene();
    at.disk.diesAt(n);
    const ended = await stage(at).then(
      () => true,
      () => false,
    );
    at.disk.diesAt(Number.POSITIVE_INFINITY);
    const { path, sha256: got } = await stage(at);
    expect([got, readFileSync(path, 'utf8')]).toEqual([digest, 'good']);
    if (!ended) {
      const kept = at.disk.paths(at.cache).map((name) => name.replace(/^built-[0-9a-f]{16}/, 'built'));
      expect(kept).toEqual([`${digest.slice(0, 16)}-flatnet`, 'built.json']);
      expect(at.disk.paths(`${at.disk.root}/builds`)).toEqual([]);
      continue;
    }
    expect(n).toBeGreaterThan(8);
    return;
  }
});

test('a full disk at any change is refused, leaves no clone, and the next build succeeds', async () => {
  for (let n = 1; ; n += 1) {
    const at = scene();
    at.disk.fullAt(n);
    const ended = await stage(at).then(
      () => true,
      () => false,
    );
    if (ended) return expect(n).toBeGreaterThan(8);
    expect(await stage(at)).toMatchObject({ sha256: digest });
    expect(at.disk.paths(`${at.disk.root}/builds`)).toEqual([]);
  }
});

test('the same commit built in another way is another build', async () => {
  const at = scene();
  await stage(at);
  writeFileSync(`${at.disk.root}/src/other`, '#!/bin/sh\nprintf other > flatnet\n');
  execFileSync('chmod', ['+x', `${at.disk.root}/src/other`]);
  const other = { ...at, recipe: { ...at.recipe, command: ['./other'] as const } };
  expect(await stage(other)).toMatchObject({ how: 'built', sha256: sha256('other') });
  expect(await stage({ ...at, recipe: { ...at.recipe, limit: 1, as: 'root', version: '0.3.1' } })).toMatchObject({
    how: 'before',
    sha256: digest,
  });
});
