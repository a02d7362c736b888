import type { Network } from './facts.ts';
import { t } from './texts.ts';

/** What a list says, or why it says nothing that can be used. */
export type ReadList =
  | { readonly network: Network; readonly why: null }
  | { readonly network: null; readonly why: string };

type Loose = { readonly [key: string]: unknown };

/** A list of plugins as libcni reads it; of its plugins the first is the one that wires. Never throws. */
export function readConflist(text: string): ReadList {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    return unusable(t('list-syntax', { why: (error as Error).message }));
  }
  if (!isObject(list)) return unusable(t('list-no-object'));
  const { name, cniVersion, plugins } = list;
  if (typeof name !== 'string' || name === '') return unusable(t('list-no-name'));
  const first = Array.isArray(plugins) ? (plugins[0] as unknown) : undefined;
  if (!isObject(first) || typeof first.type !== 'string' || !/^[\w.-]+$/.test(first.type))
    return unusable(t('list-no-plugin'));
  const ipam = isObject(first.ipam) ? first.ipam : {};
  const ranges = rangesOf(ipam);
  return {
    why: null,
    network: {
      name,
      cniVersion: typeof cniVersion === 'string' ? cniVersion : '0.1.0',
      type: first.type,
      bridge: textOf(first.bridge),
      ranges: ranges.map(({ subnet }) => subnet),
      gateway:
        ranges.find(({ gateway }) => gateway !== null)?.gateway ?? textOf(first.gateway) ?? firstOf(ranges[0]?.subnet),
      ipam: ipam.type === 'host-local' ? `${textOf(ipam.dataDir) ?? '/var/lib/cni/networks'}/${name}` : null,
    },
  };
}

function rangesOf(ipam: Loose): readonly { readonly subnet: string; readonly gateway: string | null }[] {
  const sets = Array.isArray(ipam.ranges) ? (ipam.ranges as unknown[]).flat() : [ipam];
  return sets.flatMap((one) => {
    const subnet = isObject(one) ? textOf(one.subnet) : null;
    return subnet === null ? [] : [{ subnet, gateway: textOf((one as Loose).gateway) }];
  });
}

/** Where nothing is said, the reference plugins take the first address of the range. */
function firstOf(subnet: string | undefined): string | null {
  const range = subnet === undefined ? null : parseRange(subnet);
  return range === null ? null : addressOf(range.base + 1);
}

/** `10.87.1.0/24` as numbers; null = no IPv4 range. */
export function parseRange(text: string): { readonly base: number; readonly size: number } | null {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  const bits = Number(found?.[5]);
  if (found === null || bits > 32 || found.slice(1, 5).some((part) => Number(part) > 255)) return null;
  const size = 2 ** (32 - bits);
  const number = numberOf(found.slice(1, 5).join('.'));
  return { base: number - (number % size), size };
}

const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const addressOf = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** Whether an IPv4 address lies in one of the ranges; of no ranges, or of other kinds of them, nobody can say no. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const known = ranges.map(parseRange).filter((range) => range !== null);
  if (known.length === 0 || known.length < ranges.length) return true;
  if (!/^\d+(\.\d+){3}$/.test(address)) return false;
  const number = numberOf(address);
  return known.some(({ base, size }) => number >= base && number < base + size);
}

/** Addresses that can be given out: all but the network’s own, the broadcast’s and the gateway’s. */
export const usableOf = (ranges: readonly string[]): number =>
  ranges.reduce((sum, range) => sum + Math.max(0, (parseRange(range)?.size ?? 0) - 3), 0);

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const unusable = (why: string) => ({ network: null, why }) as const;
