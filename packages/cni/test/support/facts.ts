import { sha256 } from '@flatnet-maint/core';
import type { CniFacts, CniReadings, Network, PlacedFile } from '../../src/facts.ts';
import { pairOf } from '../../src/files.ts';

export const placed = (text: string, mode = 0o755): PlacedFile => ({ sha256: sha256(text), mode, uid: 0, gid: 0 });

export const network: Network = {
  name: 'flatnet',
  cniVersion: '1.0.0',
  type: 'flatnet',
  bridge: 'flatnet-br0',
  ranges: ['10.87.1.0/24'],
  gateway: '10.87.1.1',
  ipam: '/var/lib/cni/networks/flatnet',
};

/** A host on which version 0.1.0 is live and nothing is wrong. */
export function factsWith(how: Partial<CniFacts> = {}): CniFacts {
  const generations = '/opt/cni/generations/cni';
  const pluginFile = placed('plugin 0.1.0');
  const conflistFile = placed('list', 0o644);
  const id = `0.1.0-${pairOf(pluginFile.sha256, conflistFile.sha256)}`;
  return {
    host: 'local',
    boot: 'boot-1',
    plugin: '/opt/cni/bin/flatnet',
    conflist: '/etc/cni/net.d/10-flatnet.conflist',
    pluginFile,
    conflistFile,
    network,
    networkWhy: null,
    generation: { id, version: '0.1.0', tree: `${generations}/${id}`, kept: false },
    tree: null,
    answers: true,
    chosen: null,
    generations,
    podman: { version: '4.3.1', backend: 'cni' },
    image: 'localhost/app:1',
    trial: { command: null, port: 8080 },
    registry: null,
    mentions: [],
    commands: [],
    ...how,
  };
}

export const readingsWith = (how: Partial<CniReadings> = {}): CniReadings => ({
  free: 1e9,
  treeBytes: 1e6,
  mayWrite: true,
  uid: 0,
  answer: { ok: true, said: 'speaks 1.0.0', took: 5 },
  containers: [],
  containersWhy: null,
  addresses: { used: 2, usable: 253, orphans: [] },
  image: true,
  shadows: [],
  linked: null,
  lacks: [],
  ...how,
});

export const run = { id: 'run-1', state: '/state' };
