import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  badPlugin,
  type Machine,
  nextWords,
  practiceCni,
  preparedHost,
  stateFolder,
  typeMaint,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';
import { breakPlugin, bytesIn, conflist, lostOf, plugin, sh } from './cni-look.ts';

const siteFile = '/etc/flatnet-maint/flatnet.yaml';
const soak = ['--soak', '300ms', '--yes'];

/** What a new container says, and that those from before ran on. */
async function containersOf(machine: Machine) {
  const ran = await machine.exec([
    ...['podman', 'run', '--rm', '--network', 'flatnet', 'localhost/practice-app:1'],
    ...['ping', '-c', '1', '-W', '2', '10.87.1.1'],
  ]);
  const listed = await sh(machine, `podman ps --format '{{.Names}}' | sort`);
  return { fresh: ran.code, listed: listed.trim().split('\n') };
}
const allWell = { fresh: 0, listed: ['shop', 'web'] };

machineTest(
  'from a broken plugin without a journal, init and the command that it names bring new containers back within a minute, and no file of hands is lost',
  async (up) => {
    const machine = await up.machine({ podman: true });
    await preparedHost(machine, { kind: 'running' });
    await practiceCni(machine);
    await breakPlugin(machine);
    const made = bytesIn(machine);
    expect(existsSync(machine.path(stateFolder))).toBe(false);

    const began = performance.now();
    const found = await typeMaint(machine, 'init', '--yes');
    const words = nextWords(found.stdout);
    // The gateway serves and can wait until it is kept.
    expect(words, `${found.stdout}${found.stderr}`).toEqual([
      ...['adopt', 'cni', '--tree', `${plugin}.bak.20261001`, '--start'],
    ]);
    const written = readFileSync(machine.path(siteFile), 'utf8');
    expect(written).toMatch(/^gateway:$/m);
    expect(written).toMatch(/^cni:$/m);
    const adopted = await typeMaint(machine, ...(words ?? []), ...soak);
    expect(adopted.code, `${adopted.stdout}${adopted.stderr}`).toBe(0);
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(await containersOf(machine)).toEqual(allWell);
    const after = bytesIn(machine);
    expect(lostOf(made, after)).toEqual([]);
    expect(after[plugin]).toBe(made[`${plugin}.bak.20261001`]);
    expect(Object.keys(after).filter((path) => !(path in made))).toEqual([
      expect.stringMatching(/^\/opt\/cni\/bin\/flatnet\.aside-\d{8}-\d{6}-[0-9a-f]{6}$/),
    ]);
    const status = await typeMaint(machine, 'status');
    expect(status.code, status.stdout).toBe(0);
    // What is kept needs nothing more, so the gateway's turn has come.
    expect(nextWords((await typeMaint(machine, 'init')).stdout)).toEqual(['adopt', 'gateway']);
    const kept = await typeMaint(machine, 'adopt', 'gateway', '--yes');
    expect(kept.code, kept.stderr).toBe(0);
  },
  120_000,
  { sideBySide: true },
);

machineTest(
  'a copy that answers and wires nothing goes back as a whole; then program and list, both gone bad, come back together',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const cni = await practiceCni(machine);
    await sh(machine, `cp -p ${plugin} ${plugin}.bak.20261001; cp ${conflist} ${conflist}.bak`);
    cni.lay(badPlugin(machine, 'add-fails'));
    await sh(machine, `mv ${plugin} ${plugin}.bak.20261101; head -c 100 ${conflist}.bak > ${conflist}`);
    const made = bytesIn(machine);
    const found = await typeMaint(machine, 'init', '--yes');
    expect(nextWords(found.stdout)).toEqual(['adopt', 'cni', '--tree', `${plugin}.bak.20261101`, '--start']);

    const failed = await typeMaint(machine, ...(nextWords(found.stdout) ?? []), ...soak);
    expect(failed.code, failed.stdout + failed.stderr).toBe(4);
    expect(failed.stdout + failed.stderr).toContain(
      'plugin type="flatnet" failed (add): cni plugin flatnet failed: exit status 1',
    );
    expect(bytesIn(machine)).toEqual(made);
    expect((await containersOf(machine)).listed).toEqual(allWell.listed);

    const adopted = await typeMaint(machine, 'adopt', 'cni', '--tree', `${plugin}.bak.20261001`, '--start', ...soak);
    expect(adopted.code, adopted.stdout + adopted.stderr).toBe(0);
    expect(await containersOf(machine)).toEqual(allWell);
    const after = bytesIn(machine);
    expect(lostOf(made, after)).toEqual([]);
    expect([after[plugin], after[conflist]]).toEqual([made[`${plugin}.bak.20261001`], made[`${conflist}.bak`]]);
  },
  120_000,
  { sideBySide: true },
);
