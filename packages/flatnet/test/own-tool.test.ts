import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posixHosts } from '@flatnet-maint/host';
import { expect, onTestFinished, test } from 'vitest';
import { deadManOf } from '../src/compose.ts';
import { installSelf, pinnedCopy, pinnedTool } from '../src/own-tool.ts';

const hosts = posixHosts({ ids: ['local'] });

/** A folder standing for npx's cache, in which `node` is a script that says the version; and a state folder. */
function scene() {
  const root = fs.mkdtempSync(join(tmpdir(), 'own-tool-'));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  const state = join(root, 'state');
  const tool = (version: string, said = version) => {
    const folder = join(root, `npx-${version}/node_modules/flatnet-maint`);
    fs.mkdirSync(join(folder, 'dist'), { recursive: true });
    fs.writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'flatnet-maint', version, files: ['dist'] }));
    fs.writeFileSync(join(folder, 'dist/main.js'), `// ${version}`);
    const node = join(root, `npx-${version}/node`);
    fs.writeFileSync(node, `#!/bin/sh\necho ${said}\n`, { mode: 0o755 });
    return { version, node, cli: join(folder, 'dist/main.js') };
  };
  return { root, state, tool };
}

test('the dead-man is started from the copy in the state folder, which stays when the package is gone', async () => {
  const { root, state, tool } = scene();
  const one = tool('1.0.0');
  expect(await pinnedTool(hosts, state, one)).toEqual(one);
  expect(await pinnedCopy(hosts, state, one)).toBe(null);
  const installed = await installSelf(hosts, state, one);
  expect(installed).toMatchObject({ how: 'made', removed: [], launcher: `${state}/bin/flatnet-maint` });
  fs.rmSync(join(root, 'npx-1.0.0'), { recursive: true });
  const guard = await pinnedTool(hosts, state, one);
  expect(deadManOf(guard, state).argv.slice(0, 2)).toEqual([installed.node, installed.cli]);
  for (const path of [installed.node, installed.cli]) expect(fs.existsSync(path)).toBe(true);
  expect(await pinnedCopy(hosts, state, one)).toMatchObject({ launcher: installed.launcher, version: '1.0.0' });
  expect(fs.existsSync(join(state, 'tool.lock'))).toBe(false);
});

test('a copy that is damaged, of another version, or behind a checkout is not what a dead-man is started from', async () => {
  const { state, tool } = scene();
  const [one, two] = [tool('1.0.0'), tool('2.0.0')];
  const { node, cli } = await installSelf(hosts, state, one);
  expect(await pinnedTool(hosts, state, two)).toEqual(two);
  // A bit that turned leaves length, mode and time as they were.
  const sound = fs.readFileSync(cli, 'utf8');
  fs.writeFileSync(cli, sound.replace('/', '0'));
  expect(await pinnedTool(hosts, state, one)).toEqual(one);
  expect(await pinnedCopy(hosts, state, one)).toBe(null);
  fs.writeFileSync(cli, sound);
  expect((await pinnedTool(hosts, state, one)).cli).toBe(cli);
  const checkout = { ...one, cli: '/src/packages/cli/src/main.ts' };
  expect(await pinnedTool(hosts, state, checkout)).toEqual(checkout);
  fs.appendFileSync(node, 'x');
  expect(await pinnedTool(hosts, state, one)).toEqual(one);
  expect((await installSelf(hosts, state, one)).how).toBe('repaired');
  expect((await pinnedTool(hosts, state, one)).node).toBe(node);
});

test('from a checkout, or from what is no package of this tool, nothing is installed', async () => {
  const { root, state, tool } = scene();
  const other = tool('1.0.0');
  fs.writeFileSync(join(root, 'npx-1.0.0/node_modules/flatnet-maint/package.json'), '{"name":"other","files":[]}');
  for (const from of [{ ...other, cli: join(import.meta.dirname, '../../cli/src/main.ts') }, other]) {
    await expect(installSelf(hosts, state, from)).rejects.toMatchObject({ code: 'E_INSTALL_SOURCE', exit: 3 });
    expect(fs.existsSync(state)).toBe(false);
  }
});

test('a copy that says another version than it should is not kept', async () => {
  const { state, tool } = scene();
  await expect(installSelf(hosts, state, tool('1.0.0', '0.9.0'))).rejects.toMatchObject({
    code: 'E_INSTALL_RUN',
    message: expect.stringContaining('0.9.0'),
  });
  expect(fs.readdirSync(join(state, 'tool'))).toEqual([]);
});

test('an older copy stays while the open run or a watcher names it', async () => {
  const { state, tool } = scene();
  const first = await installSelf(hosts, state, tool('1.0.0'));
  const second = await installSelf(hosts, state, tool('2.0.0'));
  fs.mkdirSync(join(state, 'open'));
  fs.mkdirSync(join(state, 'runs/r1'), { recursive: true });
  fs.writeFileSync(join(state, 'open/run'), 'r1\n');
  fs.writeFileSync(join(state, 'runs/r1/journal.jsonl'), JSON.stringify({ argv: [first.node] }));
  fs.writeFileSync(join(state, 'dead-man.json'), JSON.stringify({ argv: [second.node] }));
  await installSelf(hosts, state, tool('3.0.0'));
  expect((await installSelf(hosts, state, tool('4.0.0'))).removed).toEqual([]);
  fs.rmSync(join(state, 'dead-man.json'));
  expect((await installSelf(hosts, state, tool('4.0.0'))).removed).toEqual([second.folder.split('/').at(-1)]);
  fs.rmSync(join(state, 'open/run'));
  expect((await installSelf(hosts, state, tool('4.0.0'))).removed).toEqual([first.folder.split('/').at(-1)]);
});
