import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { lookAtCni, pairLive, pinging, practiceCni, soundPair } from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

machineTest(
  'the checker sees what is wrong without the product: files, rights, containers, addresses, what is half made',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const cni = await practiceCni(machine);
    const well = await lookAtCni(machine, cni);
    expect(pairLive(well, [soundPair('0.1.0')])).toEqual({ version: '0.1.0', why: [] });
    expect(well.leftovers).toEqual([]);
    expect(well.containers.map(({ name, lives, addresses }) => [name, lives, addresses.length])).toEqual([
      ['shop', true, 1],
      ['web', true, 1],
    ]);

    const label = ['--label', 'flatnet-maint.run=r1', '--name', 'flatnet-trial-r1'];
    await cni.podman('run', '-d', ...label, '--network', cni.network, cni.image);
    const address = '/var/lib/cni/networks/flatnet/10.87.1.99';
    writeFileSync(machine.path(address), 'feedfacefeedface\r\neth0');
    writeFileSync(machine.path('/opt/cni/bin/.flatnet.partial'), '');
    mkdirSync(machine.path('/opt/cni/generations/cni/0.2.0-0123456789ab.partial'), { recursive: true });
    mkdirSync(machine.path('/var/lib/flatnet-maint/open/run'), { recursive: true });
    await machine.exec(['ip', 'netns', 'add', 'netns-of-nobody']);
    chmodSync(machine.path(cni.conflist), 0o600);
    const pid = (await cni.podman('inspect', '--format', '{{.State.Pid}}', 'web')).stdout.trim();
    const still = machine.spawn(['env', 'CNI_COMMAND=ADD', 'sleep', '60'], { stdio: 'ignore' });
    const pings = await pinging(machine, cni.containers);
    await machine.exec(['bash', '-c', 'kill -9 "$1"; sleep 0.5', 'kill', pid]);

    const seen = await lookAtCni(machine, cni, 'look');
    expect(pairLive(seen, [soundPair('0.1.0')]).why).toEqual(['list has mode 600 and owner 0:0']);
    expect(seen.containers.find(({ name }) => name === 'web')).toMatchObject({ lives: false });
    expect(seen.leftovers.map((line) => line.replace(/process \d+/, 'process N'))).toEqual([
      'trial container flatnet-trial-r1 (running)',
      'address 10.87.1.99 of feedfacefeed, which is no container',
      'network namespace netns-of-nobody',
      'half made /opt/cni/bin/.flatnet.partial',
      'half made /opt/cni/generations/cni/0.2.0-0123456789ab.partial',
      'open marker run',
      'process N of a plugin: sleep 60',
    ]);
    still.kill('SIGKILL');
    const lost = (await pings.stop()).filter((one) => one.lost > 0).map(({ path }) => path);
    expect(lost.sort()).toEqual(['host → web', 'shop → web', 'web → shop']);

    writeFileSync(machine.path(cni.plugin), '#!/bin/false\n');
    const broken = await lookAtCni(machine, cni);
    expect(broken.verified).toContain('network not found');
    expect(pairLive(broken, [soundPair('0.1.0')]).version).toBe('mixed');
  },
  60_000,
  { sideBySide: true },
);
