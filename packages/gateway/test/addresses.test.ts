import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { absentAddresses } from '../src/addresses.ts';

/** As the kernel writes it: an office network and Nebula's 10.100.1.1; each address stands in two tables. */
const table = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 10.100.0.0/16 2 0 2
        |-- 10.100.0.0
           /16 link UNICAST
        |-- 10.100.1.1
           /32 host LOCAL
        |-- 10.100.255.255
           /32 link BROADCAST
     +-- 127.0.0.0/8 2 0 2
        |-- 127.0.0.0
           /8 host LOCAL
        |-- 127.0.0.1
           /32 host LOCAL
     |-- 172.16.0.0
        /12 host LOCAL
Local:
     |-- 10.100.1.1
        /32 host LOCAL
`;
const six = `fe8000000000000000fc00fffe000001 04 40 20 80     eth0
00000000000000000000000000000001 01 80 10 80       lo
fd000000000000000000000000000002 04 40 00 82     eth0
`;

function absent(addresses: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const all = { '/proc/net/fib_trie': table, '/proc/net/if_inet6': six, ...files };
  for (const [path, text] of Object.entries(all)) if (text !== '') world.file(path, text);
  return absentAddresses(
    view('local', 60_000),
    addresses.map((address) => ({ address })),
  );
}

describe('an address that the gateway listens on', () => {
  test.each([
    ['is there when an interface has it', '10.100.1.1'],
    ['is there as a whole network that the system calls its own', '172.31.9.1'],
    ['is there as an address of version 6, however it is written', 'FD00:0::2'],
    ['is never missing when it is every address', '0.0.0.0'],
    ['is never missing when it is every address of version 6', '::'],
    ['is never missing when it is loopback', '127.9.0.1'],
    ['is never missing when it is loopback of version 6', '::1'],
    ['is not judged when it is a name', 'gateway.internal'],
  ])('%s', async (_, address) => expect(await absent([address])).toEqual([]));

  test.each([
    ['is not there when no interface has it', '10.100.1.2'],
    ['is not there when it is only the network or the broadcast of one', '10.100.255.255'],
    ['is not there when a route, but no interface, leads to it', '10.100.0.0'],
    ['is not there as an address of version 6', 'fd00::3'],
  ])('%s', async (_, address) => expect(await absent([address, address, '0.0.0.0'])).toEqual([address]));

  test('is not missed where programs may bind what is not there', async () => {
    const files = { '/proc/sys/net/ipv4/ip_nonlocal_bind': '1\n' };
    expect(await absent(['10.100.1.2', 'fd00::3'], files)).toEqual(['fd00::3']);
    expect(await absent(['fd00::3'], { '/proc/sys/net/ipv6/ip_nonlocal_bind': '1\n' })).toEqual([]);
    expect(await absent(['10.100.1.2'], { '/proc/sys/net/ipv4/ip_nonlocal_bind': '0\n' })).toEqual(['10.100.1.2']);
  });

  test('is not missed when it is loopback, whatever the table holds', async () => {
    expect(
      await absent(['127.0.0.1', '::1'], { '/proc/net/fib_trie': 'Local:\n', '/proc/net/if_inet6': 'no' }),
    ).toEqual([]);
  });

  test('is not missed where the system does not tell its addresses', async () => {
    expect(await absent(['10.100.1.2'], { '/proc/net/fib_trie': '' })).toEqual([]);
    expect(await absent(['fd00::3'], { '/proc/net/if_inet6': '' })).toEqual([]);
  });
});
