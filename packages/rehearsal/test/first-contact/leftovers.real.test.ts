import { expect } from 'vitest';
import { maint, preparedHost, treesOf, typeMaint } from '../../src/index.ts';
import { touchedBy } from '../acceptance/seen.ts';
import { machineTest } from '../machine-test.ts';
import { generations, good, serves, takeReleases } from './serving.ts';

const soak = ['--soak', '300ms', '--yes'];

for (const layout of ['tree', 'config'] as const)
  machineTest(
    `${layout}: beside all that the manual leaves every command works, and touches none of it`,
    async (up) => {
      const machine = await up.machine();
      const [older, newer] = [up.parts.older.version, up.parts.newer.version];
      // In one layout the site's own unit has started it, in the other a hand.
      const host = await preparedHost(machine, {
        kind: 'running',
        layout,
        leftOvers: true,
        routes: true,
        unit: layout === 'config',
      });
      const left = [
        ...[`${host.home}-old`, `${host.home}-failed`, `${host.root}/backups`],
        ...['/backup', '/opt/cni', '/etc/cni'],
      ];
      const before = treesOf(machine, left);
      const typed = async (wanted: number, ...args: readonly string[]) => {
        const { result, touched } = await touchedBy(machine, () => maint(machine, args), left);
        const name = args.join(' ');
        expect({ code: result.code, error: result.document.error }, `${name}: ${result.stderr}`).toMatchObject({
          code: wanted,
        });
        expect(touched, name).toEqual([]);
        return result.document;
      };

      await typed(0, 'evidence', 'gateway', '--to', '/var/tmp/evidence.tar');
      await typed(0, 'init', '--yes');
      await typed(0, 'adopt', 'gateway', '--yes');
      await typed(0, 'status');
      await typed(0, 'verify', 'gateway', '--yes');
      await takeReleases(host);
      await typed(0, 'plan', 'upgrade', 'gateway', '--to', '1.26');
      await typed(0, 'upgrade', 'gateway', '--to', '1.26', ...soak);
      await serves(host, newer, {}, 'after upgrade');
      await typed(0, 'backup', 'gateway', '--yes');
      await typed(0, 'snapshots', 'gateway');
      await typed(0, 'snapshots', 'prune', 'gateway', '--dry-run');
      await typed(0, 'rollback', 'gateway', ...soak);
      await serves(host, older, {}, 'after rollback');
      const { to } = await typed(0, 'rollback', 'gateway', '--emergency', '--yes');
      await serves(host, String(to), {}, 'after emergency');
      await typed(0, 'status');
      expect(treesOf(machine, left)).toEqual(before);
    },
    180_000,
    { sideBySide: true },
  );

machineTest(
  'an upgrade on a host where nothing was ever kept keeps what it found as generation 0 first',
  async (up) => {
    const machine = await up.machine();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const host = await preparedHost(machine, { kind: 'running', layout: 'config', routes: true });
    expect((await typeMaint(machine, 'init', '--yes')).code).toBe(0);
    await takeReleases(host);
    expect(await generations(machine)).toEqual([]);
    await good(machine, 'upgrade', 'gateway', '--to', '1.26', ...soak);
    await serves(host, newer, {}, 'after upgrade');
    const zero = (await generations(machine)).filter(({ adopted }) => adopted !== undefined);
    expect(zero).toMatchObject([{ version: older, adopted: 'proven' }]);
    await good(machine, 'rollback', 'gateway', '--to', String(zero[0]?.id), ...soak);
    await serves(host, older, {}, 'after rollback');
  },
  120_000,
  { sideBySide: true },
);
