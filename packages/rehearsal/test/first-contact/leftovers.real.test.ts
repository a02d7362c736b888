import { expect } from 'vitest';
import { type Machine, preparedHost, treesOf } from '../../src/index.ts';
import { touchedBy } from '../acceptance/seen.ts';
import { machineTest } from '../machine-test.ts';
import { generations, good, serves, takeReleases } from './serving.ts';

const soak = ['--soak', '300ms', '--yes'];

machineTest(
  'beside all that the manual leaves every command works, and touches none of it',
  async (up) => {
    const { host, typed, untouched } = await besideLeftOvers(await up.machine(), { layout: 'config', unit: true });
    await typed('evidence', 'gateway', '--to', '/var/tmp/evidence.tar');
    await typed('init', '--yes');
    await typed('adopt', 'gateway', '--yes');
    await typed('status');
    await typed('verify', 'gateway', '--yes');
    await takeReleases(host);
    await typed('plan', 'upgrade', 'gateway', '--to', '1.26');
    await typed('upgrade', 'gateway', '--to', '1.26', ...soak);
    await serves(host, up.parts.newer.version, {}, 'after upgrade');
    await typed('backup', 'gateway', '--yes');
    await typed('snapshots', 'gateway');
    await typed('snapshots', 'prune', 'gateway', '--dry-run');
    await typed('rollback', 'gateway', ...soak);
    await serves(host, up.parts.older.version, {}, 'after rollback');
    const { to } = await typed('rollback', 'gateway', '--emergency', '--yes');
    await serves(host, String(to), {}, 'after emergency');
    untouched();
  },
  180_000,
  { sideBySide: true },
);

machineTest(
  'an upgrade where nothing was ever kept keeps what it found as generation 0 first, and leaves what hands left alone',
  async (up) => {
    const { host, typed, untouched } = await besideLeftOvers(await up.machine(), { layout: 'tree' });
    await typed('init', '--yes');
    await takeReleases(host);
    expect(await generations(host.machine)).toEqual([]);
    await typed('upgrade', 'gateway', '--to', '1.26', ...soak);
    await serves(host, up.parts.newer.version, {}, 'after upgrade');
    const zero = (await generations(host.machine)).filter(({ adopted }) => adopted !== undefined);
    expect(zero).toMatchObject([{ version: up.parts.older.version, adopted: 'proven' }]);
    await typed('rollback', 'gateway', '--to', String(zero[0]?.id), ...soak);
    await serves(host, up.parts.older.version, {}, 'after rollback');
    untouched();
  },
  120_000,
  { sideBySide: true },
);

/** A healthy gateway with all of it around, and a way to type commands that may touch none of it. */
async function besideLeftOvers(machine: Machine, how: { layout: 'tree' | 'config'; unit?: boolean }) {
  const host = await preparedHost(machine, { kind: 'running', leftOvers: true, routes: true, ...how });
  const trees = [`${host.home}-old`, `${host.home}-failed`, `${host.root}/backups`];
  const left = [...trees, '/backup', '/opt/cni', '/etc/cni'];
  const before = treesOf(machine, left);
  for (const path of left) expect(Object.keys(before), path).toContain(path);
  const typed = async (...args: readonly string[]) => {
    const { result, touched } = await touchedBy(machine, () => good(machine, ...args), left);
    expect(touched, args.join(' ')).toEqual([]);
    return result;
  };
  return { host, typed, untouched: () => expect(treesOf(machine, left)).toEqual(before) };
}
