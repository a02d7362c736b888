import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { configFiles } from '../src/config-files.ts';
import { projectOf } from '../src/inspect.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { readStack } from './support/read-stack.ts';
import { canary, compose, composeText, createdFor, project } from './support/toy-stack.ts';

await loadYaml();

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

test('services are what runs, by the ids of their images, and as they report themselves', async () => {
  const { facts, readings, image } = await readStack();
  expect(facts.services.map(({ name, kind, address }) => [name, kind, address])).toEqual([
    ['prometheus', 'prometheus', 'http://127.0.0.1:9090'],
    ['grafana', 'grafana', 'http://127.0.0.1:3000'],
    ['alertmanager', 'alertmanager', 'http://127.0.0.1:9093'],
  ]);
  expect(facts.services[0]?.image.id).toBe(image('prometheus').id);
  expect(readings.services.map(({ version }) => version)).toEqual(['2.42.0+ds', '10.4.2', '0.25.0']);
});

test('nothing that is read holds a secret', async () => {
  expect(JSON.stringify(await readStack().then(({ facts, readings }) => ({ facts, readings })))).not.toContain(canary);
});

test('the same stack is the same generation, whatever it is doing', async () => {
  const { facts, podman, read } = await readStack();
  const [one] = podman.all;
  if (one !== undefined) podman.stop(one);
  expect((await read()).facts).toEqual(facts);
});

test('what a run has set aside is not the service, and what a hand doubled is told', async () => {
  const { podman, read } = await readStack();
  const words = (name: string) => createdFor('prometheus').map((word) => (word.startsWith('--name=') ? name : word));
  podman.make(words('--name=flatnet-prometheus.before-20260101-1'));
  expect((await read()).facts.absent).toEqual([]);
  podman.make(words('--name=by-hand'));
  const { facts } = await read();
  expect(facts.absent).toMatchObject([{ service: 'prometheus', why: expect.stringContaining('by-hand') }]);
});

test('a service that is told by the site file is asked there, and as that kind', async () => {
  const service = { address: 'http://10.0.0.1:81', validate: ['none'], steady: 9_000 } as const;
  const site = { services: { prometheus: { ...service, is: 'other' as const, copies: 'always' as const } } };
  const { facts } = await readStack({ site: site as never });
  expect(facts.services[0]).toMatchObject({
    kind: 'other',
    address: 'http://10.0.0.1:81',
    validate: null,
    steady: 9_000,
  });
});

test('a file that is no compose file, or is not there, is said', async () => {
  await expect(readStack({ before: (world) => world.remove(compose) })).rejects.toMatchObject({
    code: 'E_COMPOSE_ABSENT',
  });
  await expect(readStack({ before: (world) => world.file(compose, 'x: 1') })).rejects.toMatchObject({
    code: 'E_COMPOSE_SYNTAX',
  });
});

test.each([
  ['/opt/flatnet/monitoring/podman-compose.yml', 'monitoring'],
  ['/opt/My Stack/c.yml', 'mystack'],
  ['/opt/監視-1/c.yml', '-1'],
])('the project of %s is %s', (path, name) => {
  expect(projectOf(path)).toBe(name);
});

describe('the files of the stack', () => {
  test('are those mounted alone, those in folders that nobody writes, and what compose reads', async () => {
    const { facts } = await readStack();
    expect(facts.files.map(({ path, live }) => [path.slice(project.length), live])).toEqual([
      ['/.env', 'unseen'],
      ['/alertmanager/alertmanager.yml', 'alone'],
      ['/prometheus/alerts/system.yml', 'in-folder'],
      ['/prometheus/prometheus.yml', 'alone'],
    ]);
  });

  const mount = (source: string, how: object = {}) => ({
    ...{ kind: 'folder' as const, source, target: '/x', writes: false, volume: null },
    ...how,
  });
  test('do not hold what belongs to the host, and what lies elsewhere is told', async () => {
    const { host, world } = await readStack();
    world.file('/srv/rules/a.yml', 'x');
    const { files, unkept } = await configFiles(
      host,
      compose,
      [mount('/proc'), mount('/etc/localtime', { kind: 'file' }), mount('/'), mount('/srv/rules')],
      [],
    );
    expect(files.map(({ path }) => path)).toEqual([`${project}/.env`]);
    expect(unkept.map(({ path }) => path)).toEqual(['/srv/rules']);
  });

  test('do not hold what a service writes itself', async () => {
    const { host } = await readStack();
    const { files } = await configFiles(host, compose, [mount(`${project}/prometheus`, { writes: true })], []);
    expect(files.map(({ path }) => path)).toEqual([`${project}/.env`]);
  });

  test('are looked for in folders of folders, also beside the project', async () => {
    const { host, world } = await readStack();
    world.file('/opt/flatnet/logging/a/b/c.yml', 'x');
    world.link('/opt/flatnet/logging/link', '/etc');
    const { files } = await configFiles(host, compose, [mount('/opt/flatnet/logging')], []);
    expect(files.map(({ path }) => path)).toContain('/opt/flatnet/logging/a/b/c.yml');
    expect(files.some(({ path }) => path.includes('link'))).toBe(false);
  });

  test('are not kept where they are more than a configuration ever is, and that is told', async () => {
    const { host, world } = await readStack();
    for (let n = 0; n < 2_001; n += 1) world.file(`/opt/flatnet/many/${n}`, '');
    const { files, unkept } = await configFiles(host, compose, [mount('/opt/flatnet/many')], []);
    expect(files).toHaveLength(1);
    expect(unkept).toMatchObject([{ path: '/opt/flatnet/many' }]);
  });
});

test('the images of the compose file are what a person wrote', async () => {
  const { facts } = await readStack();
  expect(facts.compose.text).toBe(composeText);
});
