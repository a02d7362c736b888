import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { type OweTrialArgs, oweTrial } from '../src/actions/owe-trial.ts';
import { readConflist } from '../src/conflist.ts';
import { conflist, listOf, plugin, ToyPodman } from './support/toy-podman.ts';

const folder = '/opt/cni/generations/cni';
const marker = `${folder}/.owed-run`;
const notes = `${folder}/.trial-run.json`;
const { network } = readConflist(listOf('br0'));

/** On the way back, with this plugin in place. */
function back(program: string, how: Partial<OweTrialArgs> = {}, said: object | null = null) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file(plugin, program, 0o755);
  world.file(conflist, listOf('br0'));
  const podman = new ToyPodman(world);
  world.file(marker, 'run');
  if (said !== null) world.file(notes, JSON.stringify(said));
  if (network === null) throw new Error('no network');
  const own = { name: 'flatnet-trial-run', run: 'run', idFile: `${folder}/.trial-run.cid` };
  const trial = { ...own, plugin, conflist, network, image: 'alpine', command: null, port: 8080 };
  const { host } = lend('local', 60_000, 'run');
  return { undo: () => oweTrial.undo?.({ marker, trial, notes, ...how }, null, host), world, podman };
}

test('a way back ends with a container on the plugin from before', async () => {
  const { undo, world } = back('plugin 1.0.0', {}, { worked: true, took: 500, said: '' });
  expect(await undo()).toContain('came up');
  expect(world.text(marker)).toBeNull();
});

test('a plugin that worked before and does not now is no way back', async () => {
  const { undo, world } = back('broken', {}, { worked: true, took: 500, said: '' });
  await expect(undo()).rejects.toMatchObject({ code: 'E_CNI_TRIAL' });
  expect(world.text(marker)).not.toBeNull();
});

test('notes that are lost excuse nothing', async () => {
  await expect(back('broken').undo()).rejects.toMatchObject({ code: 'E_CNI_TRIAL' });
});

test.each<[string, Partial<OweTrialArgs>, object | null]>([
  ['failed its trial before', {}, { worked: false, took: null, said: 'no' }],
  ['did not even answer before', { notes: null }, null],
])('a plugin that %s need not pass it now; it is told, and nothing is left', async (_, how, said) => {
  const { undo, world, podman } = back('broken', how, said);
  expect(await undo()).toContain('fails its trial, as it did before');
  expect(world.text(marker)).toBeNull();
  expect([...podman.containers.values()]).toEqual([]);
});
