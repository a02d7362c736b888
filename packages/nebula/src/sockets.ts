import type { HostView } from '@flatnet-maint/core';

/** `address:port` of all that listens on this very address, in order. */
export async function listenersOn(host: HostView, address: string): Promise<readonly string[]> {
  const all = await host.processes.listeners();
  return [...new Set(all.filter((one) => one.address === address).map(({ port }) => `${address}:${port}`))].sort();
}

/** From where TCP connections to this address are established: of IPv4, as the system's own tables tell it. */
export async function connectedTo(host: HostView, address: string): Promise<readonly string[]> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => host.files.text(path).catch(() => '')),
  );
  const local = hexOf(address);
  if (local === null) return [];
  const from = tables
    .join('\n')
    .split('\n')
    .flatMap((line) => {
      // Who listens for both kinds at once has its connections in the second table, by an address that holds the first.
      const [, here = '', there = '', state] = line.replaceAll(mapped, '').trim().split(/\s+/);
      return state === established && here.startsWith(`${local}:`) ? [dotted(there)] : [];
    });
  return [...new Set(from)].filter((one) => one !== address).sort();
}

const established = '01';
const mapped = '0000000000000000FFFF0000';

/** The system writes the four bytes backwards. */
const hexOf = (address: string): string | null => {
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4) return null;
  return bytes
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
};
const dotted = (pair: string): string =>
  (pair.slice(0, 8).match(/../g) ?? [])
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
