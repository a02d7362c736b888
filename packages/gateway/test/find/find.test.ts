import type { Candidate } from '@flatnet-maint/core';
import { snapshot } from '@flatnet-maint/testkit';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { GatewaySite } from '../../src/facts.ts';
import { conf, ids, knownHost, stockConf } from './known-host.ts';

const home = '/srv/flatnet/openresty';
const kept = '/srv/flatnet/generations/gateway';
const shown = (one: Candidate | undefined) => ({
  path: one?.path,
  running: one?.running,
  sure: one?.sure,
  trees: one?.trees.map(({ path, role, version }) => `${role} ${path} ${version}`),
  best: one?.best?.tree ?? null,
});

describe('a gateway that runs', () => {
  test('is found by its title, wherever it lies, and what is looked at stays as it is', async () => {
    const { world, tree, runs, found } = knownHost();
    tree('/deep/in/the/disk/gw', '1.26.3');
    const { master } = runs('/deep/in/the/disk/gw');
    const before = snapshot(world);
    const { candidates, remarks, rights } = await found();
    expect(shown(candidates[0])).toEqual({
      path: '/deep/in/the/disk/gw',
      running: true,
      sure: true,
      trees: ['live /deep/in/the/disk/gw 1.26.3'],
      best: '/deep/in/the/disk/gw',
    });
    expect(candidates[0]?.why).toContain(`process ${master.pid} was started through`);
    expect([remarks, rights, candidates.length, ids(candidates[0]?.remarks)]).toEqual([[], [], 1, []]);
    const after = snapshot(world);
    expect(after).toEqual({ ...before, files: { ...before.files, '/tmp': after.files['/tmp'] } });
  });

  test.each([
    ['./sbin/nginx', home],
    ['sbin/nginx -p .', home],
    ['../openresty/sbin/nginx', home],
    ['nginx', '/'],
  ])('is found by a title as it was typed: %s', async (title, cwd) => {
    const { tree, runs, found } = knownHost();
    tree(home, '1.26.3');
    runs(home, { title, cwd });
    expect(shown((await found()).candidates[0])).toMatchObject({ path: home, running: true, best: home });
  });

  test('runs through a link into a generation, and is one candidate under the name of the link', async () => {
    const { world, tree, runs, found } = knownHost();
    tree(`${kept}/1.26.3-a`, '1.26.3', { home });
    tree(`${kept}/1.22.1-a`, '1.22.1', { home });
    world.folder(`${kept}/notes`);
    world.link(home, `${kept}/1.26.3-a`);
    runs(home, { exe: `${kept}/1.26.3-a/sbin/nginx` });
    const { candidates } = await found();
    expect(candidates.map(shown)).toEqual([
      {
        path: home,
        running: true,
        sure: true,
        trees: [`live ${home} 1.26.3`, `kept ${kept}/1.22.1-a 1.22.1`],
        best: home,
      },
    ]);
    expect(ids(candidates[0]?.remarks)).toEqual([]);
  });

  test('from a folder that was renamed meanwhile is told with both places', async () => {
    const { tree, runs, found } = knownHost();
    tree(home, '1.26.3');
    tree(`${home}-old`, '1.22.1', { home });
    runs(home, { exe: `${home}-old/sbin/nginx` });
    const [one] = (await found()).candidates;
    expect(shown(one)).toMatchObject({
      trees: [`home ${home} 1.26.3`, `live ${home}-old 1.22.1`],
      best: `${home}-old`,
    });
    expect(ids(one?.remarks)).toEqual(['serves-elsewhere']);
    expect(one?.remarks[0]?.message).toContain(`serves from ${home}-old`);
  });

  test('whose program was replaced under it serves from no tree that is there', async () => {
    const { world, tree, runs, found } = knownHost();
    tree(home, '1.22.1');
    const { master } = runs(home);
    world.file(`${home}/sbin/nginx`, '1.26.3', 0o755);
    const [one] = (await found()).candidates;
    expect(shown(one)).toMatchObject({ running: true, sure: true, trees: [`home ${home} 1.26.3`], best: null });
    expect(ids(one?.remarks)).toEqual(['serves-elsewhere']);
    expect(one?.remarks[0]?.message).toMatch(
      new RegExp(`^Process ${master.pid} serves from a program that lay at ${home}/sbin/nginx and was replaced`),
    );
  });

  test('has beside it what hands and what runs have set aside, each called by what it is', async () => {
    const { tree, runs, found } = knownHost();
    for (const name of ['', '-old', '.aside-20261101-030000-abcdef', '.found-1'])
      tree(`${home}${name}`, '1.26.3', { home });
    runs(home);
    const said = (await found()).candidates[0]?.remarks.map(({ message }) => message.slice(home.length));
    expect(said).toEqual([
      '-old was set aside by hand; its version is 1.26.3.',
      '.aside-20261101-030000-abcdef was set aside by an earlier run; its version is 1.26.3.',
      '.found-1 was set aside by an earlier run; its version is 1.26.3.',
    ]);
  });

  test('twice is two masters, and in a handover is said to be one', async () => {
    const { tree, runs, found, world } = knownHost();
    tree(home, '1.26.3');
    const { master } = runs(home);
    const second = world.start({ exe: `${home}/sbin/nginx`, argv: master.argv });
    const said = async () => (await found()).candidates[0]?.remarks.find(({ id }) => id === 'two-masters')?.message;
    expect(await said()).toContain(`processes ${master.pid}, ${second.pid}`);
    world.end(second.pid);
    world.start({ exe: `${home}/sbin/nginx`, argv: master.argv, parent: master.pid });
    expect(await said()).toContain('one has started the other');
  });

  test('is not taken twice for a worker that still bears the title of its master', async () => {
    const { tree, runs, found, world } = knownHost();
    tree(home, '1.26.3');
    const { master } = runs(home);
    const fresh = world.start({ exe: `${home}/sbin/nginx`, argv: master.argv, parent: master.pid });
    world.clock.after(150, () => Object.assign(fresh, { argv: ['nginx: worker process'] }));
    expect(ids((await found()).candidates[0]?.remarks)).toEqual([]);
  });

  test('names the service that it runs under; a login session and a guard of our own are none', async () => {
    const serviceOf = async (service: string) => {
      const { tree, runs, found } = knownHost();
      tree(home, '1.26.3');
      runs(home, { service });
      return (await found()).candidates[0]?.values.find(({ key }) => key[0] === 'service')?.value;
    };
    expect(await serviceOf('openresty')).toBe('openresty');
    expect(await serviceOf('user@0')).toBeUndefined();
    expect(await serviceOf('flatnet-maint-guard')).toBeUndefined();
  });
});

describe('a gateway that does not run', () => {
  test('is found by the unit that starts it, also behind a shell and with a drop-in', async () => {
    const unitOf = async (files: Readonly<Record<string, string>>) => {
      const { world, tree, found } = knownHost();
      tree('/deep/gw', '1.26.3');
      for (const [path, text] of Object.entries(files)) world.file(path, text);
      const [one] = (await found()).candidates;
      return [one?.path, one?.values.find(({ key }) => key[0] === 'service')?.value];
    };
    const file = '/lib/systemd/system/gw.service';
    const expected = ['/deep/gw', 'gw'];
    expect(await unitOf({ [file]: '[Service]\nExecStart=/deep/gw/sbin/nginx\n' })).toEqual(expected);
    expect(await unitOf({ [file]: "[Service]\nExecStart=/bin/sh -c '/deep/gw/sbin/nginx -p /deep/gw'\n" })).toEqual(
      expected,
    );
    expect(await unitOf({ [file]: '[Service]\nExecStart=/bin/env A=1 \\\n  /deep/gw/sbin/nginx\n' })).toEqual(expected);
    expect(
      await unitOf({
        [file]: '[Service]\nExecStart=/usr/sbin/nginx\n',
        '/etc/systemd/system/gw.service.d/own.conf': '[Service]\nExecStart=\nExecStart=/deep/gw/sbin/nginx\n',
      }),
    ).toEqual(expected);
    expect(await unitOf({ [file]: '[Service]\nExecStart=/usr/sbin/nginx\n' })).toEqual([undefined, undefined]);
  });

  test.each([
    '/srv/office/openresty',
    '/srv/openresty',
    '/opt/flatnet2/openresty',
    '/opt/site/gateway-b/openresty',
    '/usr/local/openresty/nginx',
    '/var/lib/flatnet/openresty',
    '/home/kh/flatnet/openresty',
    '/root/openresty',
    '/mnt/f/flatnet/openresty',
  ])('is found on the disk: %s', async (path) => {
    const { tree, found } = knownHost();
    tree(path, '1.26.3');
    expect((await found()).candidates.map(shown)).toEqual([
      { path, running: false, sure: true, trees: [`home ${path} 1.26.3`], best: path },
    ]);
  });

  test('is not looked for deeper, nor in the tool’s own state', async () => {
    const { tree, found } = knownHost();
    tree('/srv/a/b/c/openresty', '1.26.3');
    tree('/var/lib/flatnet-maint/openresty', '1.26.3');
    expect((await found()).candidates).toEqual([]);
  });

  test('is the home that all its pieces belong to, though that is gone', async () => {
    const { world, tree, found } = knownHost();
    tree(`${home}-old`, '1.22.1', { home });
    world.folder(`${home}-new/html`);
    tree(`${home}-failed`, '1.26.3 broken', { home });
    tree(`${home}.found-1`, '1.20.1', { home });
    world.file('/srv/flatnet/backups/gateway-20261101_030000/conf/nginx.conf', stockConf);
    world.folder('/srv/flatnet/backups/monitoring-20261101_030000/conf');
    world.file('/backup/flatnet/20261102_030000/conf/nginx.conf', stockConf);
    world.folder('/backup/flatnet/20261103_030000/cni-config');
    const { candidates } = await found();
    expect(candidates.map(shown)).toEqual([
      {
        path: home,
        running: false,
        sure: true,
        trees: [
          `aside ${home}-failed 1.26.3`,
          `aside ${home}-new null`,
          `aside ${home}-old 1.22.1`,
          `aside ${home}.found-1 1.20.1`,
          'backup /srv/flatnet/backups/gateway-20261101_030000 null',
          'backup /backup/flatnet/20261102_030000 null',
        ],
        best: `${home}-old`,
      },
    ]);
    expect(candidates[0]?.trees[4]?.dated).toBe(new Date(2026, 10, 1, 3).toISOString());
  });

  test.each([
    ['a link that leads nowhere', (home: string) => home],
    ['what their configuration names', () => null],
  ])('is known by its generations alone, from %s', async (_, link) => {
    const { world, tree, found } = knownHost();
    const meant = '/srv/flatnet/gw';
    tree(`${kept}/1.26.3-a`, '1.26.3', { home: meant });
    if (link(meant) !== null) world.link(meant, `${kept}/gone`);
    expect((await found()).candidates.map(shown)).toMatchObject([
      { path: meant, trees: [`kept ${kept}/1.26.3-a 1.26.3`], best: `${kept}/1.26.3-a` },
    ]);
  });

  test('behind a link of its parent is one, and what the link of a home leads to is no other', async () => {
    const { world, tree, found } = knownHost();
    tree('/opt/openresty-1.26', '1.26.3', { home });
    world.link(home, '/opt/openresty-1.26');
    world.link('/srv/alias', '/srv/flatnet');
    expect((await found()).candidates.map(({ path }) => path)).toEqual([home]);
  });

  test('is found behind a link of a place, under the name that leads there', async () => {
    const { world, tree, runs, found } = knownHost();
    tree('/data/flatnet/openresty', '1.26.3', { home });
    world.link('/srv/flatnet', '/data/flatnet');
    expect((await found()).candidates.map(({ path }) => path)).toEqual([home]);
    world.link('/run/alias', '/data/flatnet');
    runs('/run/alias/openresty', { exe: '/data/flatnet/openresty/sbin/nginx' });
    expect((await found()).candidates.map(({ path, running }) => [path, running])).toEqual([
      ['/run/alias/openresty', true],
    ]);
  });

  test('at the root of the disk does not make the distribution’s one a candidate', async () => {
    const { world, tree, runs, found } = knownHost();
    tree('/openresty', '1.26.3');
    world.file('/usr/sbin/nginx', '1.22.1', 0o755);
    runs('/openresty');
    expect((await found()).candidates.map(({ path }) => path)).toEqual(['/openresty']);
  });

  test('is not sure without a word of Flatnet', async () => {
    const { tree, found } = knownHost();
    tree('/opt/web/nginx', '1.26.3', { conf: stockConf, lacks: ['lualib/flatnet'] });
    const [one] = (await found()).candidates;
    expect(one).toMatchObject({ path: '/opt/web/nginx', sure: false });
    expect(one?.why).toContain('nothing in it speaks of Flatnet');
  });
});

describe('a program that others than root can change', () => {
  const theirs = '/home/kh/flatnet/openresty';
  const setUp = () => {
    const host = knownHost();
    host.tree(theirs, '1.26.3');
    const node = (path: string) => Object.assign(host.world.tree.node(path, true) ?? {}, { uid: 1000 });
    const ran: string[] = [];
    const answer = host.world.programs.get('nginx');
    host.world.programs.set('nginx', (call) => {
      ran.push(call.argv[0]);
      return answer?.(call) ?? {};
    });
    return { ...host, node, ran };
  };

  test.each([`${theirs}/sbin/nginx`, `${theirs}/conf`, '/home/kh'])(
    'is not run to look at it, and told, where %s is theirs',
    async (path) => {
      const { found, node, ran } = setUp();
      node(path);
      const { candidates } = await found();
      expect(ran).toEqual([]);
      expect(candidates.map(shown)).toMatchObject([{ sure: false, trees: [`home ${theirs} null`], best: null }]);
      expect(candidates[0]?.trees[0]?.test).toEqual({
        ok: null,
        said: `${theirs}/sbin/nginx was not run, for others than root can change ${path}; to trust it: --use ${theirs}`,
      });
    },
  );

  test('is run when somebody names it, or when root runs it already', async () => {
    const { found, node, runs } = setUp();
    node('/home/kh');
    const sound = [{ sure: true, best: theirs }];
    expect((await found({ use: [theirs] })).candidates.map(shown)).toMatchObject(sound);
    runs(theirs);
    expect((await found()).candidates.map(shown)).toMatchObject(sound);
  });

  test('is not run for a process of theirs that calls itself by the name of a gateway', async () => {
    const { found, node, runs, tree, ran } = setUp();
    tree(home, '1.22.1');
    node('/home/kh');
    runs(home, { exe: `${theirs}/sbin/nginx`, uid: 1000 });
    const [one] = (await found({ use: [home] })).candidates;
    expect(one?.trees.map(({ role, path, version }) => `${role} ${path} ${version}`)).toEqual([
      `home ${home} 1.22.1`,
      `live ${theirs} null`,
    ]);
    expect(new Set(ran)).toEqual(new Set([`${home}/sbin/nginx`]));
  });
});

describe("somebody else's nginx", () => {
  test('of the distribution is a remark with its ports, and no candidate unless it is chosen', async () => {
    const { world, runs, found } = knownHost();
    world.file('/usr/sbin/nginx', '1.22.1', 0o755);
    world.file('/etc/nginx/nginx.conf', stockConf);
    const { master } = runs('/usr', { title: '/usr/sbin/nginx -g daemon on;', listens: [{ port: 80 }, { port: 81 }] });
    const plain = await found();
    expect(plain.candidates).toEqual([]);
    expect(plain.remarks).toMatchObject([{ id: 'foreign-nginx', blocks: false }]);
    expect(plain.remarks[0]?.message).toMatch(new RegExp(`/usr/sbin/nginx \\(process ${master.pid}\\).*port 80, 81`));
    const chosen = await found({ use: ['/usr'] });
    expect(chosen.candidates.map(shown)).toMatchObject([{ path: '/usr', running: true, sure: true }]);
    expect(chosen.remarks).toEqual([]);
  });

  test('in a container shows a path of its own, whether there is one here or not', async () => {
    const { world, tree, runs, found } = knownHost();
    const { master, worker } = runs(home);
    for (const one of [master, worker]) Object.assign(one, { exeDigest: 'f'.repeat(64) });
    expect(await found()).toMatchObject({
      candidates: [],
      remarks: [{ id: 'foreign-nginx', next: expect.stringContaining('in a container') }],
    });
    tree(home, '1.26.3');
    const { candidates } = await found();
    expect(candidates.map(({ path, running }) => [path, running])).toEqual([[home, false]]);
    expect(world.processes.size).toBe(2);
  });

  test('or another program that holds the port of a gateway that does not run is told', async () => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3');
    const other = world.start({ exe: '/usr/sbin/apache2', listens: [{ port: 80 }, { port: 9999 }] });
    const { remarks } = await found();
    expect(ids(remarks)).toEqual(['foreign-port']);
    expect(remarks[0]?.message).toContain(`Port 80 is held by /usr/sbin/apache2 (process ${other.pid})`);
  });
});

describe('what somebody chose', () => {
  test.each([
    ['a home', '/deep/gw'],
    ['a home with a slash', '/deep/gw/'],
    ['its program', '/deep/gw/sbin/nginx'],
    ['a tree beside it', '/deep/gw-old'],
    ['a kept tree', '/deep/generations/gateway/1.26.3-a'],
  ])('%s is a candidate for certain', async (_, path) => {
    const { tree, found } = knownHost();
    const how = { conf: stockConf, lacks: ['lualib/flatnet'] };
    for (const one of ['/deep/gw', '/deep/gw-old', '/deep/generations/gateway/1.26.3-a']) tree(one, '1.26.3', how);
    expect((await found()).candidates).toEqual([]);
    expect((await found({ use: [path] })).candidates).toMatchObject([{ path: '/deep/gw', sure: true }]);
  });

  test('and is nothing of the kind is no candidate', async () => {
    const { world, found } = knownHost();
    world.folder('/deep/thing');
    expect((await found({ use: ['/deep/thing', '/nowhere', '/'] })).candidates).toEqual([]);
  });

  test('by a site file is all that is looked at', async () => {
    const { world, tree, runs, found } = knownHost();
    tree('/opt/other-flatnet/openresty', '1.26.3');
    tree(home, '1.26.3', { conf: stockConf });
    tree(`${home}-old`, '1.22.1', { home });
    tree('/data/kept/1.20.1-a', '1.20.1', { home });
    world.file('/etc/gw/nginx.conf', conf(home));
    runs('/opt/other-flatnet/openresty');
    const site = {
      home,
      config: '/etc/gw/nginx.conf',
      generations: '/data/kept',
      service: 'gw',
    } as GatewaySite;
    const { candidates } = await found({ site });
    expect(candidates.map(shown)).toEqual([
      {
        path: home,
        running: false,
        sure: true,
        trees: [`home ${home} 1.26.3`, `aside ${home}-old 1.22.1`, 'kept /data/kept/1.20.1-a 1.20.1'],
        best: home,
      },
    ]);
    expect(candidates[0]?.values.find(({ key }) => key[0] === 'config')?.value).toBe('/etc/gw/nginx.conf');
  });
});

describe('without rights', () => {
  test('a master is known by its title, and what was not to be seen is said', async () => {
    const { world, runs, found, closed, tree } = knownHost();
    const { master, worker } = runs(home);
    for (const one of [master, worker]) Object.assign(one, { exe: null });
    tree(home, '1.26.3');
    world.folder('/srv/secret/openresty');
    world.folder('/home/kh/flatnet');
    closed('/srv/secret', '/home/kh');
    const { candidates, rights } = await found();
    expect(candidates.map(shown)).toMatchObject([
      { path: home, running: true, sure: true, trees: [`live ${home} 1.26.3`] },
    ]);
    expect(rights.toSorted()).toEqual([
      '/home/kh may not be read; with sudo it can.',
      '/srv/secret may not be read; with sudo it can.',
      `From which tree nginx process ${master.pid} runs may not be read; with sudo it can.`,
    ]);
  });

  test('a home that may not be looked at is not said to be absent', async () => {
    const { tree, runs, found, closed } = knownHost();
    for (const process of Object.values(runs(home))) Object.assign(process, { exe: null });
    tree(home, '1.26.3');
    closed('/srv/flatnet');
    const { candidates, rights } = await found();
    expect(candidates.map(({ path, remarks }) => [path, ids(remarks)])).toEqual([[home, []]]);
    expect(rights.join('\n')).toContain('/srv/flatnet may not be read');
  });

  test('many closed folders of one place are one line', async () => {
    const { world, found, closed } = knownHost();
    const names = ['a', 'b', 'c'].map((name) => `/srv/${name}`);
    for (const name of names) world.folder(name);
    closed(...names);
    expect((await found()).rights).toEqual(['3 entries of /srv may not be read, /srv/a for one; with sudo they can.']);
  });

  test('a tree whose configuration may not be read is not judged', async () => {
    const { tree, runs, found, closed } = knownHost();
    tree(home, '1.26.3');
    closed(`${home}/conf`);
    const [one] = (await found()).candidates;
    expect(one?.trees[0]?.test).toMatchObject({ ok: null, said: expect.stringContaining('could not be asked') });
    expect(one?.best).toBeNull();
    runs(home);
    expect((await found()).rights).toEqual([`${home}/conf/nginx.conf may not be read; with sudo it can.`]);
  });

  test('a folder with very many names is looked at in part, and that is said', async () => {
    const { world, found } = knownHost();
    for (let n = 0; n < 1_005; n += 1) world.folder(`/srv/${n}`);
    expect((await found()).rights).toEqual(['/srv holds more than 1000 names; only the first 1000 were looked at.']);
  });

  test('a gateway is found among very many names, whatever they are', async () => {
    const { world, tree, found } = knownHost();
    for (let n = 0; n < 1_005; n += 1) world.folder(`/srv/${n}`);
    tree(home, '1.26.3');
    expect((await found()).candidates).toMatchObject([{ path: home, sure: true }]);
  });

  test('programs that hang beside it take no time from the test of the one at home', async () => {
    const { world, tree, found } = knownHost();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => world.clock.now());
    onTestFinished(() => clock.mockRestore());
    tree(home, '1.26.3');
    for (let n = 0; n < 12; n += 1) tree(`${home}-old${n}`, '1.22.1 hangs');
    const [one] = (await found()).candidates;
    expect(one?.trees[0]).toMatchObject({ path: home, test: { ok: true } });
  });
});
