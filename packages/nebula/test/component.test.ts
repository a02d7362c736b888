import * as actions from '@flatnet-maint/actions';
import { type Release, sha256 } from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import { componentSpec, packed } from '@flatnet-maint/testkit';
import * as flatnet from 'flatnet';
import { afterAll, beforeAll, vi } from 'vitest';
import { nebula } from '../src/index.ts';
import { factsWith, peerWith } from './support/facts.ts';
import { certProgram, config, own, program, runs, siteWith, ToyNebula } from './support/toy-nebula.ts';

// A component asks the process whether it may write; in the world of this test it may.
beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const held = (path: string, text: string) => ({
  ...{ path, sha256: sha256(text), bytes: text.length, mode: 0o755, text },
});
const archived = (version: string, files: Readonly<Record<string, string>>) => {
  const archive = packed(files, Object.keys(files));
  const release: Release = {
    ...{ component: 'nebula', version, path: `/releases/nebula-${version}.tar.gz`, sha256: sha256(archive) },
    holds: Object.entries(files).map(([path, text]) => held(path, text)),
  };
  return { release, archive };
};
/** As it is published, and one without nebula-cert, whose old one stays. */
const both = archived('1.9.3', { nebula: 'nebula 1.9.3', 'nebula-cert': 'nebula-cert 1.9.3' });
const bare = archived('1.10.0', { nebula: 'nebula 1.10.0' });

componentSpec({
  component: nebula,
  parts: { engine, flatnet, actions },
  release: { component: 'nebula', version: '1.9.3', path: '/releases/nebula', sha256: sha256('nebula 1.9.3') },
  facts: {
    'a host without nebula-cert': factsWith({ certFile: null }),
    'a lighthouse with a log file and hosts that are asked': factsWith({
      settings: { ca: null, cert: null, key: null, isLighthouse: true, port: 4242 },
      log: '/var/log/nebula.log',
      peers: [peerWith(), peerWith({ name: 'two', address: '10.100.0.9', status: ['ssh', 'two', 'status'] })],
    }),
    'a folder of configuration': factsWith({
      config: '/etc/nebula',
      configIn: 'config',
      configFiles: ['10-pki.yml', 'hosts/20-map.yml'].map((name) => ({
        ...{ sha256: sha256(name), mode: 0o600, uid: 0, gid: 0 },
        ...{ name: `config/${name}`, path: `/etc/nebula/${name}` },
      })),
    }),
  },
  play: {
    world(world) {
      world.file(both.release.path, both.archive);
      world.file(bare.release.path, bare.archive);
      new ToyNebula(world);
      world.start({ exe: '/usr/sbin/nginx', listens: [{ address: own, port: 80 }] });
      return siteWith();
    },
    releases: [both.release, bare.release],
    live: (world) => [
      ...[program, certProgram, config].map((path) => {
        const node = world.tree.node(path);
        return { text: world.text(path), mode: node?.mode ?? null, uid: node?.uid ?? null };
      }),
      { runs: runs(world), state: world.services.get('nebula')?.state ?? null },
    ],

    points: 60,
    share: 0.001,
  },
});
