import { isIPv4, isIPv6 } from 'node:net';
import type { HostView } from '@flatnet-maint/core';

/**
 * Addresses that a program would listen on and that no interface has now: nginx ends with "Cannot assign requested
 * address" there (H39). A name, `*` and loopback are never absent; neither is anything where the system lets programs bind
 * what is not there, or does not tell what is.
 */
export async function absentAddresses(
  host: HostView,
  listens: readonly { readonly address: string }[],
): Promise<string[]> {
  if (host.os === 'windows') return [];
  const absent: string[] = [];
  const wanted = [...new Set(listens.map(({ address }) => address))];
  const four = wanted.filter((address) => isIPv4(address) && !/^(0\.0\.0\.0$|127\.)/.test(address));
  if (four.length > 0 && !(await bindsAnything(host, 'ipv4'))) {
    const table = await textOf(host, '/proc/net/fib_trie');
    const nets = table === null ? null : localNets(table);
    absent.push(...four.filter((address) => nets !== null && !nets.some((net) => holds(net, address))));
  }
  // nginx takes no zone (`fe80::1%eth0`), and says so itself.
  const six = wanted.filter(
    (address) => isIPv6(address) && !address.includes('%') && !/^0{30}0[01]$/.test(hexOf(address)),
  );
  if (six.length > 0 && !(await bindsAnything(host, 'ipv6'))) {
    const table = await textOf(host, '/proc/net/if_inet6');
    absent.push(...six.filter((address) => table !== null && !table.includes(hexOf(address))));
  }
  return absent;
}

type Net = { readonly first: number; readonly bits: number };

/** `|-- 10.100.1.1` and below it `/32 host LOCAL`; an address has a line for each table that knows it. */
export function localNets(table: string): Net[] {
  const nets: Net[] = [];
  let first = 0;
  for (const line of table.split('\n')) {
    const leaf = /^\s*\|-- (\S+)/.exec(line)?.[1];
    if (leaf !== undefined) first = numberOf(leaf);
    const bits = /^\s*\/(\d+) \S+ LOCAL\b/.exec(line)?.[1];
    if (bits !== undefined) nets.push({ first, bits: Number(bits) });
  }
  return nets;
}

const holds = ({ first, bits }: Net, address: string): boolean => {
  const size = 2 ** (32 - bits);
  return Math.floor(numberOf(address) / size) === Math.floor(first / size);
};

const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** 32 hexadecimal digits, as the system writes them. */
function hexOf(address: string): string {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => text.split(':').flatMap((group) => (group === '' ? [] : group.padStart(4, '0')));
  const [before, after] = [groups(head), groups(tail ?? '')];
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0000'), ...after].join('');
}

const bindsAnything = async (host: HostView, family: 'ipv4' | 'ipv6'): Promise<boolean> =>
  (await textOf(host, `/proc/sys/net/${family}/ip_nonlocal_bind`))?.trim() === '1';

/** null = not there, or not for us to read. */
const textOf = (host: HostView, path: string): Promise<string | null> => host.files.text(path).catch(() => null);
