import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMatcher } from '@flatnet-maint/actions';
import { createRun } from '@flatnet-maint/engine';
import { FakeAlertmanager, memoryHosts } from '@flatnet-maint/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silenceHouse } from '../../src/silence/silence-house.ts';
import type { Site } from '../../src/site/site.ts';

const of = (text: string) => [parseMatcher(text) ?? expect.fail(text)];
const silence = {
  alertmanager: 'http://127.0.0.1:9093',
  prometheus: null,
  need: 'best-effort' as const,
  lease: 300_000,
  matchers: { gateway: of('component="gateway"'), cni: of('severity=~".*"') },
};
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'silence-'));
});
afterEach(() => rmSync(state, { recursive: true }));

function stage(manners: '0.25' | '0.28' = '0.28', site: Site['silence'] = silence) {
  const hosts = memoryHosts({ profile: 'posix' });
  const alerts = new FakeAlertmanager(hosts.world, { manners });
  const read = async () => ({ path: '/etc/flatnet.yaml', lang: null, silence: site, components: {} });
  return { alerts, house: silenceHouse({ state, hosts, site: read }) };
}
const foreign = (alerts: FakeAlertmanager, by = 'grafana') =>
  alerts.add(by, [{ name: 'job', value: 'node', isRegex: false }]);
const how = { lasts: 600_000, reason: 'cabling', by: 'mika' };

describe('silences by hand', () => {
  test('are made for a component, read back, and listed with those of others', async () => {
    const { alerts, house } = stage();
    foreign(alerts);
    const made = await house.addSilence('gateway', how);
    expect(made).toMatchObject({ whose: 'hand', by: 'mika', state: 'active', matchers: ['component="gateway"'] });
    expect(alerts.active.at(-1)).toMatchObject({ createdBy: 'flatnet-maint/hand/mika', comment: 'cabling' });
    alerts.add('flatnet-maint/run-7', []);
    const rows = await house.silences();
    expect(rows.map(({ whose, by }) => `${whose} ${by}`).toSorted()).toEqual([
      'foreign grafana',
      'hand mika',
      'run run-7',
    ]);
  });

  test.each(['0.25', '0.28'] as const)('are ended all at once, and nobody else’s is (%s)', async (manners) => {
    const { alerts, house } = stage(manners);
    const stays = [foreign(alerts), foreign(alerts, 'flatnet-maint/hand/ken'), foreign(alerts, 'flatnet-maint/run-7')];
    await house.addSilence('gateway', how);
    await house.addSilence('gateway', how);
    expect(await house.endSilences({ mine: 'mika' })).toHaveLength(2);
    expect(alerts.active.map(({ id }) => id)).toEqual(stays);
    expect(await house.endSilences({ mine: 'mika' })).toEqual([]);
  });

  test('are ended by the beginning of their id; what is somebody else’s by all of it', async () => {
    const { alerts, house } = stage();
    const { id } = await house.addSilence('gateway', how);
    const other = foreign(alerts);
    for (const part of [id.slice(0, 5), other.slice(0, 8), 'f00dba'])
      await expect(house.endSilences({ id: part })).rejects.toMatchObject({ code: 'E_SILENCE_UNKNOWN', exit: 3 });
    expect(alerts.active).toHaveLength(2);
    expect(await house.endSilences({ id: id.slice(0, 6) })).toMatchObject([{ id }]);
    expect(await house.endSilences({ id: other })).toMatchObject([{ id: other, whose: 'foreign' }]);
    expect(alerts.active).toEqual([]);
  });

  test('of an open run are left to it', async () => {
    const { alerts, house } = stage();
    const id = foreign(alerts, 'flatnet-maint/run-7');
    createRun(state, 'run-7', { pid: 1, started: '1', boot: 'b' }, 'test');
    await expect(house.endSilences({ id })).rejects.toMatchObject({ code: 'E_SILENCE_RUN', exit: 6 });
    expect(alerts.active).toHaveLength(1);
  });

  test('are refused with a matcher that Alertmanager would refuse, for too long, and where nothing is set', async () => {
    const { alerts, house } = stage();
    await expect(house.addSilence('cni', how)).rejects.toMatchObject({ code: 'E_SILENCE_MATCHER', exit: 3 });
    await expect(house.addSilence('gateway', { ...how, lasts: 86_400_001 })).rejects.toMatchObject({ exit: 2 });
    await expect(house.addSilence('toy', how)).rejects.toMatchObject({ code: 'E_SILENCE_UNSET', exit: 2 });
    await expect(stage('0.28', null).house.silences()).rejects.toMatchObject({ code: 'E_SILENCE_UNSET', exit: 2 });
    expect(alerts.active).toEqual([]);
  });

  test('say so when nobody answers', async () => {
    const { alerts, house } = stage();
    alerts.isDown = true;
    await expect(house.silences()).rejects.toMatchObject({ code: 'E_ALERTMANAGER' });
    await expect(house.addSilence('gateway', how)).rejects.toMatchObject({ code: 'E_ALERTMANAGER' });
  });
});
