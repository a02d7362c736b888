import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { restartContainers } from '../src/actions/restart-containers.ts';
import { containersAnswer } from '../src/inquiries/containers-answer.ts';
import { containersOn } from '../src/podman.ts';
import { type FakeContainer, fakePodman } from './support/fake-podman.ts';

function hostWith(containers: readonly FakeContainer[], restarts?: (name: string) => void) {
  const hosts = memoryHosts({ profile: 'posix' });
  hosts.world.folder('/var/lib/containers/storage');
  const all = [...containers];
  for (const folder of ['/run', '/var/lib/containers/storage']) hosts.world.folder(folder);
  hosts.world.programs.set(
    'podman',
    fakePodman(() => all, restarts),
  );
  const pinged: string[] = [];
  hosts.world.programs.set('ping', ({ argv }) => {
    pinged.push(argv.at(-1) as string);
    return { code: 0 };
  });
  return { ...hosts, all, pinged, host: hosts.lend('local', 60_000, 'run').host };
}
const flatnet = (address: string) => ({ flatnet: { IPAddress: address } });

describe('the containers of a network', () => {
  test('are told when there are hundreds of them', async () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ name: `c${n}`, on: flatnet(`10.87.2.${n}`) }));
    const { host } = hostWith(many);
    expect((await containersOn(host, 'flatnet')).map(({ name }) => name)).toEqual(many.map(({ name }) => name));
  });

  test('answer on their address of that network, also where another network is named first', async () => {
    const { host, pinged } = hostWith([
      { name: 'two', on: { aaa: { IPAddress: '10.99.1.2' }, flatnet: { IPAddress: '10.87.1.5' } } },
      { name: 'six', on: { flatnet: { IPAddress: '', GlobalIPv6Address: 'fd00::2' } } },
      { name: 'other', on: { aaa: { IPAddress: '10.99.1.3' } } },
      { name: 'none', on: null },
    ]);
    expect((await containersAnswer.ask({ network: 'flatnet', stopped: false }, host)).ok).toBe(true);
    expect(pinged).toEqual(['10.87.1.5', 'fd00::2']);
  });

  test('are not known when Podman does not tell, and those that went meanwhile are not missed', async () => {
    const { host, world } = hostWith([{ name: 'shop', on: flatnet('10.87.1.2') }]);
    const podman = world.programs.get('podman')!;
    world.programs.set('podman', (call) => (call.argv[1] === 'ps' ? { stdout: 'gone\n' } : podman(call)));
    expect(await containersOn(host, 'flatnet')).toEqual([]);
    world.programs.set('podman', (call) => (call.argv[1] === 'ps' ? podman(call) : { code: 125, stderr: 'no lock' }));
    await expect(containersOn(host, 'flatnet')).rejects.toMatchObject({ code: 'E_PODMAN' });
  });
});

test('down is who ran before the run began, not what somebody made meanwhile, and it is said who', async () => {
  const before = '2026-01-01T10:00:00.123456789Z';
  const { host } = hostWith([
    { name: 'fell', running: false, on: flatnet(''), started: before },
    { name: 'job', running: false, on: flatnet(''), started: '2026-01-01T10:00:31Z' },
    { name: 'never', running: false, on: flatnet(''), started: null },
  ]);
  const asked = { network: 'flatnet', stopped: true, since: '2026-01-01T10:00:30Z' };
  const { value, detail } = await containersAnswer.ask(asked, host);
  expect(value).toEqual(['fell']);
  expect(detail).toContain('not running: fell');
});

test('who went down with the machine is told, and held against no plugin', async () => {
  const { host, world } = hostWith([{ name: 'fell', running: false, on: flatnet('') }]);
  const asked = { network: 'flatnet', stopped: true, boot: world.boot };
  expect((await containersAnswer.ask(asked, host)).value).toEqual(['fell']);
  const { value, detail } = await containersAnswer.ask({ ...asked, boot: 'an earlier one' }, host);
  expect(value).toEqual([]);
  expect(detail).toContain('since the machine was started anew: fell');
});

describe('a restart of the containers', () => {
  const args = { network: 'flatnet', registry: null, mentions: [], notes: '/run/restarts.json' };
  const keep = null as never;
  const shop = { name: 'shop', on: flatnet('10.87.1.2'), netns: '/run/netns/1' };
  const joined = { ...shop, name: 'a-joined', mode: 'container:shop' };
  const web = { name: 'web', on: flatnet('10.87.1.3'), netns: '/run/netns/2' };

  test('restarts who lives in the namespace of another right after that one', async () => {
    const order: string[] = [];
    const { host } = hostWith([web, joined, shop], (name) => order.push(name));
    await restartContainers.do(args, await restartContainers.capture(args, host, keep), host);
    expect(order).toEqual(['shop', 'a-joined', 'web']);
  });

  test('starts nobody whom somebody stopped meanwhile, and says so', async () => {
    const order: string[] = [];
    const { host, all, world } = hostWith([shop, web], (name) => {
      order.push(name);
      all[1] = { ...web, running: false };
    });
    await restartContainers.do(args, await restartContainers.capture(args, host, keep), host);
    expect(order).toEqual(['shop']);
    expect(JSON.parse(world.text(args.notes) ?? '')).toMatchObject([{ name: 'shop' }, { name: 'web', after: null }]);
  });

  test('starts again whom it had stopped itself when it was interrupted', async () => {
    const order: string[] = [];
    const { host, all } = hostWith([shop], (name) => {
      order.push(name);
      all[0] = { ...shop, running: order.length > 1 };
      if (order.length === 1) throw new Error('killed');
    });
    const saved = await restartContainers.capture(args, host, keep);
    await expect(restartContainers.do(args, saved, host)).rejects.toThrow('killed');
    await restartContainers.do(args, saved, host);
    expect(order).toEqual(['shop', 'shop']);
  });

  test('is not made once more for a gateway that takes the new address only later', async () => {
    const order: string[] = [];
    const { host, all, world } = hostWith([shop], (name) => {
      order.push(name);
      all[0] = { ...shop, on: flatnet('10.87.1.9') };
    });
    let takes = false;
    world.serve({
      port: 8080,
      answer: ({ method }) => {
        if (method === 'GET') return { status: 200, body: '[{"name":"app","address":"10.87.1.2:80"}]' };
        return { status: takes ? 201 : 503 };
      },
    });
    const asked = { ...args, registry: 'http://127.0.0.1:8080' };
    const saved = await restartContainers.capture(asked, host, keep);
    await expect(restartContainers.do(asked, saved, host)).rejects.toMatchObject({ code: 'E_CNI_REGISTRY' });
    expect(await restartContainers.check(asked, saved, host)).toBe('undone');
    takes = true;
    await restartContainers.do(asked, saved, host);
    expect(order).toEqual(['shop']);
    expect(await restartContainers.check(asked, saved, host)).toBe('done');
    expect(JSON.parse(world.text(asked.notes) ?? '')).toEqual([
      { name: 'shop', before: '10.87.1.2', after: '10.87.1.9', routes: ['app'], named: [] },
    ]);
  });
});
