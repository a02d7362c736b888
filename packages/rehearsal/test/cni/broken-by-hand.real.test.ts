import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { badPlugin, type Machine, maint, type PracticeCni, practiceCni } from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

/** What hands do to it, and what `status` then says is red. */
const damages: Readonly<Record<string, readonly [(machine: Machine, cni: PracticeCni) => void, string]>> = {
  'the plugin is cut': [(machine, { plugin }) => writeFileSync(machine.path(plugin), '#!/bin/bash\necho "'), 'plugin'],
  'the list is gone': [(machine, { conflist }) => rmSync(machine.path(conflist)), 'network'],
};

machineTest(
  'whatever hands break, and however often it is backed up then, `status` names the command that mends it',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const cni = await practiceCni(machine);
    const type = (...words: readonly string[]) => maint(machine, [...words, '--site', cni.siteFile]);
    expect(await type('upgrade', 'cni', '--to', '0.2', '--soak', '0s')).toMatchObject({ code: 0 });
    const good = [cni.plugin, cni.conflist].map((path) => readFileSync(machine.path(path)));
    for (const [title, [damage, red]] of Object.entries(damages)) {
      damage(machine, cni);
      const backups = [await type('backup', 'cni'), await type('backup', 'cni')];
      expect(
        backups.map(({ code }) => code),
        title,
      ).toEqual([0, 0]);
      const { code, document } = await type('status');
      const [seen] = document.components as readonly {
        next: string;
        probes: readonly { id: string; verdict: string }[];
      }[];
      expect(code, title).toBe(8);
      expect(
        seen?.probes.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id),
        title,
      ).toContain(red);
      expect(seen?.next, title).toBe('flatnet-maint rollback cni --emergency');
      expect(await maint(machine, ['rollback', 'cni', '--emergency']), title).toMatchObject({ code: 0 });
      expect(
        [cni.plugin, cni.conflist].map((path) => readFileSync(machine.path(path))),
        title,
      ).toEqual(good);
      expect(await type('status'), title).toMatchObject({ code: 0 });
    }

    rmSync(machine.path(cni.plugin));
    const refused = await type('plan', 'upgrade', 'cni', '--to', '0.3');
    expect(refused).toMatchObject({ code: 3, document: { error: { next: 'flatnet-maint rollback cni' } } });
    const back = await type('rollback', 'cni', '--soak', '0s', '--yes');
    expect(back).toMatchObject({ code: 0, document: { to: '0.2.0', leftovers: [] } });

    // Every probe is green with it.
    cni.lay(badPlugin(machine, 'add-fails'));
    const { code, document } = await type('upgrade', 'cni', '--to', '0.3', '--soak', '0s');
    expect(code).toBe(3);
    expect(document.error?.message).toMatch(/^The plugin that is in place fails already/);
    expect(document.error?.next).toContain('--accept trial-before');
  },
  240_000,
);
