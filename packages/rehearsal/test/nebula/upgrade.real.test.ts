import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  ask,
  lookAtEnds,
  lookAtNebula,
  maint,
  type NebulaHost,
  nebulaArgs,
  nebulaEndSeen,
  nebulaLive,
  nebulaStage,
  newestJournal,
  type Release,
  underWatch,
  until,
} from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';

/** What the manual has: stopped, copied over, started. */
async function byHand({ machine }: NebulaHost, { folder }: Release): Promise<void> {
  const script =
    'systemctl stop nebula && cp "$1/nebula" "$1/nebula-cert" /opt/flatnet/nebula/ && systemctl start nebula';
  const done = await machine.exec(['sh', '-c', script, 'sh', folder]);
  if (done.code !== 0) throw new Error(done.stderr);
}

machineTest(
  'host and lighthouse are upgraded and taken back, mixed in both orders; the tunnel is silent no longer than by hand, and the gateway on it goes on',
  async ({ parts }) => {
    const stage = await nebulaStage({ parts, name: 'test', gateway: true, shares: compiled(), say: () => {} });
    await using nebula = stage.nebula;
    const { h1, lh1, gateway } = nebula;
    const { older, newer, machine } = stage;
    const before = await lookAtEnds(stage);
    const live = async (version: string) =>
      expect(await nebulaEndSeen(stage, before)).toEqual({ version, problems: [] });
    const type = async (host: NebulaHost, ...args: readonly string[]) => {
      const isChange = /^(upgrade|rollback)$/.test(args[0] ?? '');
      const how = isChange ? nebulaArgs(stage) : ['--site', host.siteFile];
      const end = await maint(host.machine, [...args, ...how]);
      expect(end.code, `${args.join(' ')}: ${end.document.error?.message ?? end.stderr}`).toBe(0);
      return end.document;
    };
    const master = () => readFileSync(machine.path(gateway?.pidFile ?? ''), 'utf8').trim();
    const first = master();
    const served = async () => (await ask(lh1.machine, `http://${h1.address}:8080/api/health`)).status;
    expect(await served()).toBe(200);

    const hand = await underWatch(stage, async () => {
      await byHand(h1, nebula.parts.newer);
      return h1.reaches();
    });
    await byHand(h1, nebula.parts.older);
    expect(await h1.reaches()).toBe(true);

    await type(h1, 'backup', 'nebula');
    expect(await type(h1, 'plan', 'upgrade', 'nebula', '--to', '1.9')).toMatchObject({ from: older, to: newer });
    const tool = await underWatch(stage, async () => {
      const upgraded = type(h1, 'upgrade', 'nebula', '--to', '1.9');
      upgraded.catch(() => {}); // told below
      await until(() => newestJournal(machine).entries.some(({ id }) => id === 'nebula.lay'), 30_000);
      // Its host is in the middle of something.
      const refused = await maint(lh1.machine, ['upgrade', 'nebula', '--to', '1.9', '--site', lh1.siteFile, '--yes']);
      expect(refused).toMatchObject({ code: 3 });
      expect(refused.document.error?.message).toContain(newestJournal(machine).run);
      return upgraded;
    });
    await live(newer);
    await type(h1, 'verify', 'nebula');

    await type(lh1, 'upgrade', 'nebula', '--to', '1.9');
    expect(nebulaLive(await lookAtNebula(lh1), stage.known)).toEqual({ version: newer, why: [] });
    await live(newer);

    await type(h1, 'rollback', 'nebula');
    await live(older);
    expect([await served(), master()], 'the gateway is not touched').toEqual([200, first]);

    // A program cut short by hand: the emergency needs neither it nor the site file.
    await h1.systemctl('stop', 'nebula');
    await machine.exec(['truncate', '-s', '5000000', h1.program]);
    expect(await maint(machine, ['rollback', 'nebula', '--emergency'])).toMatchObject({ code: 0 });
    expect(await nebulaEndSeen(stage, before), 'what it met is never lost').toEqual({
      version: older,
      problems: [`new beside it: ${h1.program}.found-1`],
    });
    expect([await served(), master()]).toEqual([200, first]);

    console.log(`the tunnel was silent for ${tool.tunnel.silenceMs} ms, by hand for ${hand.tunnel.silenceMs} ms`);
    expect(tool.tunnel.answers).toBeGreaterThan(50);
    expect(tool.tunnel.silenceMs).toBeLessThanOrEqual(hand.tunnel.silenceMs + 1_000);
  },
  180_000,
);
