import { type ActionCase, actionSpec, memoryHosts, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { type ServeArgs, serve } from '../src/actions/serve.ts';
import { copyRecord } from '../src/data-copies.ts';
import { createdAnew, newer, recipeFor, run, stackIn } from './support/spec-stack.ts';
import { volumeFolder } from './support/toy-container.ts';
import { canary, generations, podmanOf } from './support/toy-stack.ts';

const source = volumeFolder('monitoring_grafana_data');
const ref = 'docker.io/grafana/grafana:10.4.2';

/** Grafana 10, that a run is bringing to 11: its data is copied, and Grafana 11 has migrated it. `committed` = the old container is gone. */
function upgraded(world: World, how: { committed: boolean; copied?: boolean }): ServeArgs {
  const { podman, image } = stackIn(world, ['grafana']);
  const { id } = image('grafana');
  const [old] = podman.all;
  if (old === undefined) throw new Error('no container');
  const folder = `${generations}/data/grafana/${run}`;
  if (how.copied !== false) {
    world.file(`${folder}/var-lib-grafana/data.db`, world.text(`${source}/data.db`) ?? '');
    const record = { service: 'grafana', image: id, version: '10.4.2', folder, run };
    world.file(`${folder}/${copyRecord}`, JSON.stringify(record));
  }
  podman.stop(old);
  old.name = `flatnet-grafana.before-${run}`;
  world.clock.advance(5_000);
  podman.images.have(newer.grafana);
  podman.up(createdAnew('grafana', newer.grafana, 'flatnet-grafana'), { GF_SECURITY_ADMIN_PASSWORD: canary });
  if (how.committed) podman.containers.delete(old.id);
  return {
    ...{ project: 'monitoring', generations, stopSeconds: 10, mark: 'emergency' },
    service: {
      ...{ name: 'grafana', container: 'flatnet-grafana', kind: 'grafana', image: { id, ref }, mounts: [] },
      ...{ address: 'http://127.0.0.1:3000', recipe: recipeFor('grafana'), stopSeconds: 10 },
    },
    archive: `${generations}/images/${id}.tar`,
    places: [{ source, name: 'var-lib-grafana' }],
  };
}

const works = (world: World) => {
  const podman = podmanOf(world);
  expect(podman.named('flatnet-grafana')).toMatchObject({ status: 'running', exitCode: 0, imageName: ref });
  expect(world.text(`${source}/data.db`)).toBe('schema 10, dashboards: 3');
  // What the newer one wrote, and its container, are set aside by name.
  expect(world.text(`${source}.set-aside-${run}/data.db`)).toBe('schema 11, dashboards: 3');
  expect(podman.named('flatnet-grafana.found-1')?.imageName).toBe(newer.grafana);
};

const posix: Omit<ActionCase<ServeArgs>, 'setUp'> = { profiles: ['posix'], after: works };
actionSpec(serve, { ...posix, title: 'after a commit', setUp: (world) => upgraded(world, { committed: true }) });
actionSpec(serve, {
  ...posix,
  title: 'in the middle of a run',
  setUp: (world) => upgraded(world, { committed: false }),
});

function begun(how: Parameters<typeof upgraded>[1]) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const args = upgraded(world, how);
  const podman = podmanOf(world);
  return { world, args, podman, host: lend('local', 600_000, 'emergency').host };
}

test('what is right already is left running', async () => {
  const { world, args, podman, host } = begun({ committed: true });
  await serve.do(args, null, host);
  const { id, started } = podman.named('flatnet-grafana') ?? {};
  await serve.do(args, null, host);
  expect(podman.named('flatnet-grafana')).toMatchObject({ id, started });
  works(world);
});

test('a service whose data could not be read by the older one is not taken down for it', async () => {
  const { args, podman, host } = begun({ committed: true, copied: false });
  await expect(serve.do(args, null, host)).rejects.toMatchObject({ code: 'E_DATA_GONE' });
  expect(podman.named('flatnet-grafana')).toMatchObject({ status: 'running', imageName: newer.grafana });
});

test('data that a run has put back on its way is not missed, though its copy is gone', async () => {
  const { world, args, podman, host } = begun({ committed: false, copied: false });
  const made = podman.named('flatnet-grafana');
  if (made === undefined) throw new Error('gone');
  podman.stop(made);
  made.name = `flatnet-grafana.new-${run}`;
  world.file(`${source}.set-aside-${run}/data.db`, world.text(`${source}/data.db`) ?? '');
  world.file(`${source}/data.db`, 'schema 10, dashboards: 3');
  await serve.do(args, null, host);
  expect(podman.named('flatnet-grafana')).toMatchObject({ status: 'running', exitCode: 0, imageName: ref });
});

test('a second emergency removes nothing that the first one made to serve', async () => {
  const { args, podman, host } = begun({ committed: true });
  await serve.do(args, null, host);
  const first = podman.named('flatnet-grafana');
  const image = podman.images.have('docker.io/grafana/grafana:10.4.9');
  const other = { id: image.id, ref: 'docker.io/grafana/grafana:10.4.9' };
  await serve.do({ ...args, service: { ...args.service, image: other } }, null, host);
  expect(podman.named('flatnet-grafana')).toMatchObject({ status: 'running', imageName: other.ref });
  expect(podman.all).toContain(first);
});

test('a container of the right image that was made otherwise is not the right one', async () => {
  const { args, podman, host } = begun({ committed: true });
  await serve.do(args, null, host);
  const recipe = { ...args.service.recipe, command: ['--other'] };
  await serve.do({ ...args, service: { ...args.service, recipe } }, null, host);
  expect(podman.named('flatnet-grafana')).toMatchObject({ status: 'running', command: ['--other'] });
});
