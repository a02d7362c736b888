import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { clearTrials } from '../src/actions/clear-trials.ts';
import { clearTrial, tracesOf } from '../src/clear-trial.ts';
import { clearNamespaces } from '../src/namespaces.ts';
import { trialOf } from '../src/trials.ts';
import { factsWith, network } from './support/facts.ts';
import { type FakeContainer, fakePodman, idOf } from './support/fake-podman.ts';

const trial = trialOf(factsWith(), network, { id: 'run-1' });

function hostWith(containers: readonly FakeContainer[]) {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  world.folder('/var/lib/containers/storage');
  let all = [...containers];
  const podman = fakePodman(() => all);
  world.programs.set('podman', (call) => {
    if (call.argv[1] !== 'rm') return podman(call);
    all = all.filter(({ name }) => name !== call.argv.at(-1));
    return { code: 0 };
  });
  return { world, host: hosts.lend('local', 60_000, 'run').host, names: () => all.map(({ name }) => name) };
}

describe('clearing up after a trial', () => {
  test('removes the container of that run', async () => {
    const { host, names } = hostWith([
      { name: trial.name, labels: { 'flatnet-maint.run': 'run-1' } },
      { name: 'shop' },
    ]);
    await clearTrial(host, trial);
    expect(names()).toEqual(['shop']);
  });

  test('touches no container of somebody else that bears the name', async () => {
    const { host, names } = hostWith([{ name: trial.name }]);
    await expect(clearTrial(host, trial)).rejects.toMatchObject({
      code: 'E_CNI_NAME',
      next: `podman rename ${trial.name} ${trial.name}-kept`,
    });
    expect(names()).toEqual([trial.name]);
  });

  test('takes nothing for gone that Podman could not be asked about', async () => {
    const { host, world } = hostWith([]);
    expect(await tracesOf(host, trial)).toBeNull();
    world.programs.set('podman', () => ({ code: 125, stderr: 'Error: database is locked' }));
    expect(await tracesOf(host, trial)).toContain('database is locked');
  });

  test('of runs that an emergency took the place of leaves nothing of theirs, and no other file', async () => {
    const former = trialOf(factsWith(), network, { id: '20260101-100000-abcdef' });
    const { host, world, names } = hostWith([
      { name: former.name, labels: { 'flatnet-maint.run': former.run } },
      { name: 'shop' },
    ]);
    const folder = '/opt/cni/generations/cni';
    world.file(former.idFile, idOf(former.name));
    world.file(`${folder}/.owed-${former.run}`, '');
    world.file(`${folder}/.trial-${former.run}.json`, '{}');
    world.file(`${folder}/.note of mine`, '');
    world.folder(`${folder}/0.1.0-abc`);
    await clearTrials.do({ folder, trial }, null, host);
    expect(names()).toEqual(['shop']);
    expect(await host.files.list(folder)).toEqual(['.note of mine', '0.1.0-abc']);
  });
});

describe('of the namespaces that came since a trial began', () => {
  const came = 'netns-1-2-3';
  const path = `/run/netns/${came}`;
  function withNamespace(containers: readonly FakeContainer[] = []) {
    const at = hostWith(containers);
    at.world.file(path, '');
    at.world.programs.set('stat', () => ({ stdout: 'net:[4026532001]\n' }));
    at.world.programs.set('umount', () => ({ code: 0 }));
    const { pid } = at.world.start({ exe: '/usr/bin/pause' });
    const lives = (number: string) => at.world.link(`/proc/${pid}/ns/net`, `net:[${number}]`);
    lives('4026531840');
    return { ...at, lives, isThere: async () => (await at.host.files.stat(path)) !== null };
  }

  test('one that nobody owns and nobody lives in is removed', async () => {
    const { host, isThere } = withNamespace();
    await clearNamespaces(host, []);
    expect(await isThere()).toBe(false);
  });

  test.each<[string, (at: ReturnType<typeof withNamespace>) => unknown]>([
    ['in which a program of another tool or another store lives', ({ lives }) => lives('4026532001')],
    ['that cannot be looked at', ({ world }) => world.programs.set('stat', () => ({ code: 1 }))],
    ['that another tool is about to use', ({ world }) => world.start({ exe: '/usr/bin/buildah' })],
  ])('one %s is let be', async (_, made) => {
    const at = withNamespace();
    made(at);
    await clearNamespaces(at.host, []);
    expect(await at.isThere()).toBe(true);
  });

  test('one of a container is let be, and so is one from before', async () => {
    const owned = withNamespace([{ name: 'shop', netns: path }]);
    await clearNamespaces(owned.host, []);
    expect(await owned.isThere()).toBe(true);
    const older = withNamespace();
    await clearNamespaces(older.host, [came]);
    expect(await older.isThere()).toBe(true);
  });
});
