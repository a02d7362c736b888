import { closeSync, openSync, readSync } from 'node:fs';
import { SocketAddress } from 'node:net';

/** A line of /proc/net/tcp or tcp6. Addresses stay as the kernel spells them: `0100007F:1F90`. */
export interface SocketLine {
  readonly local: string;
  readonly remote: string;
  readonly state: SocketState;
  /** '0': no process holds it (yet). */
  readonly inode: string;
}
export type SocketState = '01' | '03' | '0A';
export const established: SocketState = '01';
export const synReceived: SocketState = '03';
export const listening: SocketState = '0A';

/**
 * The sockets in the wanted states. A busy gateway has tens of thousands of lines in TIME_WAIT; the state is looked at
 * in the bytes, before a line becomes text.
 */
export function readSockets(wanted: readonly SocketState[]): SocketLine[] {
  return [...readTable('/proc/net/tcp', 13, wanted), ...readTable('/proc/net/tcp6', 37, wanted)];
}

const page = 4096;
const lineFeed = 10;

function* readTable(path: string, width: number, wanted: readonly SocketState[]): Generator<SocketLine> {
  const table = readWhole(path);
  const codes = new Set(wanted.map((state) => state.charCodeAt(0) * 256 + state.charCodeAt(1)));
  const stateAt = 2 + width + 1 + width + 1;
  let start = table.indexOf(lineFeed) + 1;
  while (start > 0 && start < table.length) {
    const end = table.indexOf(lineFeed, start);
    const line = end < 0 ? table.length : end;
    // "  12: LOCAL REMOTE ST …": the number before the colon grows, the rest does not move.
    const colon = table.indexOf(58, start);
    const at = colon + stateAt;
    if (colon > 0 && at < line && codes.has(table[at]! * 256 + table[at + 1]!)) {
      const fields = table.toString('latin1', colon + 2, line).split(/ +/);
      yield { local: fields[0]!, remote: fields[1]!, state: fields[2] as SocketState, inode: fields[8]! };
    }
    start = line + 1;
  }
}

/**
 * The kernel hands out a page of whole lines a read; a thousand hops through the thread pool would cost more than the
 * reading. A read that leaves room for many more lines was the last: asking for the end as well makes the kernel walk its
 * whole table of connections once more, 6 ms where there is much memory, and a handover looks some fifty times.
 */
function readWhole(path: string): Buffer {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    // No IPv6 here.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    let whole = Buffer.allocUnsafe(64 * 1024);
    let size = 0;
    for (;;) {
      if (size === whole.length) whole = Buffer.concat([whole], whole.length * 2);
      const got = readSync(fd, whole, size, whole.length - size, null);
      size += got;
      const isLast = got === 0 || (got < page / 2 && whole[size - 1] === lineFeed);
      if (isLast) return whole.subarray(0, size);
    }
  } finally {
    closeSync(fd);
  }
}

/** `0100007F:1F90` → 127.0.0.1 and 8080. An IPv4 address inside IPv6 is given as IPv4. */
export function parseEnd(end: string): { address: string; port: number } {
  const [hex = '', port = '0'] = end.split(':');
  const bytes = Buffer.from(hex, 'hex');
  // Each 32-bit word is printed as a number of this machine: little-endian.
  bytes.swap32();
  if (bytes.length === 4) return { address: bytes.join('.'), port: Number.parseInt(port, 16) };
  if (hex.startsWith(mappedPrefix)) return { address: bytes.subarray(12).join('.'), port: Number.parseInt(port, 16) };
  const address = bytes.toString('hex').match(/.{4}/g)!.join(':');
  return { address: new SocketAddress({ address, family: 'ipv6' }).address, port: Number.parseInt(port, 16) };
}

/** The spellings under which the kernel may list an end: IPv4 appears in tcp, or in tcp6 when the listener speaks both. */
export function spellEnd(address: string, port: number): string[] {
  const tail = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain.includes('.')) {
    const word = Buffer.from(plain.split('.').map(Number)).swap32().toString('hex').toUpperCase();
    return [word + tail, mappedPrefix + word + tail];
  }
  const words = Buffer.from(groupsOf(plain).join(''), 'hex').swap32();
  return [words.toString('hex').toUpperCase() + tail];
}

const mappedPrefix = '0000000000000000FFFF0000';

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.padStart(4, '0'));
}
