import { type ConfigWanted, sha256 } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { layConfig } from '../src/actions/lay-config.ts';
import { gateway } from '../src/index.ts';
import { facts, run } from './support/facts.ts';
import { show } from './support/show.ts';

const wanted = (files: Readonly<Record<string, string>>): ConfigWanted => ({
  folder: '/etc/new',
  files: Object.entries(files).map(([path, text]) => ({
    ...{ path, sha256: sha256(text), bytes: text.length, mode: 0o644, text },
  })),
});
const configure = (files: Readonly<Record<string, string>>, how: Parameters<typeof facts>[0] = {}) => {
  const change = gateway.configure?.(facts(how), wanted(files), run);
  if (change === undefined) throw new Error('the gateway has a configuration');
  return change;
};

test('new configuration is a generation of the same program, made live as every other one is', () => {
  const change = configure({ 'conf.d/a.conf': 'server { listen 81; }' });
  expect(show(change.prepare)).toMatchInlineSnapshot(`
    "
    adopt-tree: copy the live tree /srv/gen/1.25.3.2-a to /srv/gen/1.25.3.2-r1; it serves on as it is  120 s ↺ 330 s
    gateway-carry-site: carry configuration, pages and Lua, then put the new configuration in their place  60 s ↺ 30 s
    ? nginx -t by 1.25.3.2 on the configuration it will run  9 s
    gateway-rehearse: start 1.25.3.2 on private ports, ask it everything, stop it  40 s ↺ 15 s
    record-generation: record generation 1.25.3.2-r1  30 s ↺ 10 s"
  `);
  expect(change.to).toMatchObject({ id: '1.25.3.2-r1', version: '1.25.3.2', tree: '/srv/gen/1.25.3.2-r1' });
  const upgraded = gateway.rollback(facts(), change.to, run);
  expect(change.cutover).toEqual(upgraded.cutover);
  expect(change.cleanup).toEqual(upgraded.cleanup);
  expect(change.expects.notes).toEqual([
    '1 files change, in a generation of its own: conf.d/a.conf; the live tree is not written to',
  ]);
});

test('what it names of an earlier generation, it names of the new one', () => {
  const text = 'root /srv/gen/1.22.0-old/html; include /srv/gen/1.22.0-old.config/a.conf;';
  const own = { configFolder: '/etc/flatnet', configPointer: true, configTree: '/srv/gen/1.25.3.2-a.config' };
  const [, carry] = configure({ 'a.conf': text }, own).prepare;
  expect(carry).toMatchObject({
    args: {
      moves: expect.arrayContaining([
        { from: '/srv/gen/1.22.0-old', to: '/srv/gen/1.25.3.2-r1' },
        { from: '/srv/gen/1.22.0-old.config', to: '/srv/gen/1.25.3.2-r1.config' },
      ]),
    },
  });
});

test('a change of the pid file is refused; the same one is not, however it is written', () => {
  const at = { pidFile: '/opt/flatnet/openresty/logs/nginx.pid' };
  const code = (text: string) => {
    try {
      return configure({ 'nginx.conf': text }, at).to.version;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(code('pid /run/other.pid; events {}')).toBe('E_CONFIG_PID');
  for (const same of ['pid logs/nginx.pid;', 'pid /srv/gen/1.25.3.2-a/logs/nginx.pid;', 'events {}', 'include a;'])
    expect(code(same), same).toBe('1.25.3.2');
});

/** A carried generation, and a folder with one new file. */
function carried() {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  world.file('/gen/2/conf/nginx.conf', 'include conf.d/*.conf;');
  world.file('/gen/2/conf/conf.d/a.conf', 'root /live/html;');
  world.file('/new/conf.d/b.conf', 'root "/live/pages";');
  world.file('/new/key.pem', 'root /live/html;');
  const files = ['conf.d/b.conf', 'key.pem'].map((path) => ({
    ...{ path, sha256: sha256(world.text(`/new/${path}`) ?? ''), mode: 0o600 },
  }));
  const into = { toTree: '/gen/2', toConfig: '/gen/2/conf', mainConfig: 'nginx.conf' };
  const moves = [{ from: '/live', to: '/gen/2' }];
  const lay = () => layConfig({ folder: '/new', files }, { ...into, moves }, hosts.lend('local', 9_000, 'r').host);
  return { world, lay };
}

test('files are laid with their modes, and only what nginx reads is rewritten', async () => {
  const { world, lay } = carried();
  await lay();
  expect(world.text('/gen/2/conf/conf.d/b.conf')).toBe('root "/gen/2/pages";');
  expect(world.text('/gen/2/conf/key.pem')).toBe('root /live/html;');
  expect(world.text('/gen/2/conf/conf.d/a.conf'), 'what is not in the folder stays').toBe('root /live/html;');
});

test('what changed since it was planned is not laid', async () => {
  const { world, lay } = carried();
  world.file('/new/conf.d/b.conf', 'root /elsewhere;');
  await expect(lay()).rejects.toMatchObject({ code: 'E_CONFIG_CHANGED' });
  expect(world.text('/gen/2/conf/conf.d/b.conf')).toBeNull();
});

test('nothing is written where every generation reads it', async () => {
  const { world, lay } = carried();
  world.remove('/gen/2/conf/conf.d');
  world.folder('/etc/shared');
  world.link('/gen/2/conf/conf.d', '/etc/shared');
  await expect(lay()).rejects.toMatchObject({ code: 'E_CONFIG_PLACE' });
  expect(world.text('/etc/shared/b.conf')).toBeNull();
});
