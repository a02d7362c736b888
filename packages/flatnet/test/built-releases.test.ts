import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posixHosts } from '@flatnet-maint/host';
import type { Recipe } from '@flatnet-maint/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ReleaseHouse, releaseHouse } from '../src/release-house.ts';
import { commit, git, gitTest } from './support/git.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'built-'));
  // Other users build here, too.
  fs.chmodSync(root, 0o755);
  fs.mkdirSync(`${root}/builds`, { mode: 0o1777 });
  fs.chmodSync(`${root}/builds`, 0o1777);
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const cache = (): readonly string[] =>
  fs.existsSync(`${root}/state/cache/cni`) ? fs.readdirSync(`${root}/state/cache/cni`).sort() : [];
const clones = () => fs.readdirSync(`${root}/builds`);

/** Says what it does, and leaves a program that tells of which commit it is. */
const script = (text: string) =>
  `#!/bin/sh -e\necho compiling\necho 1 >> "${root}/count"\nmkdir -p out\nprintf '${text}' > out/flatnet\n`;
const times = () => (fs.existsSync(`${root}/count`) ? fs.readFileSync(`${root}/count`, 'utf8').length / 2 : 0);

function recipe(change: Partial<Recipe> = {}): Recipe {
  const { source = `${root}/src` } = change;
  const usual = { version: '0.3.0', source, commit: '', command: ['./build'] as const, folder: null };
  return { ...usual, output: 'out/flatnet', limit: 20_000, as: null, ...change };
}
const house = (...recipes: readonly Recipe[]): ReleaseHouse =>
  releaseHouse(
    `${root}/state`,
    posixHosts({ ids: ['local'] }),
    async () => ({ releases: [], recipes, sources: [] }),
    (component) => component === 'cni',
    `${root}/builds`,
  );
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was not refused'),
    (error: unknown) => error as { code: string; message: string; next: string; exit: number },
  );
/** Everything below a folder: what it holds, and when it was last changed. */
const state = (folder: string) =>
  (fs.readdirSync(folder, { recursive: true }) as string[]).sort().map((path) => {
    const stat = fs.lstatSync(join(folder, path), { bigint: true });
    return [path, stat.mode, stat.mtimeNs, stat.ctimeNs];
  });

gitTest('is built of its commit alone, once, and the checkout is not touched in any way', async () => {
  const wanted = commit(`${root}/src`, { build: script('good'), 'kept.txt': 'a' });
  commit(`${root}/src`, { build: script('later') });
  // What an earlier build left, what somebody is working at, and what is newer than the index.
  commit(`${root}/src`, { '.gitignore': 'out\n' });
  fs.mkdirSync(`${root}/src/out`);
  fs.writeFileSync(`${root}/src/out/flatnet`, 'stale');
  fs.writeFileSync(`${root}/src/build`, script('dirty'));
  fs.utimesSync(`${root}/src/kept.txt`, new Date(), new Date());
  const before = state(`${root}/src`);

  const { list, fetch, wanted: asked } = house(recipe({ commit: wanted }));
  const source = `built from ${wanted.slice(0, 12)}`;
  const unbuilt = { version: '0.3.0', source, bytes: null, have: 'no', sha256: null, path: null };
  expect((await list('cni')).releases).toEqual([unbuilt]);
  const told: unknown[] = [];
  const fetched = await fetch('cni', 'latest', (at) => told.push(at));
  const digest = sha256('good');
  const path = `${root}/state/cache/cni/${digest.slice(0, 16)}-flatnet`;
  expect(fetched).toMatchObject({ version: '0.3.0', how: 'built', sha256: digest, path, bytes: 4, source });
  expect(told).toEqual([{ builds: wanted, command: './build', limit: 20_000 }]);
  expect(fs.readFileSync(path, 'utf8')).toBe('good');
  expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  expect(state(`${root}/src`)).toEqual(before);
  expect(clones()).toEqual([]);
  expect(cache()).toEqual([`${digest.slice(0, 16)}-flatnet`, expect.stringMatching(/^built-[0-9a-f]{16}\.json$/)]);
  expect(JSON.parse(fs.readFileSync(`${root}/state/cache/cni/${cache()[1]}`, 'utf8')).content).toMatchObject({
    ...{ commit: wanted, command: ['./build'], folder: null, output: 'out/flatnet', sha256: digest, bytes: 4 },
    ...{ source: `${root}/src`, built: expect.stringMatching(/^20\d\d-/) },
  });

  expect(await fetch('cni', '0.3')).toMatchObject({ how: 'before', sha256: digest });
  expect((await list('cni')).releases).toMatchObject([{ bytes: 4, have: 'verified', sha256: digest, path }]);
  const plan = await asked('cni', '0.3');
  expect((await plan.stage()).release).toMatchObject({
    ...{ path, sha256: digest, plain: true },
    holds: [{ path: 'flatnet', sha256: digest, mode: 0o755, text: 'good' }],
  });
  expect(times()).toBe(1);
});

gitTest('is built of a commit that no branch names, and of a bare repository', async () => {
  const wanted = commit(`${root}/src`, { build: script('good') });
  git(`${root}/src`, 'commit', '--quiet', '--amend', '--message', 'another');
  git(root, 'clone', '--quiet', '--bare', '--no-local', `file://${root}/src`, 'bare');
  const branch = git(`${root}/bare`, 'rev-parse', 'HEAD');
  const one = recipe({ commit: wanted });
  const other = recipe({ version: '0.4.0', source: `${root}/bare`, commit: branch });
  expect(await house(one, other).fetch('cni', '0.3')).toMatchObject({ how: 'built' });
  expect(await house(one, other).fetch('cni', '0.4')).toMatchObject({ how: 'built' });
});

gitTest('is built in its folder, with an environment that is the same for everyone', async () => {
  const keep = { ...process.env };
  Object.assign(process.env, { GIT_DIR: '/nonsense', GIT_WORK_TREE: '/nonsense', MY_TOKEN: 'secret' });
  try {
    const build = '#!/bin/sh -e\nenv > all\npwd >> all\ngit rev-parse HEAD >> all\n';
    fs.mkdirSync(`${root}/src`);
    delete process.env.GIT_DIR;
    delete process.env.GIT_WORK_TREE;
    git(`${root}/src`, 'init', '--quiet');
    const wanted = commit(`${root}/src`, { 'sub dir/build': build });
    Object.assign(process.env, { GIT_DIR: '/nonsense', GIT_WORK_TREE: '/nonsense' });
    const { path } = await house(recipe({ commit: wanted, folder: 'sub dir', output: 'all' })).fetch('cni', '0.3');
    const text = fs.readFileSync(path, 'utf8');
    expect(text).not.toMatch(/^GIT_|secret/m);
    expect(text).toMatch(/^HOME=\/./m);
    expect(text).toMatch(new RegExp(`^TMPDIR=${root}/builds/[^/]+/tmp$`, 'm'));
    expect(text).toMatch(new RegExp(`^${root}/builds/[^/]+/clone/sub dir\n${wanted}$`, 'm'));
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in keep)) delete process.env[name];
    Object.assign(process.env, keep);
  }
});

gitTest('is refused with its reason when it cannot be built, and nothing is left of the attempt', async () => {
  const files = {
    fails:
      '#!/bin/sh\necho compiling; echo "error[E0308]: mismatched types" >&2; echo "at src/main.rs:1" >&2; exit 101\n',
    idle: '#!/bin/sh\necho done\n',
    links: '#!/bin/sh\nmkdir out; ln -s /etc/passwd out/flatnet\n',
    folders: '#!/bin/sh\nmkdir -p out/flatnet\n',
    empty: '#!/bin/sh\nmkdir out; : > out/flatnet\n',
    build: script('good'),
    old: 'an old binary',
    outside: '-> /tmp',
  };
  const wanted = commit(`${root}/src`, files);
  fs.mkdirSync(`${root}/plain`);
  const cases: readonly [code: string, change: Partial<Recipe>, said: string][] = [
    ['E_BUILD_SOURCE', { source: `${root}/none` }, `${root}/none is not there`],
    ['E_BUILD_SOURCE', { source: `${root}/plain` }, 'not a git repository'],
    ['E_BUILD_COMMIT', { commit: 'ab'.repeat(20) }, 'ab'.repeat(20)],
    ['E_BUILD_FAILED', { command: ['./fails'] }, '101: error[E0308]: mismatched types | at src/main.rs:1'],
    ['E_BUILD_OUTPUT', { command: ['./idle'] }, 'left no file out/flatnet: done'],
    ['E_BUILD_OUTPUT', { command: ['./links'] }, 'left no file out/flatnet'],
    ['E_BUILD_OUTPUT', { command: ['./folders'] }, 'left no file out/flatnet'],
    ['E_ARCHIVE_EMPTY', { command: ['./empty'] }, 'is empty'],
    ['E_BUILD_OUTPUT', { output: 'old' }, 'holds old itself'],
    ['E_BUILD_FOLDER', { folder: 'none' }, 'no folder none'],
    ['E_BUILD_FOLDER', { folder: 'outside' }, 'no folder outside'],
    ['E_BUILD_FOLDER', { folder: 'old' }, 'no folder old'],
    ['E_COMMAND_ABSENT', { command: ['no-such-program'] }, 'no-such-program'],
    ['E_BUILD_USER', { as: 'no-such-user' }, 'no-such-user'],
    ['E_ARCHIVE_ENDING', { output: 'out/flatnet.7z' }, 'out/flatnet.7z'],
  ];
  for (const [code, change, said] of cases) {
    const told = await refusal(house(recipe({ commit: wanted, ...change })).fetch('cni', '0.3'));
    expect(told).toMatchObject({ code, exit: 3 });
    expect(told.message).toContain(said);
    expect([code, cache()]).toEqual([code, []]);
    expect(clones()).toEqual([]);
  }
  // A component whose releases are archives hears so before anything runs.
  expect((await refusal(house(recipe({ commit: wanted })).fetch('gateway', '0.3'))).code).toBe('E_ARCHIVE_ENDING');
  expect(times()).toBe(0);
});

gitTest('that failed is never what an earlier build made at the same place', async () => {
  const good = commit(`${root}/src`, { build: script('good') });
  const bad = commit(`${root}/src`, { build: '#!/bin/sh\nexit 1\n' });
  await house(recipe({ commit: good })).fetch('cni', '0.3');
  const kept = cache();
  const { fetch, list } = house(recipe({ commit: bad }));
  expect((await refusal(fetch('cni', '0.3'))).code).toBe('E_BUILD_FAILED');
  expect((await list('cni')).releases).toMatchObject([{ have: 'no', sha256: null }]);
  expect(cache()).toEqual(kept);
});

gitTest('that hangs is ended at its limit with all that it started, and its last words are told', async () => {
  const hangs = `#!/bin/sh\necho resolving >&2\n(setsid sleep ${nap(1)} &)\nsleep ${nap(1)}\n`;
  const wanted = commit(`${root}/src`, { build: hangs });
  const began = performance.now();
  const told = await refusal(house(recipe({ commit: wanted, limit: 400 })).fetch('cni', '0.3'));
  expect(told).toMatchObject({ code: 'E_BUILD_LIMIT', exit: 3 });
  expect(told.message).toContain('within 0.4 s and was stopped: resolving');
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(running(nap(1))).toEqual([]);
  expect(clones()).toEqual([]);
});

gitTest('that leaves a process behind has it ended', async () => {
  const wanted = commit(`${root}/src`, { build: `${script('good')}(setsid sleep ${nap(2)} >&- 2>&- &)\n` });
  expect(await house(recipe({ commit: wanted })).fetch('cni', '0.3')).toMatchObject({ how: 'built' });
  expect(running(nap(2))).toEqual([]);
});

gitTest('is built once when two ask for it at the same time, and anew when it was damaged', async () => {
  const wanted = commit(`${root}/src`, { build: `${script('good')}sleep 1\n` });
  const { fetch, list } = house(recipe({ commit: wanted }));
  const both = await Promise.allSettled([fetch('cni', '0.3'), fetch('cni', '0.3')]);
  expect(both.map((one) => (one.status === 'fulfilled' ? one.value.how : one.reason.code)).sort()).toEqual([
    'E_LOCK_HELD',
    'built',
  ]);
  expect(times()).toBe(1);
  fs.writeFileSync(`${root}/state/cache/cni/${cache()[0]}`, 'evil');
  expect((await list('cni')).releases).toMatchObject([{ have: 'damaged' }]);
  expect(await fetch('cni', '0.3')).toMatchObject({ how: 'built', sha256: sha256('good') });
  expect(times()).toBe(2);
  fs.writeFileSync(`${root}/state/cache/cni/${cache()[1]}`, '{}');
  expect((await list('cni')).releases).toMatchObject([{ have: 'no', sha256: null }]);
  expect(await fetch('cni', '0.3')).toMatchObject({ how: 'built' });
});

gitTest(
  'is built by the owner of the source, or by who is named; root builds what is root’s alone',
  async () => {
    const who = '#!/bin/sh -e\nid -un > who\nid -Gn >> who\necho $HOME $USER >> who\n';
    const wanted = commit(`${root}/src`, { build: who });
    const of = (change: Partial<Recipe>) =>
      house(recipe({ commit: wanted, output: 'who', ...change })).fetch('cni', '0.3');
    const said = async (change: Partial<Recipe>) => fs.readFileSync((await of(change)).path, 'utf8').split('\n');
    expect((await said({ command: ['/bin/sh', 'build'], as: 'nobody' }))[0]).toBe('nobody');
    expect(await said({})).toEqual(['root', expect.stringContaining('root'), '/root root', '']);
    fs.chownSync(`${root}/src`, 65534, 65534);
    const [name, groups, home] = await said({ command: ['/bin/sh', './build'] });
    expect([name, groups]).toEqual(['nobody', 'nogroup']);
    expect(home).toMatch(/ nobody$/);
    expect(await refusal(of({ command: ['sh', 'build'], as: 'root' }))).toMatchObject({
      code: 'E_BUILD_ROOT',
      exit: 3,
    });
    expect(clones()).toEqual([]);
  },
  { root: true },
);

gitTest('that was killed leaves a clone and a process, which the next one clears, whatever it builds', async () => {
  const wanted = commit(`${root}/src`, { build: `${script('good')}[ -e ${root}/quick ] || exec sleep ${nap(3)}\n` });
  const other = commit(`${root}/src`, { build: script('other') });
  const program = `${root}/killed.ts`;
  const from = (path: string) => JSON.stringify(join(import.meta.dirname, path));
  fs.writeFileSync(
    program,
    `import { posixHosts } from ${from('../../host/src/index.ts')};
import { releaseHouse } from ${from('../src/release-house.ts')};
const recipes = [${JSON.stringify(recipe({ commit: wanted }))}];
const settings = async () => ({ releases: [], recipes, sources: [] });
const hosts = posixHosts({ ids: ['local'] });
await releaseHouse('${root}/state', hosts, settings, () => true, '${root}/builds').fetch('cni', '0.3');
`,
  );
  const child = spawn(process.execPath, [program], { stdio: 'inherit' });
  for (let n = 0; n < 500 && running(nap(3)).length === 0; n += 1) await new Promise((go) => setTimeout(go, 20));
  const { fetch, list } = house(recipe({ commit: wanted }));
  expect((await refusal(fetch('cni', '0.3'))).code).toBe('E_LOCK_HELD');
  const ended = new Promise((go) => child.on('exit', go));
  child.kill('SIGKILL');
  await ended;
  expect(running(nap(3))).toHaveLength(1);
  expect(clones()).toHaveLength(1);
  expect((await list('cni')).releases).toMatchObject([{ have: 'no' }]);
  expect(await house(recipe({ commit: other })).fetch('cni', '0.3')).toMatchObject({ sha256: sha256('other') });
  expect(running(nap(3))).toEqual([]);
  expect(clones()).toEqual([]);
  fs.writeFileSync(`${root}/quick`, '');
  expect(await fetch('cni', '0.3')).toMatchObject({ how: 'built', sha256: sha256('good') });
  expect(cache().filter((name) => /lock|place|partial/.test(name))).toEqual([]);
});

test('a note that names no clone of ours has nothing removed', async () => {
  fs.mkdirSync(`${root}/state/cache/cni`, { recursive: true });
  for (const noted of [root, `${root}/builds`, `${root}/builds/flatnet-maint-build-x`, '']) {
    fs.writeFileSync(`${root}/state/cache/cni/build.place`, noted);
    await refusal(house(recipe({ source: `${root}/none` })).fetch('cni', '0.3'));
    expect(fs.existsSync(`${root}/builds`)).toBe(true);
  }
});

/** Seconds that no other program on this machine sleeps. */
const nap = (n: number) => `${n}00${process.pid}`;

/** Pids of the programs with that argument. */
function running(argument: string): readonly string[] {
  return fs.readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(argument);
    } catch {
      return false;
    }
  });
}
