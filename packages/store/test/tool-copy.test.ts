import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeLauncher } from '../src/launcher.ts';
import { currentTool, layTool, pruneTools, type ToolCopy, type ToolSource } from '../src/tool-copy.ts';
import { type Disk, disk, lay } from './disk-files.ts';

const runs = async (): Promise<void> => {};
const forever = Number.POSITIVE_INFINITY;

/** A package of a version, whose Node is a script that says what it was started with. */
function source({ root }: Disk, version: string, more: Readonly<Record<string, string>> = {}): ToolSource {
  const folder = lay(`${root}/npx-${version}/flatnet-maint`, {
    'package.json': `{"version":"${version}"}`,
    'dist/main.js': `main ${version}`,
    'dist/chunk.js': 'chunk',
    'help/en.json': '{}',
    'node_modules/not-ours/index.js': 'x',
    ...more,
  });
  lay(`${root}/npx-${version}`, { node: '#!/bin/sh\nprintf "%s|" "$0" "$@"; printf "%s" "$FLATNET_MAINT_STATE"\n' });
  fs.chmodSync(`${root}/npx-${version}/node`, 0o755);
  return { version, node: `${root}/npx-${version}/node`, folder, names: ['dist', 'help', 'package.json', 'LICENSE'] };
}
const stateOf = ({ root }: Disk) => `${root}/state`;

/** A whole copy says the same everywhere; what it says is its version. */
function versionOf(at: Disk): string | null {
  const folder = `${stateOf(at)}/tool/current`;
  if (!fs.existsSync(folder)) return null;
  const main = fs.readFileSync(`${folder}/flatnet-maint/dist/main.js`, 'utf8');
  const version = main.replace('main ', '');
  expect(fs.readFileSync(`${folder}/flatnet-maint/package.json`, 'utf8')).toBe(`{"version":"${version}"}`);
  expect(fs.readFileSync(`${folder}/flatnet-maint/dist/chunk.js`, 'utf8')).toBe('chunk');
  expect(fs.statSync(`${folder}/node`).mode & 0o777).toBe(0o755);
  expect(JSON.parse(fs.readFileSync(`${folder}/manifest.json`, 'utf8')).content).toMatchObject({ version });
  return version;
}

describe('a copy of the tool', () => {
  test('has its own Node and what belongs to the package, no more, and is closed to others', async () => {
    const at = disk('tool');
    const made = await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
    expect(made).toMatchObject({ how: 'made', version: '1.0.0', name: expect.stringMatching(/^1\.0\.0-[0-9a-f]{8}$/) });
    expect(at.paths(made.folder)).toEqual([
      'flatnet-maint',
      'flatnet-maint/dist',
      'flatnet-maint/dist/chunk.js',
      'flatnet-maint/dist/main.js',
      'flatnet-maint/help',
      'flatnet-maint/help/en.json',
      'flatnet-maint/package.json',
      'manifest.json',
      'node',
    ]);
    expect(fs.readlinkSync(`${stateOf(at)}/tool/current`)).toBe(made.name);
    expect(fs.statSync(`${stateOf(at)}/tool`).mode & 0o777).toBe(0o700);
    expect(await currentTool(at.files, stateOf(at), '1.0.0')).toMatchObject({ node: made.node, cli: made.cli });
    expect(await currentTool(at.files, stateOf(at), '1.0.1')).toBe(null);
  });

  test('that is sound stays untouched, and one that is not is mended byte for byte', async () => {
    const at = disk('tool');
    const from = source(at, '1.0.0');
    const { folder } = await layTool(at.files, stateOf(at), from, runs);
    const before = at.changes();
    expect((await layTool(at.files, stateOf(at), from, runs)).how).toBe('sound');
    // The folder of all copies, the copy's own, its pointer: asked for, and as they are.
    expect(at.changes() - before).toBe(1);
    const foreign = `${at.root}/foreign`;
    fs.writeFileSync(foreign, 'of somebody else');
    const damages: readonly (() => void)[] = [
      () => fs.writeFileSync(`${folder}/node`, fs.readFileSync(`${folder}/node`).fill('x', 3, 4)),
      () => fs.rmSync(`${folder}/flatnet-maint/dist/chunk.js`),
      () => fs.chmodSync(`${folder}/node`, 0o644),
      () => fs.writeFileSync(`${folder}/flatnet-maint/stranger`, ''),
      () => fs.writeFileSync(`${folder}/manifest.json`, '{'),
      () => {
        fs.rmSync(`${folder}/flatnet-maint/help/en.json`);
        fs.mkdirSync(`${folder}/flatnet-maint/help/en.json/in-the-way`, { recursive: true });
      },
      () => {
        fs.rmSync(`${folder}/flatnet-maint/help/en.json`);
        fs.symlinkSync(foreign, `${folder}/flatnet-maint/help/en.json`);
      },
    ];
    const sound = at.paths(folder);
    for (const [index, damage] of damages.entries()) {
      damage();
      expect({ index, how: (await layTool(at.files, stateOf(at), from, runs)).how }).toEqual({
        index,
        how: 'repaired',
      });
      expect(at.paths(folder)).toEqual(sound);
      expect(versionOf(at)).toBe('1.0.0');
      expect((await layTool(at.files, stateOf(at), from, runs)).how).toBe('sound');
    }
    expect(fs.readFileSync(foreign, 'utf8')).toBe('of somebody else');
  });

  test('is not the current one for a quick look when it is cut short, or points elsewhere', async () => {
    const at = disk('tool');
    const { folder, name } = await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
    const now = () => currentTool(at.files, stateOf(at), '1.0.0');
    const chunk = `${folder}/flatnet-maint/dist/chunk.js`;
    fs.writeFileSync(chunk, 'chun');
    expect(await now()).toBe(null);
    fs.writeFileSync(chunk, 'chunk');
    expect(await now()).not.toBe(null);
    for (const to of ['../tool', `../tool/${name}`, '.', '..']) {
      fs.rmSync(`${stateOf(at)}/tool/current`);
      fs.symlinkSync(to, `${stateOf(at)}/tool/current`);
      expect(await now()).toBe(null);
    }
  });

  test('that does not run is told and leaves nothing, and the one before stays current', async () => {
    const at = disk('tool');
    await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
    const before = at.paths(`${stateOf(at)}/tool`);
    const asked: ToolCopy[] = [];
    const refuses = async (copy: ToolCopy) => {
      asked.push(copy);
      expect(fs.existsSync(copy.cli)).toBe(true);
      throw new Error('it does not run');
    };
    await expect(layTool(at.files, stateOf(at), source(at, '2.0.0'), refuses)).rejects.toThrow('it does not run');
    expect(asked).toHaveLength(1);
    expect(at.paths(`${stateOf(at)}/tool`)).toEqual(before);
    expect(versionOf(at)).toBe('1.0.0');
  });

  test('killed before any change there is the old one or the new one, whole, and the next call makes the new one', async () => {
    for (let n = 1; ; n += 1) {
      const at = disk('tool');
      await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
      const from = source(at, '2.0.0');
      at.diesAt(n);
      const ended = await layTool(at.files, stateOf(at), from, runs).then(
        () => true,
        () => false,
      );
      at.diesAt(forever);
      expect(versionOf(at)).toBe(ended ? '2.0.0' : '1.0.0');
      await layTool(at.files, stateOf(at), from, runs);
      expect(versionOf(at)).toBe('2.0.0');
      if (ended) return expect(n).toBeGreaterThan(8);
    }
  });

  test('killed while it is mended, what was right before still is', async () => {
    for (let n = 1; ; n += 1) {
      const at = disk('tool');
      const from = source(at, '1.0.0');
      const { folder } = await layTool(at.files, stateOf(at), from, runs);
      fs.writeFileSync(`${folder}/flatnet-maint/help/en.json`, 'damaged');
      at.diesAt(n);
      const ended = await layTool(at.files, stateOf(at), from, runs).then(
        () => true,
        () => false,
      );
      at.diesAt(forever);
      expect(versionOf(at)).toBe('1.0.0');
      if (ended) return expect(n).toBeGreaterThan(1);
    }
  });

  test('a full disk at any change leaves the old one current, and nothing half made', async () => {
    for (let n = 1; ; n += 1) {
      const at = disk('tool');
      await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
      const from = source(at, '2.0.0');
      at.fullAt(n);
      const ended = await layTool(at.files, stateOf(at), from, runs).then(
        () => true,
        (error: NodeJS.ErrnoException) => expect(error.code).toBe('ENOSPC') === undefined && false,
      );
      if (ended) return expect(n).toBeGreaterThan(8);
      expect(versionOf(at)).toBe('1.0.0');
      expect(at.paths(`${stateOf(at)}/tool`).filter((path) => path.includes('.partial'))).toEqual([]);
      expect(await layTool(at.files, stateOf(at), from, runs)).toMatchObject({ version: '2.0.0' });
    }
  });

  test('is refused where there is no room for it, before anything is written', async () => {
    const at = disk('tool');
    const files = { ...at.files, free: async () => 1_000 };
    await expect(layTool(files, stateOf(at), source(at, '1.0.0'), runs)).rejects.toMatchObject({
      code: 'E_INSTALL_SPACE',
      exit: 3,
    });
    expect(at.paths(`${stateOf(at)}/tool`)).toEqual([]);
  });

  test('verifies itself when it is run, and does not make a damaged one of itself', async () => {
    const at = disk('tool');
    const { node, folder, cli } = await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
    const own = { ...source(at, '1.0.0'), node, folder: join(cli, '../..') };
    expect((await layTool(at.files, stateOf(at), own, runs)).how).toBe('sound');
    fs.writeFileSync(`${folder}/flatnet-maint/dist/chunk.js`, 'other');
    const before = at.paths(stateOf(at));
    await expect(layTool(at.files, stateOf(at), own, runs)).rejects.toMatchObject({ code: 'E_INSTALL_DAMAGED' });
    expect(at.paths(stateOf(at))).toEqual(before);
  });
});

describe('older copies', () => {
  async function four() {
    const at = disk('tool');
    const names: string[] = [];
    for (const version of ['1.0.0', '2.0.0', '3.0.0', '4.0.0']) {
      names.push((await layTool(at.files, stateOf(at), source(at, version), runs)).name);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const left = () => at.paths(`${stateOf(at)}/tool`).filter((path) => /^[^/]+$/.test(path) && path !== 'current');
    return { at, names, left };
  }

  test('but the newest two go, and what a death left half made', async () => {
    const { at, names, left } = await four();
    for (const name of ['5.0.0-aaaaaaaa.partial', '0.9.0-bbbbbbbb.removing'])
      fs.mkdirSync(`${stateOf(at)}/tool/${name}`);
    fs.mkdirSync(`${stateOf(at)}/tool/somebodys`);
    expect(await pruneTools(at.files, stateOf(at), () => false)).toEqual([names[1], names[0]]);
    expect(left()).toEqual([names[2], names[3], 'somebodys']);
  });

  test('stay while something names them, and the current one whatever its age is', async () => {
    const { at, names, left } = await four();
    await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
    const isNamed = (folder: string) => folder === `${stateOf(at)}/tool/${names[1]}`;
    expect(await pruneTools(at.files, stateOf(at), isNamed)).toEqual([names[2]]);
    expect(left()).toEqual([names[0], names[1], names[3]]);
  });

  test('that are removed are never half there under a whole name', async () => {
    for (let n = 1; ; n += 1) {
      const { at, names } = await four();
      at.diesAt(n);
      const ended = await pruneTools(at.files, stateOf(at), () => false).then(
        () => true,
        () => false,
      );
      at.diesAt(forever);
      for (const name of names)
        if (fs.existsSync(`${stateOf(at)}/tool/${name}`))
          expect(fs.existsSync(`${stateOf(at)}/tool/${name}/flatnet-maint/dist/chunk.js`)).toBe(true);
      expect(versionOf(at)).toBe('4.0.0');
      if (ended) return expect(n).toBeGreaterThan(3);
    }
  });
});

describe('the launcher', () => {
  test('starts the current copy from an empty environment, with its arguments as they were typed', async () => {
    const at = disk("tool 'quoted' $HOME");
    await layTool(at.files, stateOf(at), source(at, '1.0.0'), runs);
    const launcher = await writeLauncher(at.files, stateOf(at), true);
    expect(launcher).toBe(`${stateOf(at)}/bin/flatnet-maint`);
    expect(fs.statSync(launcher).mode & 0o777).toBe(0o755);
    const start = (env: Record<string, string>) => execFileSync(launcher, ['a b', '$x', "it's"], { env }).toString();
    const current = `${stateOf(at)}/tool/current`;
    const words = `${current}/node|${current}/flatnet-maint/dist/main.js|a b|$x|it's|`;
    expect(start({})).toBe(words);
    await writeLauncher(at.files, stateOf(at), false);
    expect(start({})).toBe(`${words}${stateOf(at)}`);
  });

  test('is written once, and anew when it is not what it should be', async () => {
    const at = disk('tool');
    const launcher = await writeLauncher(at.files, stateOf(at), true);
    const before = at.changes();
    await writeLauncher(at.files, stateOf(at), true);
    expect(at.changes()).toBe(before);
    fs.chmodSync(launcher, 0o644);
    await writeLauncher(at.files, stateOf(at), true);
    expect(fs.statSync(launcher).mode & 0o777).toBe(0o755);
  });
});
