import { readFileSync } from 'node:fs';
import { memoryHosts, type Program } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { lookedIn, routesWithout } from '../src/kept-routes.ts';
import { routesOf } from '../src/podman-routes.ts';
import { routesNote } from '../src/routes-note.ts';
import { facts } from './support/facts.ts';

/** As a real Podman 4.3 told it of nine containers. */
const inspected = readFileSync(`${import.meta.dirname}/support/podman-inspect.json`, 'utf8');
const ids = (JSON.parse(inspected) as { Id: string }[]).map(({ Id }) => Id);
const looked = lookedIn(facts());

/** Podman as a program; each answer in its turn. */
const podman =
  (
    how: { list?: Partial<Awaited<ReturnType<Program>>>; inspect?: Partial<Awaited<ReturnType<Program>>> } = {},
  ): Program =>
  ({ argv }) => {
    if (argv[1] === 'ps') return how.list ?? { stdout: `${ids.join('\n')}\n` };
    const told = (JSON.parse(inspected) as { Id: string }[]).filter(({ Id }) => argv.includes(Id));
    return how.inspect ?? { stdout: JSON.stringify(told) };
  };

function host(files: Readonly<Record<string, string>>, program?: Program) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  world.folder('/srv/gen');
  for (const [path, text] of Object.entries(files)) {
    world.file(path, text);
    world.clock.advance(86_400_000);
  }
  if (program !== undefined) world.programs.set('podman', program);
  return { world, view: view('local', 60_000) };
}

const [home, one, two] = [
  '/opt/flatnet/openresty/boot/routes.json',
  '/srv/gen/1/boot/routes.json',
  '/srv/gen/2/boot/routes.json',
];
const app = '[{"name":"app","address":"10.87.1.2:80","ttl":7}]';
const web = '[{"name":"web","address":"10.87.1.3:80"}]';

describe('container routes without a gateway that tells them', () => {
  test('are those of the newest boot file that holds any', async () => {
    const { view } = host({ [two]: app, [one]: web, [home]: '[]\n' });
    expect(await routesWithout(view, looked)).toEqual({
      routes: [{ name: 'web', address: '10.87.1.3:80' }],
      from: 'file',
      path: one,
      written: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      said: '',
    });
  });

  test('begin with their whole time again, whatever was left of it when they were written', async () => {
    const { view } = host({ [one]: app });
    expect((await routesWithout(view, looked)).routes).toEqual([{ name: 'app', address: '10.87.1.2:80' }]);
  });

  test('pass a broken boot file over, by name', async () => {
    const { view } = host({ [one]: app, [two]: '[{"name":"we' });
    expect(await routesWithout(view, looked)).toMatchObject({
      from: 'file',
      path: one,
      said: `${two} cannot be read as routes`,
    });
  });

  test('are found through a pointer, once', async () => {
    const { world, view } = host({ [two]: '{' });
    world.link('/opt/flatnet/openresty', '/srv/gen/2');
    expect((await routesWithout(view, { ...looked, podman: false })).said).toBe(`${two} cannot be read as routes`);
  });

  test('are rebuilt from the running containers where no file holds any', async () => {
    const { view } = host({ [one]: '[ ]\n' }, podman());
    expect(await routesWithout(view, looked)).toEqual({
      routes: [
        { name: 'image-says', address: '10.87.1.2:8000' },
        { name: 'published', address: '10.87.1.3:80' },
        { name: 'shop', address: '10.87.1.4:8000' },
      ],
      from: 'podman',
      path: null,
      written: null,
      said: 'address, port or name not clear: two, none, hosts, inpod',
    });
  });

  test('are rebuilt also of those that are left when one ended meanwhile', async () => {
    const [first] = JSON.parse(inspected) as unknown[];
    const inspect = { code: 125, stdout: JSON.stringify([first]), stderr: 'Error: no such container' };
    const { view } = host({}, podman({ inspect }));
    expect((await routesWithout(view, looked)).routes).toEqual([{ name: 'image-says', address: '10.87.1.2:8000' }]);
  });

  test('are asked of many containers, some at a time', async () => {
    const asked: number[] = [];
    const many = Array.from({ length: 100 }, (_, n) => n.toString(16).padStart(64, '0'));
    const { view } = host({}, ({ argv }) => {
      if (argv[1] === 'ps') return { stdout: many.join('\n') };
      const some = argv.filter((word) => many.includes(word));
      asked.push(some.length);
      return {
        stdout: JSON.stringify(
          some.map((Id) => ({ ...JSON.parse(inspected)[0], Name: `c${Number.parseInt(Id, 16)}` })),
        ),
      };
    });
    expect((await routesWithout(view, looked)).routes).toHaveLength(100);
    expect(Math.max(...asked)).toBeLessThanOrEqual(40);
  });

  test.each([
    ['Podman is not there', undefined, 'Podman is not there'],
    [
      'Podman fails',
      podman({ list: { code: 125, stderr: 'warning\nError: no store\n' } }),
      'Podman did not tell its containers: Error: no store',
    ],
    ['no container runs', podman({ list: { stdout: '' } }), 'Podman runs no container that has an address and a port'],
    ['its answer is no JSON', podman({ inspect: { stdout: '[' } }), 'Podman did not tell its containers: '],
  ] as const)('are nowhere when no file holds any and %s', async (_, program, said) => {
    const { view } = host({}, program);
    const told = await routesWithout(view, looked);
    expect(told).toMatchObject({ routes: [], from: 'nowhere', path: null });
    expect(told.said).toContain(said);
  });

  test('are waited for 4 s and no longer', async () => {
    const { world, view } = host({}, async ({ spends }) => {
      await spends(60_000);
      return {};
    });
    const from = world.clock.now();
    expect((await routesWithout(view, looked)).from).toBe('nowhere');
    expect(Math.round((world.clock.now() - from) / 100)).toBe(40);
  });

  test('are not asked of Podman when that is not wanted', async () => {
    const { view } = host({}, podman());
    expect(await routesWithout(view, { ...looked, podman: false })).toMatchObject({ from: 'nowhere', said: '' });
  });
});

describe('a running container', () => {
  const container = (how: object, settings: object = {}) => ({
    Name: 'c',
    State: { Running: true },
    ...how,
    NetworkSettings: { Ports: { '80/tcp': null }, Networks: { practice: { IPAddress: '10.87.1.2' } }, ...settings },
  });
  const address = (one: object) => routesOf([one]).routes.map((route) => `${route.name} ${route.address}`);

  test.each([
    [
      'is reached in the network of Flatnet when it is in several',
      {},
      { Networks: { podman: { IPAddress: '10.88.0.2' }, flatnet: { IPAddress: '10.87.9.2' } } },
      ['c 10.87.9.2:80'],
    ],
    [
      'is not clear in several others',
      {},
      { Networks: { a: { IPAddress: '10.88.0.2' }, b: { IPAddress: '10.87.9.2' } } },
      [],
    ],
    [
      'of an older Podman has its address elsewhere',
      {},
      { Networks: null, IPAddress: '10.88.0.9' },
      ['c 10.88.0.9:80'],
    ],
    [
      'tells by its label which of several ports it is',
      { Config: { Labels: { 'flatnet.port': '81' } } },
      { Ports: { '80/tcp': null, '443/tcp': null } },
      ['c 10.87.1.2:81'],
    ],
    ['is not clear with a label that is no port', { Config: { Labels: { 'flatnet.port': 'http' } } }, {}, []],
    ['is not clear with a label that is no port of TCP', { Config: { Labels: { 'flatnet.port': '70000' } } }, {}, []],
    [
      'declares its port as newer ones tell it',
      { Config: { ExposedPorts: { '8080/tcp': {} } } },
      { Ports: {} },
      ['c 10.87.1.2:8080'],
    ],
    ['is not clear with a port of UDP only', {}, { Ports: { '53/udp': null } }, []],
    ['is not clear under a name that the register refuses', { Config: { Labels: { 'flatnet.name': 'a b' } } }, {}, []],
    ['is nothing when it is stopped', { State: { Running: false } }, {}, []],
  ])('%s', (_, how, settings, routes) => expect(address(container(how, settings))).toEqual(routes));

  test('that has the name of another is not clear', () => {
    const twin = container({ Name: 'twin', Config: { Labels: { 'flatnet.name': 'c' } } });
    expect(routesOf([container({}), twin])).toEqual({
      routes: [{ name: 'c', address: '10.87.1.2:80' }],
      unclear: ['twin'],
    });
  });
});

describe('a plan that is made while nothing serves says', () => {
  test('which file the routes are from', async () => {
    const { view } = host({ [one]: app, [two]: '{' });
    expect(await routesNote(view, looked)).toMatch(
      /^Container routes: 1 from \/srv\/gen\/1\/boot\/routes\.json, written \d{4}-\S+Z: app\. Besides: \/srv\/gen\/2\S+ cannot be read as routes\.$/,
    );
  });

  test('that they are rebuilt, and of which containers they cannot be', async () => {
    const { view } = host({}, podman());
    expect(await routesNote(view, looked)).toBe(
      'Container routes: rebuilt from Podman: image-says, published, shop. Besides: address, port or name not clear: two, none, hosts, inpod.',
    );
  });

  test('that nobody tells them', async () => {
    const { view } = host({});
    expect(await routesNote(view, looked)).toBe(
      'Nobody tells the container routes: containers are reached again when they register again (within 300 s as a rule), or are restarted. Besides: Podman is not there.',
    );
  });
});
