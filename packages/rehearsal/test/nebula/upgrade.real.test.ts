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

/** Nobody has its identity here: what is sealed for it stays closed. */
const recipient = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';

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
    const lines = [`  keys: { recipient: ${recipient} }`];
    const stage = await nebulaStage({ parts, name: 'test', gateway: true, lines, shares: compiled(), say: () => {} });
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
    const tool = await underWatch(stage, () => type(h1, 'upgrade', 'nebula', '--to', '1.9'));
    await live(newer);
    await type(h1, 'verify', 'nebula');

    const back = type(h1, 'rollback', 'nebula');
    back.catch(() => {}); // told below
    await until(() => newestJournal(machine).entries.some(({ id }) => id === 'nebula.keep'), 30_000);
    const refused = await maint(lh1.machine, ['upgrade', 'nebula', '--to', '1.9', '--site', lh1.siteFile, '--yes']);
    expect(refused, 'its host is in the middle of something').toMatchObject({ code: 3 });
    // While its tunnel is away that host may be slow to tell which run it is.
    expect(refused.document.error?.message).toMatch(/no run is open on h1: (on h1 the run|h1 did not say)/);
    await back;
    await live(older);

    await type(lh1, 'upgrade', 'nebula', '--to', '1.9');
    expect(nebulaLive(await lookAtNebula(lh1), stage.known)).toEqual({ version: newer, why: [] });
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
    expect((await lookAtNebula(h1)).keys, 'no key was copied in clear').toEqual({ plain: [], open: [] });

    console.log(`the tunnel was silent for ${tool.tunnel.silenceMs} ms, by hand for ${hand.tunnel.silenceMs} ms`);
    expect(tool.tunnel.answers).toBeGreaterThan(50);
    expect(tool.tunnel.silenceMs).toBeLessThanOrEqual(hand.tunnel.silenceMs + 1_000);
  },
  180_000,
);
