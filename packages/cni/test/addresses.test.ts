import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { keptAddresses } from '../src/addresses.ts';

const host = (files: Readonly<Record<string, string>>) => {
  const hosts = memoryHosts({ profile: 'posix' });
  for (const [path, text] of Object.entries(files)) hosts.world.file(path, text);
  return hosts.view('local', 60_000);
};

describe('addresses that are given out', () => {
  test('are the files of a folder, with who they are for; its lock and its marks are none', async () => {
    const view = host({ '/ipam/10.87.1.2': 'abc\r\neth0', '/ipam/lock': '', '/ipam/last_reserved_ip.0': '10.87.1.2' });
    expect(await keptAddresses(view, '/ipam')).toEqual([{ address: '10.87.1.2', owner: 'abc\r\neth0' }]);
  });

  test('are the keys of a JSON file', async () => {
    const view = host({ '/ipam/allocations.json': '{"allocations":{"10.100.1.5":{"container_id":"abc"}}}' });
    const [one] = await keptAddresses(view, '/ipam');
    expect(one?.address).toBe('10.100.1.5');
    expect(one?.owner).toContain('abc');
  });

  test('are values of a JSON file, each with what stands beside it', async () => {
    const text = JSON.stringify([
      { ip: '10.100.1.5', id: 'abc' },
      { ip: '10.100.1.6', id: 'def' },
    ]);
    const kept = await keptAddresses(host({ '/allocations.json': text }), '/allocations.json');
    expect(kept.map(({ address }) => address)).toEqual(['10.100.1.5', '10.100.1.6']);
    expect(kept[1]?.owner).toContain('def');
    expect(kept[1]?.owner).not.toContain('abc');
  });

  test('are values by the names of their containers, and none is told to be of another’s', async () => {
    const text = JSON.stringify({ allocations: { abc: '10.100.1.5', def: '10.100.1.6' } });
    const kept = await keptAddresses(host({ '/allocations.json': text }), '/allocations.json');
    expect(kept.map(({ owner }) => [owner.includes('abc'), owner.includes('def')])).toEqual([
      [true, false],
      [false, true],
    ]);
    const one = await keptAddresses(
      host({ '/a.json': JSON.stringify({ id: 'abc', ip: '10.100.1.5', gateway: '10.100.1.1' }) }),
      '/a.json',
    );
    expect(one[0]?.owner).toContain('abc');
  });

  test('are read once more while their keeper writes, and never taken for none when they cannot be read', async () => {
    const { world, view } = memoryHosts({ profile: 'posix' });
    world.file('/a.json', '{"10.100.1.5":{"id":');
    const seen = view('local', 60_000);
    await expect(keptAddresses(seen, '/a.json')).rejects.toMatchObject({ code: 'E_CNI_IPAM' });
    const { sleep } = world.clock;
    world.clock.sleep = async (time) => {
      world.file('/a.json', '{"10.100.1.5":{"id":"abc"}}');
      return sleep.call(world.clock, time);
    };
    expect(await keptAddresses(seen, '/a.json')).toHaveLength(1);
  });

  test('are none where nothing is', async () => {
    expect(await keptAddresses(host({}), '/ipam')).toEqual([]);
  });
});
