import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  authority,
  badTunnel,
  lookAtNebula,
  maint,
  type NebulaStage,
  nebulaArgs,
  nebulaLive,
  nebulaStage,
} from '../../src/index.ts';
import { compiled, machineTest, type Up } from '../machine-test.ts';

const stageOf = ({ parts }: Up): Promise<NebulaStage> =>
  nebulaStage({ parts, name: 'test', shares: compiled(), say: () => {} });

/** One of each kind, for each costs seconds; `campaign bad-nebula` plays them all. */
machineTest(
  'a Nebula that dies, and one that a firewall does not let through, go back by themselves, and the tunnel answers again',
  async (up) => {
    const stage = await stageOf(up);
    await using _machines = stage.nebula;
    for (const fault of ['dies-at-once', 'udp-dropped'] as const)
      expect(await badTunnel(stage, fault)).toMatchObject({ fault, problems: [] });
  },
  240_000,
  { sideBySide: true },
);

machineTest(
  'nothing is stopped for a program that cannot run or takes no configuration, certificates with which nothing can start, or a peer that is silent',
  async (up) => {
    const stage = await stageOf(up);
    await using nebula = stage.nebula;
    const { h1, lh1 } = nebula;
    for (const fault of ['truncated', 'refuses-configuration'] as const)
      expect(await badTunnel(stage, fault)).toMatchObject({ fault, problems: [] });

    await h1.offer([nebula.parts.older, nebula.parts.newer]);
    const { unit } = await lookAtNebula(h1);
    const upgrade = (...more: readonly string[]) =>
      maint(stage.machine, ['upgrade', 'nebula', '--to', stage.newer, ...nebulaArgs(stage), ...more]);
    const refused = async (words: string | RegExp) => {
      const { code, document, stderr } = await upgrade();
      expect({ code, said: document.error?.message ?? stderr }).toMatchObject({
        code: 3,
        said: expect.stringMatching(words),
      });
      expect((await lookAtNebula(h1)).unit).toEqual(unit);
    };
    const own = { name: h1.name, address: `${h1.address}/16` };
    const sound = await nebula.authority.sign(own);

    // What runs goes on with it, and would never start again.
    h1.trust({ host: await nebula.authority.sign({ ...own, duration: '1s' }) });
    await sleep(1_100);
    await refused(/expired/);
    const other = await authority(lh1.machine, nebula.parts.older, '/root/other-ca');
    h1.trust({ ca: other.certificate, host: sound });
    await refused(/none of the authorities/);
    if (nebula.parts.newest !== null) {
      const second = await authority(lh1.machine, nebula.parts.newest, '/root/second-ca');
      h1.trust({ ca: second.certificate, host: await second.sign(own) });
      await refused(/certificate/);
    }
    h1.trust({ ca: nebula.authority.certificate, host: sound });

    await lh1.systemctl('stop', 'nebula');
    await refused(/lh1/);
    const accepted = await upgrade('--accept', 'probe-peer-lh1', '--reason', 'its building has no power');
    expect(accepted, accepted.document.error?.message).toMatchObject({ code: 0 });
    await lh1.systemctl('start', 'nebula');
    expect(await h1.reaches(20_000)).toBe(true);
    expect(nebulaLive(await lookAtNebula(h1), stage.known)).toEqual({ version: stage.newer, why: [] });
  },
  180_000,
  { sideBySide: true },
);
