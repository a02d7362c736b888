import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { asked } from '../src/asked.ts';
import { fixedPlaces } from '../src/fixed-places.ts';
import { inspect } from '../src/inspect.ts';
import { preflight } from '../src/preflight.ts';
import { stackIn } from './support/spec-stack.ts';

const source = (name: string) => `/srv/my data/${name}`;
const writes = (name: string, volume: string | null) => ({
  ...{ kind: volume === null ? ('folder' as const) : ('volume' as const), source: source(name), target: `/${name}` },
  ...{ writes: true, volume },
});

test('data at a mount point, or in a volume that is mounted only while a container runs, can be copied by nobody', async () => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  world.file(
    '/proc/self/mountinfo',
    '36 25 8:1 / / rw - ext4 /dev/sda1 rw\n40 36 8:17 / /srv/my\\040data/disk rw shared:1 - xfs /dev/sdb1 rw\n',
  );
  world.folder('/var/lib/containers/storage');
  world.programs.set('podman', () => ({
    stdout: `${source('plain')}\tnull\n${source('nfs')}\t{"device":"nas:/grafana","type":"nfs"}\n`,
  }));
  const mounts = [writes('disk', null), writes('folder', null), writes('plain', 'a_plain'), writes('nfs', 'a_nfs')];
  expect(await fixedPlaces(view('local', 5_000), [{ mounts }])).toEqual([
    { path: source('disk'), from: '/dev/sdb1' },
    { path: source('nfs'), from: 'nas:/grafana' },
  ]);
});

test('an upgrade that has to copy such data is refused, and one that copies none is not', async () => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = stackIn(world, ['grafana']);
  const { facts, readings } = await inspect(site, view('local', 5_000));
  const fixed = facts.services.flatMap(({ mounts }) =>
    mounts.map((mount) => ({ path: mount.source, from: '/dev/sdb1' })),
  );
  const idsOf = (request: string) =>
    preflight(facts, { ...readings, mayWrite: true, fixed }, { release: asked(facts, request) }).flatMap(
      ({ id, blocks, waivable }) => (blocks ? [[id, waivable ?? false]] : []),
    );
  expect(idsOf('grafana=11.0.0')).toEqual([['data-mounted-grafana', false]]);
  expect(idsOf('grafana=10.4.9')).toEqual([]);
});
