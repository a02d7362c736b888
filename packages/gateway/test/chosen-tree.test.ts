import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import type { GatewaySite } from '../src/facts.ts';
import { inspect } from '../src/inspect.ts';
import { placeObstacles } from '../src/places.ts';
import { facts } from './support/facts.ts';

const site: GatewaySite = {
  home: '/srv/flatnet/openresty',
  config: null,
  generations: '/srv/flatnet/generations/gateway',
  service: null,
  probes: { site: 'http://127.0.0.1:80', api: null },
  routes: { boot: null },
  drain: null,
  soak: 0,
  drainLimit: 0,
  verify: [],
};

test.each(['/', '/usr', '/usr/local'])(
  '%s is not looked through as a tree, although a distribution puts its own nginx there',
  async (tree) => {
    const { world, view } = memoryHosts({ profile: 'posix' });
    world.file(`${tree === '/' ? '' : tree}/sbin/nginx`, 'program', 0o755);
    world.file(`${tree === '/' ? '' : tree}/conf/nginx.conf`, 'events {}');
    await expect(inspect(site, view('local', 5_000), { tree })).rejects.toMatchObject({
      code: 'E_GATEWAY_ABSENT',
      message: `${tree} is a folder of the system, not a tree of a gateway alone. Nothing was changed.`,
    });
  },
);

test('a configuration deeper in the tree has no folder that could lead to a copy of it', async () => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { home } = facts();
  world.file(`${home}/conf/site/nginx.conf`, 'events {}');
  const places = facts({ configFolder: `${home}/conf/site`, configPointer: true, configTree: `${home}/conf/site` });
  const found = await placeObstacles(
    { ...places, tree: home },
    { parts: { config: null } } as never,
    view('local', 5_000),
  );
  expect(found).toMatchObject([{ id: 'config-folder', message: expect.stringContaining(`it lies in ${home}`) }]);
});
