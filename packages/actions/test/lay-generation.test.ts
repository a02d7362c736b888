import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, packed } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { type LayGenerationArgs, layGeneration } from '../src/lay-generation.ts';

const archive = packed({ 'build/flatnet': 'plugin 2', 'build/list.conflist': '{}' }, ['build/flatnet']);
const path = '/releases/flatnet-2.tar.gz';
const args: LayGenerationArgs = {
  into: '/opt/cni/generations/2-0123456789ab',
  release: { component: 'cni', version: '2', path, sha256: sha256(archive) },
  files: [
    { name: 'flatnet', sha256: sha256('plugin 2'), mode: 0o755, from: { inRelease: 'flatnet' } },
    {
      name: '10-flatnet.conflist',
      sha256: sha256('list'),
      mode: 0o644,
      from: { file: '/etc/cni/net.d/10-flatnet.conflist' },
    },
  ],
};

// Killed also in the middle of its own removal: half of a pair would stand under the name of a whole one for ever.
actionSpec(layGeneration, {
  title: 'of a release, and of a list that is there',
  profiles: ['posix', 'windows'],
  setUp(world) {
    world.folder('/opt/cni/generations');
    world.file('/etc/cni/net.d/10-flatnet.conflist', 'list');
    world.file(path, archive);
    return args;
  },
  after(world, { into }) {
    expect(world.text(`${into}/flatnet`)).toBe('plugin 2');
    expect(world.text(`${into}/10-flatnet.conflist`)).toBe('list');
  },
});

test('what failed in the middle leaves nothing half-made, for as a kept step it is never undone', async () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file('/etc/cni/net.d/10-flatnet.conflist', 'another list');
  world.file(path, archive);
  const { host } = lend('local', 60_000, 'run');
  await expect(layGeneration.do(args, { was: false }, host)).rejects.toMatchObject({ code: 'E_LAY_DIGEST' });
  expect(await host.files.list('/opt/cni/generations')).toEqual([]);
});
