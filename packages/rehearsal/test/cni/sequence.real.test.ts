import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { practiceImage } from '../../src/containers/lay-podman.ts';
import {
  type CniRelease,
  goodConflist,
  lookAtCni,
  type MaintEnd,
  maint,
  newestJournal,
  pinging,
  practiceCni,
  sha256Of,
  soundConflist,
  soundPlugin,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

machineTest(
  'upgrades in a row, two backups on one day, an emergency, a rollback and the rollback of it each bring the exact recorded pair',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const releases = [soundPlugin('0.1.0'), soundPlugin('0.2.0'), goodConflist('0.3.0'), soundPlugin('0.4.0')];
    const cni = await practiceCni(machine, { releases });
    // What the manual leaves; with two of them its emergency script fails (H47).
    const backups = [`${cni.plugin}.bak.20261124`, `${cni.plugin}.bak.20261125`, `${cni.conflist}.bak`];
    for (const path of backups) writeFileSync(machine.path(path), `kept by hand: ${path}\n`);
    const site = ['--site', cni.siteFile];
    const how = [...site, '--soak', '200ms', '--yes'];
    const typed = async (...args: string[]): Promise<MaintEnd['document']> => {
      const end = await maint(machine, [...args, ...(/^(upgrade|rollback)$/.test(args[0] ?? '') ? how : site)]);
      expect(end.code, `${args.join(' ')}: ${end.document.error?.message ?? end.stderr}`).toBe(0);
      // Everything beside it, the running containers among it, was held against before at the end.
      expect(end.document.leftovers ?? [], args.join(' ')).toEqual([]);
      return end.document;
    };
    const live = async () => {
      const { plugin, conflist, leftovers } = await lookAtCni(machine, cni, 'look');
      expect(leftovers).toEqual([]);
      return [plugin?.sha256, conflist?.sha256];
    };
    const pair = ({ plugin, conflist }: CniRelease, list = soundConflist()) => [
      sha256Of(plugin),
      sha256Of(conflist ?? list),
    ];
    const newList = goodConflist('0.3.0').conflist ?? '';
    const [first, second, third, fourth] = releases as [CniRelease, CniRelease, CniRelease, CniRelease];
    const pings = await pinging(machine, cni.containers);

    const backup = ['backup', 'cni', '--site', cni.siteFile];
    for (const args of [backup, backup]) expect((await maint(machine, args)).code).toBe(0);
    expect((await lookAtCni(machine, cni, 'look')).generations).toHaveLength(1);

    await typed('upgrade', 'cni', '--to', '0.2.0');
    expect(await live()).toEqual(pair(second));
    await typed('plan', 'upgrade', 'cni', '--to', '0.3.0');
    await typed('verify', 'cni');
    const emergency = await maint(machine, ['rollback', 'cni', '--emergency', '--yes']);
    expect([emergency.code, emergency.document.leftovers]).toEqual([0, []]);
    expect(await live(), 'an emergency goes to the one before').toEqual(pair(first));
    await typed('upgrade', 'cni', '--to', '0.3.0');
    expect(await live(), 'the list comes with the program').toEqual(pair(third));
    await typed('upgrade', 'cni', '--to', '0.4.0');
    expect(await live(), 'a program alone keeps the list').toEqual(pair(fourth, newList));
    await typed('rollback', 'cni');
    expect(await live()).toEqual(pair(third));
    await typed('rollback', 'cni', '--to', '0.4.0');
    expect(await live()).toEqual(pair(fourth, newList));
    await typed('rollback', 'cni', '--to', '0.1.0');
    expect(await live(), 'the first list comes back with the first program').toEqual(pair(first));

    for (const { path, lost, sent } of await pings.stop())
      expect({ path, lost, many: sent > 100 }).toEqual({ path, lost: 0, many: true });
    const saved = newestJournal(machine).entries.find((one) => one.type === 'doing' && one.id === 'run.beside');
    expect(saved).toMatchObject({ saved: { containers: { shop: practiceImage, web: practiceImage } } });
    const { generations, verified } = await lookAtCni(machine, cni);
    expect(verified).toBe('yes');
    // Named after what they hold, and not after a day: what is live at midnight is found after it (H48, H49).
    expect(generations).toHaveLength(4);
    for (const name of generations) expect(name).toMatch(/^0\.\d\.0-[0-9a-f]{12}$/);
    for (const path of backups) expect(readFileSync(machine.path(path), 'utf8')).toBe(`kept by hand: ${path}\n`);
  },
  240_000,
  { sideBySide: true },
);
