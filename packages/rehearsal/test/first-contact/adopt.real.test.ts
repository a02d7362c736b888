import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect } from 'vitest';
import { lookAt, type Machine, maint, type PracticeGateway, practiceGateway, versionServed } from '../../src/index.ts';
import { treeOf } from '../acceptance/seen.ts';
import { machineTest } from '../machine-test.ts';

type Layout = 'tree' | 'config';

machineTest(
  'what runs becomes generation 0 without a change to it, and an emergency returns to that after the original was spoiled',
  async (up) => {
    const machine = await up.machine();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const gateway = await running(machine, 'config');
    const before = [treeOf(machine, gateway.home), treeOf(machine, `${gateway.root}/config`)];
    const seen = (await lookAt(machine, gateway.root)).nginx;
    const end = await maint(machine, ['adopt', 'gateway', '--site', gateway.siteFile]);
    expect({ code: end.code, error: end.document.error, probes: end.document.probes }).toMatchObject({
      code: 0,
      error: undefined,
      probes: expect.arrayContaining([expect.objectContaining({ id: 'identity', verdict: 'pass' })]),
    });
    expect((await lookAt(machine, gateway.root)).nginx).toEqual(seen);
    expect([treeOf(machine, gateway.home), treeOf(machine, `${gateway.root}/config`)]).toEqual(before);
    const [zero] = await generations(machine);
    expect(zero).toMatchObject({ adopted: 'proven', lastGood: true, version: older, damage: null });

    await machine.exec(['rm', '-r', `${gateway.home}/lualib`, `${gateway.home}/sbin`]);
    const back = await maint(machine, ['rollback', 'gateway', '--emergency', '--yes']);
    expect({ code: back.code, error: back.document.error }).toEqual({ code: 0, error: undefined });
    await serves(machine, gateway, older, [older, newer]);
    expect(readdirSync(machine.path(gateway.root))).toContain('openresty.found-1');
  },
  300_000,
);

machineTest(
  'a tree that nothing runs from is kept as not proven, and no emergency takes it',
  async (up) => {
    const machine = await up.machine();
    const gateway = await running(machine, 'tree');
    await gateway.stop();
    const old = `${gateway.home}-old`;
    await machine.exec(['mv', gateway.home, old]);
    const before = treeOf(machine, old);
    const kept = await maint(machine, ['adopt', 'gateway', '--tree', old, '--site', gateway.siteFile]);
    expect(kept).toMatchObject({ code: 0, document: { outcome: 'committed' } });
    expect(await generations(machine)).toMatchObject([{ adopted: 'not-proven', lastGood: false }]);
    expect((await maint(machine, ['rollback', 'gateway', '--emergency', '--yes'])).code).toBe(3);
    expect(treeOf(machine, old)).toEqual(before);
  },
  300_000,
);

machineTest(
  'a tree that lies among the generations is adopted where it is, once; dead, it is started there; half a tree is refused',
  async (up) => {
    const machine = await up.machine();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const gateway = await practiceGateway(machine);
    await gateway.start();
    const adopt = (...more: string[]) => maint(machine, ['adopt', 'gateway', '--site', gateway.siteFile, ...more]);
    for (let times = 0; times < 2; times += 1) expect(await adopt()).toMatchObject({ code: 0 });
    expect(await generations(machine)).toMatchObject([{ id: basename(gateway.tree), adopted: 'proven' }]);
    expect((await adopt('--start')).document.error?.code).toBe('E_PREFLIGHT_SERVES_ALREADY');
    await serves(machine, gateway, older, [older, newer]);

    const half = `${gateway.home}-new`;
    await machine.exec(['cp', '-r', gateway.tree, half]);
    await machine.exec(['rm', '-r', `${half}/modules`]);
    await gateway.stop();
    const refused = await adopt('--tree', half, '--start');
    expect(refused).toMatchObject({ code: 3, document: { outcome: 'refused', error: { code: 'E_GATE_CLOSED' } } });
    expect(refused.document.error?.message).toContain(`${half}/modules/ndk_http_module.so`);
    expect(readdirSync(machine.path(dirname(gateway.tree)))).toEqual([basename(gateway.tree)]);

    const end = await adopt('--start');
    expect({ code: end.code, error: end.document.error }).toEqual({ code: 0, error: undefined });
    await serves(machine, gateway, older, [older, newer]);
    expect(readdirSync(machine.path(gateway.root)).filter((name) => name.includes('aside'))).toEqual([]);
  },
  300_000,
);

async function running(machine: Machine, layout: Layout): Promise<PracticeGateway> {
  const gateway = await practiceGateway(machine, { layout, home: 'directory' });
  await gateway.start();
  return gateway;
}

async function serves(
  machine: Machine,
  gateway: PracticeGateway,
  wanted: string,
  versions: readonly string[],
): Promise<void> {
  const seen = await lookAt(machine, gateway.root);
  expect({ ...versionServed(seen, versions), left: seen.leftovers }).toEqual({ version: wanted, why: [], left: [] });
}

const generations = async (machine: Machine) => {
  const rows = (await maint(machine, ['snapshots', 'gateway'])).document as unknown as readonly {
    kind: string;
    version: string;
    adopted?: string;
  }[];
  return rows.filter(({ kind }) => kind === 'generation');
};
