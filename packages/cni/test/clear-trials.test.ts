import { actionSpec } from '@flatnet-maint/testkit';
import { expect } from 'vitest';
import { clearTrials } from '../src/actions/clear-trials.ts';
import { readConflist } from '../src/conflist.ts';
import { conflist, listOf, plugin, ToyPodman } from './support/toy-podman.ts';

const folder = '/opt/cni/generations/cni';
const network = readConflist(listOf('flatnet-br0')).network;
if (network === null) throw new Error('the list of the toy cannot be used');

actionSpec(clearTrials, {
  title: 'of two runs that were cut short',
  profiles: ['posix'],
  setUp(world) {
    world.file(plugin, 'plugin 1.0.0', 0o755);
    world.file(conflist, listOf('flatnet-br0'));
    world.file(`${folder}/1.0.0-0123456789ab/flatnet`, 'plugin 1.0.0');
    const podman = new ToyPodman(world);
    podman.start('web');
    podman.leave('flatnet-trial-first', `${folder}/.trial-first.cid`);
    podman.leave('flatnet-trial-second', `${folder}/.trial-second.cid`);
    world.file(`${folder}/.owed-first`, 'first');
    world.file(`${folder}/.trial-second.json`, '{}');
    world.file(`${folder}/.trial-second.cid.netns`, '[]');
    const own = { name: 'flatnet-trial-emergency', run: 'emergency', idFile: `${folder}/.trial-emergency.cid` };
    return { folder, trial: { ...own, plugin, conflist, network, image: 'alpine', command: null, port: 8080 } };
  },
  after(world) {
    expect(world.outside()).toEqual([{ name: 'web', address: '10.87.1.2', running: true }]);
    expect(world.tree.node(`${folder}/1.0.0-0123456789ab/flatnet`)).not.toBeNull();
    const kept = world.tree.node('/var/lib/cni/networks/flatnet');
    expect(kept?.kind === 'folder' && [...kept.entries.keys()]).toEqual(['lock', '10.87.1.2']);
  },
});
