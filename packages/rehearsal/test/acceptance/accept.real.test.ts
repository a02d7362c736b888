import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { lookAt, maint, newestJournal, practiceGateway, versionServed } from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';
import { differences, touchedBy, treesOf } from './seen.ts';

machineTest(
  'an upgrade wants every probe green, or accepted by name with a reason; a rollback does not ask',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    await gateway.start();
    await gateway.startContainer();
    const site = machine.path(gateway.siteFile);
    writeFileSync(site, `${readFileSync(site, 'utf8')}  verify: [{ id: tickets, command: [/bin/false] }]\n`);
    const how = ['--site', gateway.siteFile, '--soak', '500ms', '--yes'];
    const upgrade = ['upgrade', 'gateway', '--to', newer, ...how];

    const served = async () => versionServed(await lookAt(machine), [older, newer]).version;

    const before = treesOf(machine, ['/srv', '/etc', '/var/lib/flatnet-maint']);
    const { result: refused, touched } = await touchedBy(machine, () => maint(machine, upgrade), ['/srv', '/var']);
    expect(refused.document.error).toMatchObject({
      code: 'E_PREFLIGHT_PROBE_SITE_TICKETS',
      message: expect.stringContaining('Probe site-tickets is not green now: /bin/false ended with 1'),
    });
    expect({ code: refused.code, touched }).toEqual({ code: 3, touched: [] });
    expect(differences(before, treesOf(machine, ['/srv', '/etc', '/var/lib/flatnet-maint']))).toEqual([]);

    const wrong = await maint(machine, [...upgrade, '--accept', 'probe-tickets', '--reason', 'a slip']);
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain('--accept probe-tickets accepts nothing');

    const reason = '保守中 (ticket system is down)';
    const done = await maint(machine, [...upgrade, '--accept', 'probe-site-tickets', '--reason', reason]);
    expect(done.code, done.stderr).toBe(0);
    const accepted = [
      { id: 'probe-site-tickets', reason, finding: expect.stringContaining('Probe site-tickets is not green now') },
    ];
    expect(done.document.accepted).toEqual(accepted);
    expect(newestJournal(machine).entries[0]).toMatchObject({ type: 'opened', plan: { accepted } });
    expect(done.document.probes).toContainEqual(expect.objectContaining({ id: 'site-tickets', verdict: 'fail' }));
    expect(await served()).toBe(newer);

    const back = await maint(machine, ['rollback', 'gateway', ...how]);
    expect({ code: back.code, accepted: back.document.accepted }, back.stderr).toEqual({ code: 0, accepted: [] });
    expect(await served()).toBe(older);
  },
  120_000,
);
