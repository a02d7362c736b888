import { layTree, recordGeneration } from '@flatnet-maint/actions';
import { type Json, sha256 } from '@flatnet-maint/core';
import { actionChecks, packed, type World } from '@flatnet-maint/testkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { carrySite } from '../src/actions/carry-site.ts';
import { lex } from '../src/config/lex.ts';
import { inOrder } from './support/in-order.ts';

// A generation's record says when it was made, and worlds are compared byte by byte.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') }));
afterAll(() => void vi.useRealTimers());

/** A live tree with a site in it, and a release beside it; `config`: in the tree, or in a folder of its own, or that with a changed file. */
function site(world: World, config: 'inside' | 'own folder' | 'own folder, a file of it changed') {
  const base = world.profile === 'windows' ? 'F:\\flat net' : '/srv/flat net';
  const [home, fromTree, toTree] = [`${base}/home`, `${base}/gen/1`, `${base}/gen/2`];
  const fromConfig = config === 'inside' ? `${fromTree}/conf` : `${fromTree}.config`;
  const toConfig = config === 'inside' ? `${toTree}/conf` : `${toTree}.config`;
  const files = {
    [`${fromConfig}/nginx.conf`]: `http { include sites/*.conf; root "${home}/html"; }`,
    [`${fromConfig}/sites/a.conf`]: `server { listen 80; content_by_lua_block { dofile("${home.replaceAll('\\', '\\\\')}/lua/a.lua") } }`,
    [`${fromTree}/sbin/nginx`]: '1.0',
    [`${fromTree}/lualib/resty/core.lua`]: 'vendor 1',
    [`${fromTree}/lualib/resty/own.lua`]: 'own',
    [`${fromTree}/lualib/site.lua`]: 'own',
    [`${fromTree}/html/index.html`]: '頁',
    [`${fromTree}/lua/a.lua`]: 'own',
    [`${fromTree}/proxy_temp/1`]: 'runtime',
    [`${fromTree}/logs/error.log`]: 'runtime',
    [`${fromTree}/boot/routes.json`]: '[]',
    [`${fromTree}/drain`]: '',
  };
  for (const [path, text] of Object.entries(files)) world.file(path, text);
  world.folder(`${base}/state/generations/gateway`);
  const bytes = packed({
    'gate-2/sbin/nginx': '2.0',
    'gate-2/conf/nginx.conf': 'the welcome page of the build',
    'gate-2/conf/mime.types': 'types',
    'gate-2/html/index.html': 'welcome',
    'gate-2/lualib/resty/core.lua': 'vendor 2',
  });
  world.file(`${base}/gate-2.tar.gz`, bytes);
  const release = { component: 'gateway', version: '2.0', path: `${base}/gate-2.tar.gz`, sha256: sha256(bytes) };
  const id = { id: '2.0-run', version: '2.0' };
  const moves = [home, fromTree].map((from) => ({ from, to: toTree }));
  const record = { ...id, component: 'gateway', tree: toTree, digest: '', made: '', parts: { config: null } };
  const text = `server { listen 81; content_by_lua_block { dofile("${home}/lua/a.lua") } }`;
  if (config.endsWith('changed')) world.file(`${base}/new/sites/a.conf`, text);
  const changed = config.endsWith('changed')
    ? { changed: { folder: `${base}/new`, files: [{ path: 'sites/a.conf', sha256: sha256(text), mode: 0o640 }] } }
    : {};
  return [
    { release, into: toTree, drain: 0 },
    { fromTree, toTree, fromConfig, toConfig, mainConfig: 'nginx.conf', moves, generation: id, ...changed },
    { state: `${base}/state`, generation: record },
  ] as const;
}

const parts = inOrder('a release becomes a generation', [layTree, carrySite, recordGeneration]);

test('carrying a site needs no posix', () => expect(carrySite.posixOnly).toBeUndefined());

for (const [config, profile] of [
  ['inside', 'windows'],
  ['own folder', 'posix'],
  ['own folder, a file of it changed', 'posix'],
] as const)
  describe(`a release becomes a generation, its configuration ${config}, on ${profile}`, () => {
    const of = { profiles: [profile], setUp: (world: World) => site(world, config), after: isCarried };
    // Killed twice: each of the three on its own, elsewhere; all of them together would take too long here.
    for (const { title, run } of actionChecks(parts, of, profile))
      if (!title.startsWith('killed while doing and again')) test(title, run);
  });

function isCarried(world: World, args: readonly Json[]): void {
  const { toTree, toConfig } = args[1] as ReturnType<typeof site>[1];
  const text = (path: string) => world.text(path);
  expect(text(`${toTree}/sbin/nginx`)).toBe('2.0');
  expect(text(`${toTree}/lualib/resty/core.lua`)).toBe('vendor 2');
  expect([`resty/own`, 'site'].map((name) => text(`${toTree}/lualib/${name}.lua`))).toEqual(['own', 'own']);
  expect(text(`${toTree}/html/index.html`)).toBe('頁');
  expect(lex(text(`${toConfig}/nginx.conf`) ?? '').map(({ value }) => value)).toContain(`${toTree}/html`);
  expect(text(`${toConfig}/sites/a.conf`)).toContain('/gen/2/lua/a.lua');
  const { changed } = args[1] as { readonly changed?: unknown };
  expect(text(`${toConfig}/sites/a.conf`)).toContain(changed === undefined ? 'listen 80;' : 'listen 81;');
  for (const name of ['proxy_temp/1', 'logs/error.log', 'boot/routes.json', 'drain'])
    expect(text(`${toTree}/${name}`)).toBeNull();
}
