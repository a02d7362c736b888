import { appendFileSync, chownSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  ask,
  lookAt,
  type Machine,
  maint,
  type PracticeGateway,
  practiceGateway,
  versionServed,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';
import { differences, treeOf } from './seen.ts';

const hostile = `/var/lib/state "q" it's $(touch /tmp/pwned) 日本`;
const cases = [
  { layout: 'tree', home: 'pointer', root: '/srv/flatnet', state: '/var/lib/flatnet-maint' },
  { layout: 'tree', home: 'directory', root: `/srv/フラット "net" it's`, state: hostile },
  // The site lies behind a link of a parent folder: programs show another path than the site file names.
  { layout: 'config', home: 'pointer', root: '/srv/behind/flatnet', state: '/srv/behind/state' },
  { layout: 'config', home: 'directory', root: `/srv/設定 'x' "y" z`, state: `${hostile} 2` },
] as const;

for (const { layout, home, root, state } of cases)
  machineTest(
    `layout ${layout}, from a ${home}: up, back, forth by --to, and back in an emergency`,
    async (up) => {
      const machine = await up.machine();
      const [older, newer] = [up.parts.older.version, up.parts.newer.version];
      mkdirSync(machine.path('/srv/real'), { recursive: true });
      symlinkSync('/srv/real', machine.path('/srv/behind'));
      const name = `${layout}, ${home}`;
      const gateway = await practiceGateway(machine, { layout, home, root });
      layExtras(machine, gateway);
      await gateway.start();
      await gateway.startContainer();
      const siteFile = await hostileSite(machine, gateway);
      const before = treeOf(machine, gateway.tree);
      const configBefore = treeOf(machine, `${root}/config`);
      const options = ['--site', siteFile, '--state', state, '--soak', '500ms', '--yes'];
      const serves = async (command: readonly string[], wanted: string) => {
        const end = await maint(machine, command);
        expect(end.document.error, `${name}: ${command.join(' ')}`).toBeUndefined();
        expect({ code: end.code, outcome: end.document.outcome, left: end.document.leftovers }).toEqual({
          code: 0,
          outcome: 'committed',
          left: [],
        });
        // A worker that finishes what it has is no failure of the version that serves.
        let seen = await lookAt(machine, root, state);
        for (let tries = 0; seen.leftovers.length > 0 && tries < 20; tries += 1) {
          await sleep(300);
          seen = await lookAt(machine, root, state);
        }
        expect({ ...versionServed(seen, [older, newer]), left: seen.leftovers, routes: seen.routes }, name).toEqual({
          version: wanted,
          why: [],
          left: [],
          routes: ['"name":"app"'],
        });
        return seen;
      };

      const upgraded = await serves(['upgrade', 'gateway', '--to', '1.26', ...options], newer);
      const tree = upgraded.home as string;
      carried(machine, tree, before, layout);
      if (home === 'directory') kept(machine, root, older, before, '');
      if (layout === 'config') {
        kept(machine, root, older, configBefore, '.config');
        // What is written into the new generation's copy, and nowhere else, is what a new process reads.
        appendMark(machine, `${tree}.config/nginx.conf`);
      }
      await serves(['rollback', 'gateway', ...options], older);
      if (layout === 'config') expect((await ask(machine, 'http://127.0.0.1/mark')).status, name).toBe(404);
      await serves(['rollback', 'gateway', '--to', '1.26', ...options], newer);
      if (layout === 'config') expect((await ask(machine, 'http://127.0.0.1/mark')).body, name).toBe('new copy');
      await serves(['rollback', 'gateway', '--emergency', '--state', state, '--yes'], older);
      if (layout === 'config') expect((await ask(machine, 'http://127.0.0.1/mark')).status, name).toBe(404);
      if (home === 'directory') kept(machine, root, older, before, '');
      expect((await machine.exec(['find', '/', '-xdev', '-name', 'pwned', '-type', 'f'])).stdout).toBe('');
    },
    200_000,
    { sideBySide: true },
  );

/** What only a site has: keys with an owner and a mode of their own, odd names, links, Lua beside the vendor's. */
function layExtras(machine: Machine, { tree }: PracticeGateway): void {
  const at = (path: string) => machine.path(`${tree}/${path}`);
  mkdirSync(at('ssl'), { mode: 0o700 });
  writeFileSync(at('ssl/site.key'), 'key', { mode: 0o600 });
  chownSync(at('ssl/site.key'), 33, 33);
  writeFileSync(at('html/頁 "x".html'), 'page');
  writeFileSync(at('html/.hidden'), 'hidden');
  symlinkSync('html', at('pages'));
  symlinkSync('index.html', at('html/start.html'));
  writeFileSync(at('lualib/resty/site_http.lua'), 'return { own = true }\n');
  // An edit in place of what the build brings: the plan says that it stays behind.
  appendFileSync(at('lualib/resty/core.lua'), '\n-- edited in place\n');
}

function carried(machine: Machine, tree: string, before: Record<string, string>, layout: string): void {
  const now = treeOf(machine, tree);
  const own = ['/ssl', '/ssl/site.key', '/html/頁 "x".html', '/html/.hidden', '/html/index.html', '/html/start.html'];
  const rest = ['/pages', '/lualib/resty/site_http.lua', '/lualib/flatnet/registry.lua', '/conf/mime.types'];
  const pick = (all: Record<string, string>) => Object.fromEntries([...own, ...rest].map((name) => [name, all[name]]));
  expect(pick(now)).toEqual(pick(before));
  expect(now['/ssl/site.key']).toMatch(/^file 600 33:33/);
  expect(Object.keys(now).filter((name) => /conf\/conf|html\/html|lualib\/lualib|ssl\/ssl/.test(name))).toEqual([]);
  // Vendor Lua is the new build's, byte for byte.
  const vendor = `${machine.parts.newer.folder}/lualib`;
  const same = (name: string) =>
    expect(readFileSync(machine.path(`${tree}/lualib/${name}`)).equals(readFileSync(`${vendor}/${name}`)), name).toBe(
      true,
    );
  for (const name of readdirSync(vendor, { recursive: true, encoding: 'utf8' }))
    if (/\.(lua|so)$/.test(name)) same(name);
  if (layout === 'config') expect(Object.keys(now)).not.toContain('/conf/flatnet-drain.conf');
}

/** The plain folder lies among the generations, with everything that was in it. */
function kept(machine: Machine, root: string, older: string, before: Record<string, string>, suffix: string): void {
  const folder = `${root}/generations/gateway`;
  const name = readdirSync(machine.path(folder)).find(
    (one) => one.startsWith(`${older}-`) && one.endsWith('.config') === (suffix !== ''),
  );
  const ours = /^\/(boot|rehearsed\.json|logs)/;
  expect(differences(before, treeOf(machine, `${folder}/${name}`)).filter((line) => !ours.test(line))).toEqual([]);
}

function appendMark(machine: Machine, config: string): void {
  const file = machine.path(config);
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace('location = /build', "location = /mark { return 200 'new copy'; }\n        location = /build"),
  );
}

/** The slash makes folders of it: as a path it is as good as any. Archives and the site file under names that a shell would trip over. */
async function hostileSite(machine: Machine, gateway: PracticeGateway): Promise<string> {
  const folder = `${gateway.root}/$(touch /tmp/pwned) 'r' "1" 版`;
  mkdirSync(machine.path(folder), { recursive: true });
  let text = readFileSync(machine.path(gateway.siteFile), 'utf8');
  for (const { path } of gateway.releases) {
    const next = `${folder}/"; touch pwned; ${path.split('/').at(-1)}`;
    await machine.exec(['mv', path, next]);
    text = text
      .replace(JSON.stringify(path), JSON.stringify(next))
      .replace(`path: ${path},`, `path: ${JSON.stringify(next)},`);
  }
  const siteFile = `${folder}/site & more.yaml`;
  writeFileSync(machine.path(siteFile), text);
  return siteFile;
}
