import * as actions from '@flatnet-maint/actions';
import { type Release, sha256 } from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import { componentSpec, packed } from '@flatnet-maint/testkit';
import * as flatnet from 'flatnet';
import { afterAll, beforeAll, vi } from 'vitest';
import { cni } from '../src/index.ts';
import { conflist, listOf, plugin, ToyPodman } from './support/toy-podman.ts';

// A component asks the process whether it may write; in the world of this test it may.
beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const held = (path: string, text: string, mode: number) => ({
  ...{ path, sha256: sha256(text), bytes: text.length, mode, text },
});

/** A build with a list of its own: both files change. */
const files = { flatnet: 'plugin 1.1.0', '10-flatnet.conflist': listOf('flatnet-br1') };
const archive = packed(files, ['flatnet']);
const both: Release = {
  component: 'cni',
  version: '1.1.0',
  path: '/releases/flatnet-1.1.0.tar.gz',
  sha256: sha256(archive),
  holds: [held('flatnet', files.flatnet, 0o755), held('10-flatnet.conflist', files['10-flatnet.conflist'], 0o644)],
};
/** A bare program: the list stays. */
const program: Release = {
  component: 'cni',
  version: '1.2.0',
  path: '/releases/flatnet-1.2.0',
  sha256: sha256('plugin 1.2.0'),
  plain: true,
  holds: [held('flatnet-1.2.0', 'plugin 1.2.0', 0o755)],
};

componentSpec({
  component: cni,
  parts: { engine, flatnet, actions },
  play: {
    world(world) {
      world.file(plugin, 'plugin 1.0.0', 0o755);
      world.file(conflist, listOf('flatnet-br0'));
      world.file(both.path, archive);
      world.file(program.path, 'plugin 1.2.0');
      const podman = new ToyPodman(world);
      podman.start('web');
      podman.start('db');
      return {
        plugin,
        conflist,
        generations: '/opt/cni/generations/cni',
        trial: { image: 'docker.io/library/alpine:latest', command: null, port: 8080 },
        ipam: null,
        registry: null,
        mentions: [],
        soak: 0,
        verify: [],
        releases: [{ version: '1.0.0', sha256: sha256('plugin 1.0.0') }],
      };
    },
    releases: [both, program],
    live: (world) => [
      ...[plugin, conflist].map((path) => ({ text: world.text(path), mode: world.tree.node(path)?.mode ?? null })),
      world.outside(),
    ],
    share: 0.001,
  },
});
