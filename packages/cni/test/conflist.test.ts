import { describe, expect, test } from 'vitest';
import { isInRanges, parseRange, readConflist, usableOf } from '../src/conflist.ts';

const list = (first: object, more: object = {}) =>
  JSON.stringify({ cniVersion: '1.0.0', name: 'flatnet', plugins: [first, { type: 'portmap' }], ...more });

describe('a list', () => {
  test('says network, plugin, range and gateway', () => {
    const ipam = { type: 'host-local', ranges: [[{ subnet: '10.100.1.0/24', gateway: '10.100.1.1' }]] };
    expect(readConflist(list({ type: 'flatnet', bridge: 'br0', ipam })).network).toEqual({
      name: 'flatnet',
      cniVersion: '1.0.0',
      type: 'flatnet',
      bridge: 'br0',
      ranges: ['10.100.1.0/24'],
      gateway: '10.100.1.1',
      ipam: '/var/lib/cni/networks/flatnet',
    });
  });

  test('keeps its addresses where it says so', () => {
    const ipam = { type: 'host-local', dataDir: '/srv/ipam', subnet: '10.1.0.0/16' };
    expect(readConflist(list({ type: 'flatnet', ipam })).network?.ipam).toBe('/srv/ipam/flatnet');
    expect(readConflist(list({ type: 'flatnet', ipam: { type: 'flatnet-ipam' } })).network?.ipam).toBeNull();
  });

  test('that names no gateway has the first address of its range, as the reference plugins take it', () => {
    const ipam = { type: 'host-local', subnet: '10.87.4.0/22' };
    expect(readConflist(list({ type: 'flatnet', ipam })).network?.gateway).toBe('10.87.4.1');
  });

  test.each([
    ['{', 'no JSON'],
    ['[]', 'no list of plugins'],
    ['{"name":"","plugins":[{"type":"flatnet"}]}', 'names no network'],
    ['{"name":"flatnet"}', 'names no plugin'],
    ['{"name":"flatnet","plugins":[]}', 'names no plugin'],
    ['{"name":"flatnet","plugins":[{"type":"../../bin/sh"}]}', 'names no plugin'],
  ])('%s cannot be used: it %s', (text, why) => {
    const read = readConflist(text);
    expect(read.network).toBeNull();
    expect(read.why).toContain(why);
  });
});

describe('a range', () => {
  test.each([
    ['10.87.1.2', true],
    ['10.87.1.255', true],
    ['10.87.2.0', false],
    ['110.87.1.2', false],
    ['fd00::2', false],
  ])('10.87.1.0/24 has %s: %s', (address, has) => {
    expect(isInRanges(address, ['10.87.1.0/24'])).toBe(has);
  });

  test('that nobody can read, or none at all, refuses no address', () => {
    expect([isInRanges('10.0.0.1', []), isInRanges('10.0.0.1', ['fd00::/64'])]).toEqual([true, true]);
  });

  test.each(['10.87.1.0', '10.87.1.0/33', '10.87.256.0/24', 'nonsense'])('%s is none', (text) => {
    expect(parseRange(text)).toBeNull();
  });

  test('of 24 bits has 253 addresses to give out', () => {
    expect(usableOf(['10.87.1.0/24'])).toBe(253);
  });
});
