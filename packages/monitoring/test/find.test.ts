import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import type { MonitoringSite } from '../src/facts.ts';
import { find } from '../src/find/find.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { canary, compose, composeText, createdFor, project, toyStack } from './support/toy-stack.ts';

await loadYaml();

/** A host whose Podman was used since it started, with the stack that compose brought up. */
function host() {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const stack = toyStack(world);
  world.file('/run/libpod/alive', '');
  const found = (how: { use?: readonly string[]; site?: MonitoringSite | null } = {}) =>
    find(view('local', 60_000), { use: how.use ?? [], site: how.site ?? null });
  const only = async (how: Parameters<typeof found>[0] = {}) => {
    const { candidates, rights } = await found(how);
    const [one] = candidates;
    if (one === undefined || candidates.length > 1) throw new Error(JSON.stringify(candidates));
    return { ...one, rights, ids: one.remarks.map(({ id }) => id), tree: one.trees[0] };
  };
  const named = (name: string) => {
    const one = stack.podman.named(name);
    if (one === undefined) throw new Error(name);
    return one;
  };
  return { world, ...stack, found, only, named };
}

test('a stack is found by what compose wrote on its containers, with what a site file is to say of it', async () => {
  const { only } = host();
  const one = await only();
  expect(one).toMatchObject({
    ...{ path: compose, running: true, sure: true, ids: [], rights: [] },
    best: { tree: compose },
    tree: { role: 'live', version: 'prometheus=v2.42.0,grafana=10.4.2,alertmanager=v0.25.0', test: { ok: true } },
  });
  expect(one.values.map(({ key, value }) => [key.join('.'), value])).toEqual([
    ['compose', compose],
    ['grafana.password', null],
  ]);
  expect(one.values[1]?.how).toContain('GRAFANA_ADMIN_PASSWORD');
  expect(JSON.stringify(one)).not.toContain(canary);
});

test('the name of a project is written down where it is not that of its folder', async () => {
  const { only, podman } = host();
  for (const one of podman.all)
    Object.assign(one.labels, { 'io.podman.compose.project': 'watch', 'com.docker.compose.project': 'watch' });
  expect((await only()).values).toContainEqual(expect.objectContaining({ key: ['project'], value: 'watch' }));
});

test('a service that stands still, one without a container and one with several are told, and are not running', async () => {
  const { only, podman, named } = host();
  named('flatnet-grafana').status = 'exited';
  podman.containers.delete(named('flatnet-alertmanager').id);
  expect(await only()).toMatchObject({ running: false, ids: ['service-absent', 'service-stopped'] });
  named('flatnet-prometheus').name = 'flatnet-prometheus.bak';
  expect((await only()).ids).toEqual(['service-absent', 'service-stopped', 'container-renamed']);
  podman.up(createdFor('prometheus'));
  const { ids, remarks } = await only();
  expect(ids).toEqual(['service-absent', 'service-stopped', 'service-several']);
  expect(remarks.at(-1)?.message).toContain('flatnet-prometheus.bak');
});

test('what a run left beside is no second container of its service', async () => {
  const { only, podman, named } = host();
  named('flatnet-prometheus').name = 'flatnet-prometheus.found-1';
  named('flatnet-prometheus.found-1').status = 'exited';
  podman.up(createdFor('prometheus'));
  expect(await only()).toMatchObject({ running: true, ids: ['containers-left'] });
});

test('an edited file of which nothing was made, a moving tag, a known password and copies of hands are told', async () => {
  const { only, world, named } = host();
  world.file(compose, composeText.replace('prometheus:v2.42.0', 'prometheus:latest'));
  world.file(`${project}/prometheus.bak/prometheus.yml`, 'x');
  Object.assign(named('flatnet-grafana').env, { GF_SECURITY_ADMIN_PASSWORD: 'admin' });
  const { ids, remarks } = await only();
  expect(ids).toEqual(['image-drift-prometheus', 'image-mutable', 'default-password', 'left-over']);
  expect(remarks.at(-1)?.message).toContain(`${project}/prometheus.bak`);
});

test('a unit counts where it is there, and not where podman-compose only names it', async () => {
  const { only, world, podman } = host();
  for (const one of podman.all) Object.assign(one.labels, { PODMAN_SYSTEMD_UNIT: 'podman-compose@monitoring.service' });
  expect((await only()).ids).toEqual([]);
  world.services.set('podman-compose@monitoring', { state: 'running' } as never);
  expect((await only()).ids).toEqual(['made-by-unit']);
});

test('removed by `down` it is told by its file, and only compose can make it again', async () => {
  const { only, podman } = host();
  podman.containers.clear();
  // Never brought up: a checkout looks like that.
  expect(await only({ use: [project] })).toMatchObject({ running: false, best: null });
  const { candidates } = await host().found();
  expect(candidates).toHaveLength(1);
  const bare = host();
  bare.podman.containers.clear();
  expect(await bare.only()).toMatchObject({ sure: false, ids: ['containers-absent'] });
  bare.podman.volumes.push('monitoring_prometheus_data');
  const { sure, remarks } = await bare.only();
  expect([sure, remarks[0]?.next]).toEqual([true, `podman-compose -f ${compose} up -d`]);
});

test('a project of other things is no stack, and one that somebody chose is', async () => {
  const { found, podman, world } = host();
  podman.containers.clear();
  world.file(compose, 'services:\n  web:\n    image: docker.io/library/nginx:1.27\n');
  expect((await found()).candidates).toEqual([]);
  expect((await found({ use: [compose] })).candidates).toMatchObject([{ path: compose, sure: true }]);
});

test('of two stacks nobody guesses', async () => {
  const { found, podman, world } = host();
  const second = '/opt/other/compose.yaml';
  world.file(second, composeText);
  const words = createdFor('grafana').map((word) =>
    word
      .replace(/=monitoring$/, '=other')
      .replace('working_dir=/opt/flatnet/monitoring', 'working_dir=/opt/other')
      .replace('podman-compose.yml', 'compose.yaml')
      .replace('flatnet-grafana', 'other_grafana_1')
      .replace('3000:3000', '3001:3000'),
  );
  podman.up(words);
  const { candidates } = await found();
  expect(candidates.map(({ path, sure }) => [path, sure])).toEqual([
    [compose, true],
    [second, true],
  ]);
});

test('a compose file that cannot be read, or is gone, is no tree to begin with', async () => {
  const { only, world } = host();
  world.file(compose, 'services: [');
  expect(await only()).toMatchObject({
    best: null,
    tree: { test: { ok: false } },
    ids: expect.arrayContaining(['compose-broken']),
  });
  world.remove(compose);
  expect(await only()).toMatchObject({ best: null, trees: [], ids: expect.arrayContaining(['compose-gone']) });
});

test('Podman is asked nothing where that would write, and what it could have told is said to be unseen', async () => {
  const { only, world, podman } = host();
  world.remove('/run/libpod/alive');
  podman.argvs.length = 0;
  const one = await only();
  expect(podman.argvs.map(([, verb]) => verb)).toEqual(['--version']);
  expect(one).toMatchObject({ running: false, best: null, rights: [expect.stringContaining('podman ps')] });
  // What keeps a running container can be seen by anybody.
  for (const name of ['flatnet-prometheus', 'monitoring_grafana_1', 'monitoring_alertmanager_1'])
    world.start({ exe: '/usr/bin/conmon', argv: ['/usr/bin/conmon', '-n', name], uid: 0 });
  expect(await only()).toMatchObject({ running: true, sure: true });
});

test('by a site file only what it means is looked at, and a second stack is not its business', async () => {
  const { found, site, named } = host();
  named('flatnet-grafana').status = 'exited';
  const { candidates } = await found({ site });
  expect(candidates).toMatchObject([{ path: compose, sure: true, running: false }]);
  expect(candidates[0]?.values.map(({ key }) => key.join('.'))).toEqual(['compose']);
});
