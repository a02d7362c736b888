import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { withoutOthers } from '../src/besides.ts';

const home = '/srv/flatnet/openresty';
const folder = `${home}-internal`;
const ours = { home, ports: [80, 8080], inTree: true };

/** What counts as ours of one folder beside home, by its configuration and by what runs from it. */
async function left(how: { listen?: string; runs?: { port: number; prefix: string }; inTree?: boolean }) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  world.file(`${folder}/sbin/nginx`, 'program', 0o755);
  if (how.listen !== undefined)
    world.file(`${folder}/conf/nginx.conf`, `events {} http { server { listen ${how.listen}; } }`);
  if (how.runs !== undefined)
    world.start({
      exe: `${folder}/sbin/nginx`,
      argv: [`nginx: master process ${folder}/sbin/nginx -p ${how.runs.prefix}`],
      listens: [{ address: '0.0.0.0', port: how.runs.port }],
    });
  return withoutOthers(view('local', 5_000), [folder], { ...ours, inTree: how.inTree ?? true });
}

test.each([
  ['another gateway, that listens elsewhere', { listen: '9080' }, false],
  ['another gateway, that runs and holds none of our ports', { runs: { port: 9080, prefix: folder } }, false],
  ['a tree that was put aside', { listen: '80' }, true],
  ['a tree without a configuration', {}, true],
  ['a tree whose own configuration is not what it is started with', { listen: '9080', inTree: false }, true],
  ['a tree that serves under its new name', { listen: '9080', runs: { port: 80, prefix: folder } }, true],
  ['a tree that was renamed while it ran', { listen: '9080', runs: { port: 9080, prefix: home } }, true],
])('%s', async (_what, how, isOurs) => {
  expect(await left(how)).toEqual(isOurs ? [folder] : []);
});
