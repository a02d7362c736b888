import { type Candidate, type Found, sha256 } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { find } from '../../src/find/find.ts';
import { conflist, folder, ids, knownHost, listOf, plugin, site, store } from './known-host.ts';

const only = ({ candidates }: Found): Candidate => {
  expect(candidates).toHaveLength(1);
  return candidates[0] as Candidate;
};
const trees = ({ trees }: Candidate) => trees.map(({ path, role, test }) => `${role} ${path} ${test.ok}`);
const valuesOf = ({ values }: Candidate) => Object.fromEntries(values.map(({ key, value }) => [key.join('.'), value]));

describe('a plugin that works', () => {
  const sound = () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list();
    return host;
  };

  test('is found by the list that names it, with the containers that run on it', async () => {
    const host = sound();
    host.container('shop', { address: '10.87.1.2' });
    const found = await host.found();
    const one = only(found);
    expect(one).toMatchObject({ path: plugin, running: true, sure: true, best: { tree: plugin }, remarks: [] });
    expect(one.why).toContain('containers that run on it: 1');
    expect(trees(one)).toEqual([`live ${plugin} true`]);
    expect(valuesOf(one)).toEqual({ plugin, conflist, 'trial.image': null });
    expect(found).toMatchObject({ remarks: [], rights: [] });
  });

  test('is asked VERSION and nothing else, and Podman only which version it is', async () => {
    const host = sound();
    await host.found();
    expect(host.asked.sort()).toEqual([`${plugin} VERSION`, 'podman --version']);
  });

  test('is known by the hash of a release that the site file names', async () => {
    const host = sound();
    const releases = [{ version: '0.2.0', sha256: sha256('sound') }];
    expect(only(await host.found({ site: site({ releases }) })).trees[0]?.version).toBe('0.2.0');
  });

  test('does not serve where it does not know the version of its list', async () => {
    const host = sound();
    host.list(conflist, listOf({ cniVersion: '9.9.9' }));
    const one = only(await host.found());
    expect(one).toMatchObject({ running: false, best: null });
    expect(one.trees[0]?.test).toMatchObject({ ok: false, said: expect.stringContaining('9.9.9') });
  });
});

describe('where it is looked for', () => {
  test('Podman’s settings name the folders, and the last that says so wins', async () => {
    const host = knownHost();
    host.world.file(
      '/usr/share/containers/containers.conf',
      '[network]\n# network_config_dir = "/commented"\ncni_plugin_dirs = ["/usr/lib/cni"]\n',
    );
    host.world.file(
      '/etc/containers/containers.conf.d/50-flatnet.conf',
      "[network]\ncni_plugin_dirs = [\n  '/srv/bin', # not '/usr/lib/cni'\n  \"/opt/cni/bin\",\n]\nnetwork_config_dir = '/srv/lists'\n[engine]\nnetwork_config_dir = '/engine'\n",
    );
    host.program('/srv/bin/flatnet', 'sound');
    host.program('/usr/lib/cni/flatnet', 'sound older');
    host.program(plugin, 'sound other');
    host.list('/srv/lists/10-flatnet.conflist');
    const one = only(await host.found());
    expect(valuesOf(one)).toMatchObject({ plugin: '/srv/bin/flatnet', conflist: '/srv/lists/10-flatnet.conflist' });
    expect(ids(one.remarks)).toEqual(['plugin-shadowed']);
  });

  test('a list of reference plugins is nobody’s, one of a stranger is unsure, one that is named Flatnet is told', async () => {
    const host = knownHost();
    host.list('/etc/cni/net.d/87-podman.conflist', listOf({ name: 'podman', type: 'bridge' }));
    expect((await host.found()).candidates).toEqual([]);
    host.program(`${folder}/cilium-cni`, 'sound');
    host.list('/etc/cni/net.d/05-cilium.conflist', listOf({ name: 'cilium', type: 'cilium-cni' }));
    expect(only(await host.found())).toMatchObject({ path: `${folder}/cilium-cni`, sure: false });
    host.list('/etc/cni/net.d/20-flatnet.conflist', listOf({ type: 'bridge' }));
    const named = (await host.found()).candidates.find(({ path }) => path.endsWith('/bridge'));
    expect(named).toMatchObject({ sure: false });
    expect(ids(named?.remarks)).toContain('reference-plugin');
  });

  test('a name that only begins like Flatnet is not sure', async () => {
    const host = knownHost();
    host.list('/etc/cni/net.d/10-flatnetwork.conflist', listOf({ name: 'flatnetwork', type: 'flatnetworker' }));
    expect(only(await host.found())).toMatchObject({ sure: false });
  });

  test('a program without a list is found, and the list is to be filled in', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    const one = only(await host.found());
    expect(one).toMatchObject({ path: plugin, running: false, sure: false });
    expect(valuesOf(one)).toMatchObject({ conflist: null });
    expect(ids(one.remarks)).toEqual(['list-missing']);
  });

  test('a program that two lists name is one candidate, and the other list is chosen by its path', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list();
    const other = '/etc/cni/net.d/20-lab.conflist';
    host.list(other, listOf({ name: 'lab' }));
    const one = only(await host.found());
    expect(valuesOf(one)).toMatchObject({ conflist });
    expect(one.remarks).toMatchObject([{ id: 'list-besides', next: expect.stringContaining(`--use ${other}`) }]);
    expect(valuesOf(only(await host.found({ use: [other] })))).toMatchObject({ conflist: other });
  });

  test('what a list tells is written down, and what it does not tell as far as it is there', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    const registryEndpoints = ['http://10.100.1.1:8080/api/containers'];
    host.list(conflist, listOf({ more: { ipam: { type: 'flatnet-ipam' }, registryEndpoints } }));
    host.world.file('/var/lib/flatnet/ipam/allocations.json', '{}');
    host.world.file(
      `${store}/overlay-images/images.json`,
      JSON.stringify([
        { id: 'a', names: ['docker.io/library/postgres:16'], layer: 'aa' },
        { id: 'b', names: ['docker.io/library/alpine:3.20'], layer: 'bb' },
        { id: 'c', names: ['quay.io/own/tools:1'], layer: 'cc' },
      ]),
    );
    host.world.file(`${store}/overlay-layers/layers.json`, JSON.stringify([{ id: 'cc', parent: 'dd' }, { id: 'dd' }]));
    host.world.file(`${store}/overlay/dd/diff/usr/bin/ping`, '');
    expect(valuesOf(only(await host.found()))).toEqual({
      ...{ plugin, conflist, 'trial.image': 'quay.io/own/tools:1' },
      ipam: '/var/lib/flatnet/ipam',
      registry: 'http://10.100.1.1:8080',
    });
    host.world.link(`${store}/overlay/bb/diff/bin/ping`, '/bin/busybox');
    expect(valuesOf(only(await host.found()))).toMatchObject({ 'trial.image': 'docker.io/library/alpine:3.20' });
  });
});

describe('what hands left', () => {
  const night = () => {
    const host = knownHost();
    host.program(plugin, 'crashes');
    host.list();
    host.container('shop', { address: '10.87.1.2' });
    return host;
  };

  test('the newest copy that answers is best, by the date in its name, and never one that is as bad as what is live', async () => {
    const host = night();
    host.program(`${plugin}.bak.20261001`, 'sound 1');
    host.program(`${plugin}.bak.20261003`, 'sound 3');
    host.program(`${plugin}.bak.20261004`, 'crashes');
    host.program(`${plugin}.bak.20261005`, 'sound 5', 0o644);
    host.program(`${plugin}.new`, 'sound 9');
    const one = only(await host.found());
    expect(one).toMatchObject({ running: false, best: { tree: `${plugin}.bak.20261003` } });
    expect(trees(one)).toEqual([
      `home ${plugin} false`,
      `aside ${plugin}.bak.20261001 true`,
      `aside ${plugin}.bak.20261003 true`,
      `aside ${plugin}.bak.20261004 false`,
      `aside ${plugin}.bak.20261005 false`,
      `aside ${plugin}.new true`,
    ]);
    expect(ids(one.remarks)).toEqual([
      'runs-on-broken',
      'backup-broken',
      'backup-broken',
      'backup-same',
      'backups-several',
    ]);
    const same = one.remarks.find(({ id }) => id === 'backup-same')?.message;
    expect(same).toContain(`${plugin}.bak.20261004`);
    expect(same).toContain('what was kept is the bad one');
  });

  test('what was put there as new is taken only where nothing else answers', async () => {
    const host = night();
    host.program(`${plugin}.new`, 'sound');
    expect(only(await host.found()).best).toMatchObject({ tree: `${plugin}.new`, why: expect.stringContaining('new') });
    const kept = '/opt/cni/generations/cni/0.1.0-0123456789ab/flatnet';
    host.program(kept, 'sound kept');
    const one = only(await host.found());
    expect(one.best?.tree).toBe(kept);
    expect(one.trees.find(({ role }) => role === 'kept')?.version).toBe('0.1.0');
    host.program(`${plugin}.old`, 'sound old');
    expect(only(await host.found()).best?.tree).toBe(`${plugin}.old`);
  });

  test('another plugin whose name begins the same is none of it', async () => {
    const host = night();
    host.program(`${folder}/flatnet-dns`, 'sound');
    expect(trees(only(await host.found()))).toEqual([`home ${plugin} false`]);
  });

  test('where the program is gone, its place is beside its copies', async () => {
    const host = knownHost();
    host.list();
    host.program('/usr/libexec/cni/flatnet.bak', 'sound');
    const one = only(await host.found());
    expect(one).toMatchObject({ path: '/usr/libexec/cni/flatnet', best: { tree: '/usr/libexec/cni/flatnet.bak' } });
    expect(ids(one.remarks)).toEqual(['plugin-absent']);
  });

  test('where nothing answers, nothing is best', async () => {
    const host = night();
    host.program(`${plugin}.bak`, 'mute');
    expect(only(await host.found())).toMatchObject({ running: false, best: null });
  });

  test('a program that may not be executed is told with the command that mends it', async () => {
    const host = knownHost();
    host.program(plugin, 'sound', 0o644);
    host.list();
    const { remarks, best } = only(await host.found());
    expect(best).toBeNull();
    expect(remarks[0]).toMatchObject({ id: 'not-executable', next: `chmod 755 ${plugin}` });
  });

  test('a list that cannot be read is known by its newest copy, and told', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list(conflist, '{ "name": ');
    const old = '/backup/flatnet/20261001_030000/cni-config/10-flatnet.conflist';
    host.list(old);
    host.list(`${conflist}.bak.20260901`);
    const one = only(await host.found());
    expect(one).toMatchObject({ running: false, sure: true, best: { tree: plugin } });
    expect(trees(one).slice(1)).toEqual([`backup ${old} true`, `backup ${conflist}.bak.20260901 true`]);
    expect(one.remarks[0]).toMatchObject({
      id: 'list-broken',
      next: expect.stringContaining(old),
    });
  });

  test('a list that is gone is where its copy says', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list(`${conflist}.bak`);
    const one = only(await host.found());
    expect(valuesOf(one)).toMatchObject({ conflist });
    expect(ids(one.remarks)).toEqual(['list-absent']);
  });

  test('a copy of the list with other content is told, one that is the same is not', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list();
    host.list(`${conflist}.bak`);
    expect(only(await host.found()).remarks).toEqual([]);
    host.list(`${conflist}.old`, listOf({ name: 'older' }));
    expect(only(await host.found()).remarks).toMatchObject([
      { id: 'list-differs', next: `diff ${conflist}.old ${conflist}` },
    ]);
  });

  test('addresses of containers that run no more are told', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list();
    host.container('shop', { address: '10.87.1.2' });
    host.container('gone', { address: '10.87.1.3', runs: false });
    const one = only(await host.found());
    expect(one.remarks).toMatchObject([{ id: 'addresses-orphaned', message: expect.stringContaining('10.87.1.3') }]);
    expect(one.remarks[0]?.message).not.toContain('10.87.1.2');
  });
});

describe('what keeps every plugin from being run', () => {
  const sound = () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list();
    return host;
  };

  test('no Podman', async () => {
    const host = sound();
    host.world.programs.delete('podman');
    const one = only(await host.found());
    expect(one).toMatchObject({ running: false, sure: false });
    expect(ids(one.remarks)).toEqual(['podman-absent']);
  });

  test.each([
    ['its settings', '/etc/containers/containers.conf', '[network]\nnetwork_backend = "netavark"\n'],
    ['what it chose once', `${store}/defaultNetworkBackend`, 'netavark'],
  ])('netavark, by %s', async (_, path, text) => {
    const host = sound();
    host.world.file(path, text);
    expect(ids(only(await host.found()).remarks)).toEqual(['other-backend']);
  });

  test('a Podman that knows netavark only, whatever its settings say', async () => {
    const host = sound();
    host.world.file('/etc/containers/containers.conf', '[network]\nnetwork_backend = "cni"\n');
    host.world.programs.set('podman', () => ({ stdout: 'podman version 5.2.0\n' }));
    expect(only(await host.found()).remarks[0]).toMatchObject({
      id: 'other-backend',
      message: expect.stringContaining('5.2.0'),
    });
  });

  test('containers of users live in stores of their own', async () => {
    const host = sound();
    host.world.file('/home/mio/.local/share/containers/storage/overlay-containers/containers.json', '[{"id":"a"}]');
    expect(ids((await host.found()).remarks)).toEqual(['rootless-only']);
    host.world.file(`${store}/overlay-containers/containers.json`, '[{"id":"b"}]');
    expect(ids((await host.found()).remarks)).toEqual(['two-stores']);
  });
});

describe('looking', () => {
  test('runs no program that others than root can change, unless somebody chose it', async () => {
    const host = knownHost();
    host.program(plugin, 'sound', 0o777);
    host.list();
    const one = only(await host.found());
    expect(host.asked).not.toContain(`${plugin} VERSION`);
    expect(one.trees[0]?.test).toMatchObject({ ok: null, said: expect.stringContaining(`--use ${plugin}`) });
    expect(one.running).toBe(false);
    expect(only(await host.found({ use: [plugin] }))).toMatchObject({ running: true });
  });

  test('a program that hangs takes its time and no more, and hides no other', async () => {
    const host = knownHost();
    host.program(plugin, 'hangs');
    host.program(`${plugin}.bak`, 'sound');
    host.list();
    const before = host.world.clock.now();
    expect(only(await host.found()).best?.tree).toBe(`${plugin}.bak`);
    expect(host.world.clock.now() - before).toBeLessThan(3_000);
  });

  test('what may not be looked at is told, and is not taken for absent', async () => {
    const host = knownHost();
    host.program(plugin, 'sound');
    host.list();
    host.container('shop', { address: '10.87.1.2' });
    host.closed('/var/lib/cni/results');
    const found = await host.found();
    expect(found.rights).toEqual(['/var/lib/cni/results may not be read; with sudo it can.']);
    expect(only(found).why).toContain('cannot be seen without sudo');
    host.closed('/etc/cni/net.d', folder);
    const hidden = await host.found();
    expect([hidden.candidates, hidden.rights.length]).toEqual([[], 2]);
  });

  test('changes nothing', async () => {
    const host = knownHost();
    host.program(plugin, 'crashes');
    host.program(`${plugin}.bak`, 'sound');
    host.list();
    const calls: string[] = [];
    const changing =
      /^(?:files\.(?:write|writePieces|makeFolder|rename|point|remove|copy|chmod)|run|signal|services\.)/;
    host.world.onCall = (_, name, [first]) => {
      const isScratch = typeof first === 'string' && first.startsWith('/tmp/');
      if (changing.test(name) && !isScratch) calls.push(`${name} ${JSON.stringify(first)}`);
    };
    await host.found();
    expect(host.asked).toContain(`${plugin} VERSION`);
    expect(calls).toEqual([]);
  });

  test('on Windows there is no Podman to look at, and that is said', async () => {
    const view = { ...knownHost().hosts.view('local', 1_000), os: 'windows' as const };
    expect(await find(view, { use: [], site: null })).toMatchObject({ candidates: [], rights: [expect.any(String)] });
  });
});
