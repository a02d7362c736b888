import { describe, expect, test } from 'vitest';
import { conf, ids, knownHost, stockConf } from './known-host.ts';

const home = '/srv/flatnet/openresty';
const kept = '/srv/flatnet/generations/gateway';

describe('what is best made generation 0 when nothing serves', () => {
  const best = async (programs: Readonly<Record<string, string>>, lacking: readonly string[] = []) => {
    const { world, tree, found } = knownHost();
    for (const [name, program] of Object.entries(programs)) {
      world.clock.advance(60_000);
      const path = name.startsWith('/') ? name : `/srv/flatnet/${name}`;
      tree(path, program, { home, lacks: lacking.includes(name) ? ['lualib/resty/core', 'lualib/flatnet'] : [] });
      if (lacking.includes(name)) world.remove(`${path}/lualib`);
    }
    const found_ = (await found()).candidates[0]?.best;
    return found_ === null || found_ === undefined ? null : `${found_.tree}: ${found_.why}`;
  };
  const sound = '1.26.3';
  const broken = '1.26.3 broken';
  test.each([
    ['the home', { openresty: sound, 'openresty-old': sound }, `${home}: it lies at the home`],
    [
      'the one before, when the home fails',
      { openresty: broken, 'openresty-old': sound, 'openresty.found-1': sound },
      `${home}-old: the one before`,
    ],
    ['the newest of those before', { 'openresty-old': sound, 'openresty-old2': sound }, `${home}-old2: the one before`],
    [
      'what else was set aside',
      { 'openresty-new': sound, 'openresty-failed': sound, 'openresty.bak': sound },
      `${home}.bak: the newest one that was set aside`,
    ],
    [
      'a kept one before a new or a failed one',
      { [`${kept}/a`]: sound, 'openresty-new': sound, 'openresty-failed': sound },
      `${kept}/a: the newest kept generation`,
    ],
    [
      'a new one before a failed one',
      { 'openresty-new': sound, 'openresty-failed': sound },
      `${home}-new: nothing else passes`,
    ],
    [
      'a failed one at last',
      { 'openresty-old': broken, 'openresty-failed': sound },
      `${home}-failed: nothing else passes`,
    ],
  ])('%s', async (_, programs, wanted) => {
    expect(await best(programs as Record<string, string>)).toContain(wanted);
  });

  test('nothing, when nothing passes its test', async () => expect(await best({ openresty: broken })).toBeNull());

  test('no copy that was broken off, though its configuration passes', async () => {
    expect(await best({ 'openresty-old': sound, 'openresty-new': sound }, ['openresty-old'])).toContain(`${home}-new`);
  });
});

describe("another build's vendor Lua", () => {
  const mixed = async (how: { theirs: string; built?: string }) => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3');
    tree(`${home}-old`, '1.22.1', { home });
    world.file(`${home}-old/lualib/resty/core/base.lua`, 'error("ngx_http_lua_module 0.10.23 required")');
    world.file(`${home}/lualib/resty/core/base.lua`, how.theirs);
    if (how.built !== undefined) {
      const plain = world.programs.get('nginx');
      world.programs.set(`${home}/sbin/nginx`, (call) =>
        call.argv[1] === '-V'
          ? { stderr: `nginx version: openresty/1.26.3\nconfigure arguments: --add-module=../ngx_lua-${how.built}` }
          : plain?.(call),
      );
    }
    const [one] = (await found()).candidates;
    return [one?.remarks.find(({ id }) => id === 'mixed-lua')?.message ?? null, one?.best?.tree];
  };
  const copied = 'error("ngx_http_lua_module 0.10.23 required")';

  test('in the home makes the tree that it comes from the better one', async () => {
    expect(await mixed({ theirs: copied })).toEqual([expect.stringContaining(`is that of ${home}-old`), `${home}-old`]);
  });
  test('is none when the program was built for it', async () => {
    expect(await mixed({ theirs: copied, built: '0.10.23' })).toEqual([null, home]);
    expect(await mixed({ theirs: 'error("ngx_http_lua_module 0.10.28 required")' })).toEqual([null, home]);
  });
  test('is certain when the program says that it was built for another', async () => {
    const theirs = 'error("ngx_http_lua_module 0.10.25 required")';
    expect(await mixed({ theirs, built: '0.10.28' })).toEqual([
      expect.stringContaining('another build'),
      `${home}-old`,
    ]);
  });
});

describe('a tree', () => {
  test('whose program hangs hides no other, and a test that fails is told in its own words', async () => {
    const { tree, found, tested } = knownHost();
    tree(home, '1.26.3 hangs');
    tree(`${home}-old`, '1.22.1 unknown directive "x"', { home });
    tree(`${home}-failed`, '1.22.1', { home });
    const [one] = (await found()).candidates;
    expect(one?.trees.map(({ path, version, test: { ok } }) => [path, version, ok])).toEqual([
      [home, null, null],
      [`${home}-failed`, '1.22.1', true],
      [`${home}-old`, '1.22.1', false],
    ]);
    expect(one?.trees[0]?.test.said).toContain('did not end within');
    expect(tested).not.toContain(`${home}/sbin/nginx`);
  });

  test('is tested as if the home led to it, at most eight of them, the home and the newest first', async () => {
    const { world, tree, found, tested } = knownHost();
    tree(home, '1.26.3');
    for (let n = 1; n <= 9; n += 1) {
      world.clock.advance(60_000);
      tree(`${home}.found-${n}`, '1.22.1', { home });
    }
    const [one] = (await found()).candidates;
    expect(tested).toHaveLength(8);
    expect(tested).toContain(`${home}/sbin/nginx`);
    const not = one?.trees.filter(({ test: { said } }) => said.startsWith('not tested'));
    expect(not?.map(({ path, test: { ok } }) => [path, ok])).toEqual([
      [`${home}.found-1`, null],
      [`${home}.found-2`, null],
    ]);
  });

  test('tells its last request without what it carried', async () => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3');
    const secret = 'GET /a?token=secret HTTP/1.1" 200 "https://me:pass@site/b?k=v" \x1b[31mred';
    world.file(`${home}/logs/access.log`, `first\n127.0.0.1 "${secret}\n\n`);
    tree(`${home}-old`, '1.22.1', { home });
    const [one] = (await found()).candidates;
    expect(one?.trees.map(({ lastAccess }) => lastAccess)).toEqual([
      '127.0.0.1 "GET /a?… HTTP/1.1" 200 "https://site/b?…" ·[31mred',
      null,
    ]);
  });

  test('tells the last line of a log that all trees share only when it is the home or what serves', async () => {
    const { world, tree, found } = knownHost();
    const shared = conf(home, 'access_log /srv/flatnet/logs/access.log;');
    tree(home, '1.26.3', { conf: shared });
    tree(`${home}-old`, '1.22.1', { conf: shared });
    world.file('/srv/flatnet/logs/access.log', `${'x'.repeat(100_000)}\n${'y'.repeat(400)}`);
    const [one] = (await found()).candidates;
    expect(one?.trees.map(({ lastAccess }) => lastAccess)).toEqual(['y'.repeat(300), null]);
  });

  test('of the layout with a folder of its own is tested with that configuration, a kept one with its own copy', async () => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3', { conf: stockConf });
    tree(`${kept}/a`, '1.22.1', { conf: stockConf });
    world.file('/srv/flatnet/config/nginx.conf', conf(home));
    world.file(`${kept}/a.config/nginx.conf`, 'events {}');
    const [one] = (await found()).candidates;
    expect(
      one?.trees.map(({ path, test: { ok, said } }) => [path, ok, said.includes(`${kept}/a.config/nginx.conf`)]),
    ).toEqual([
      [home, true, false],
      [`${kept}/a`, null, true],
    ]);
  });
});

describe('a remark', () => {
  test('tells of a worker without a master, and whether it still takes connections', async () => {
    const { world, tree, runs, found } = knownHost();
    tree(`${home}-old`, '1.22.1', { home });
    const { master, worker } = runs(home, { exe: `${home}-old/sbin/nginx` });
    world.end(master.pid);
    const remarks = async () => (await found()).candidates[0]?.remarks.find(({ id }) => id === 'orphan-worker');
    expect(await remarks()).toMatchObject({
      blocks: false,
      message: expect.stringMatching(new RegExp(`^Process ${worker.pid} .*${home}-old; .*port 80, 8080`)),
      next: expect.stringContaining('adopt gateway --start'),
    });
    worker.listens = [];
    expect((await remarks())?.message).toContain('takes no new connections');
    runs(home, { exe: `${home}-old/sbin/nginx` });
    expect((await remarks())?.next).not.toContain('--start');
  });

  test.each([
    ['', 'is empty'],
    ['nonsense\n', 'holds no process number'],
    ['99999\n', 'which is gone'],
    ['STRANGER', 'which is no master of this gateway but /usr/bin/other'],
  ])('tells of a pid file with %j in it', async (text, said) => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3');
    const stranger = world.start({ exe: '/usr/bin/other' });
    world.file('/run/flatnet/nginx.pid', text === 'STRANGER' ? `${stranger.pid}\n` : text);
    const [one] = (await found()).candidates;
    expect(ids(one?.remarks)).toEqual(['stale-pid-file']);
    expect(one?.remarks[0]?.message).toContain(said);
  });

  test('tells of no pid file that names the master', async () => {
    const { world, tree, runs, found } = knownHost();
    tree(home, '1.26.3');
    world.file('/run/flatnet/nginx.pid', `${runs(home).master.pid}\n`);
    expect(ids((await found()).candidates[0]?.remarks)).toEqual([]);
  });

  test('tells of a pid file in the tree that was renamed, too', async () => {
    const { world, tree, found } = knownHost();
    tree(`${home}-old`, '1.26.3', { conf: stockConf });
    world.file(`${home}-old/logs/nginx.pid`, '99999');
    expect((await found()).candidates[0]?.remarks.find(({ id }) => id === 'stale-pid-file')?.message).toContain(
      `${home}-old/logs/nginx.pid`,
    );
  });

  test('tells of each folder that hands left, and what a copy that was broken off has not', async () => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3');
    tree(`${home}-old`, '1.22.1', { home });
    world.folder(`${home}-new/html`);
    const [one] = (await found()).candidates;
    expect(ids(one?.remarks)).toEqual(['left-over', 'left-over']);
    expect(one?.remarks.map(({ message }) => message)).toEqual([
      `${home}-new is a copy that was broken off, or something else: it has no sbin/nginx, conf, lualib, modules.`,
      `${home}-old was set aside by hand; its version is 1.22.1.`,
    ]);
  });

  test('tells of a command line that no site file can mean, and of the one that it can', async () => {
    const { tree, runs, found } = knownHost();
    tree(home, '1.26.3');
    runs(home, { title: './sbin/nginx -c /etc/gw.conf', cwd: home });
    const [one] = (await found()).candidates;
    expect(one?.remarks).toMatchObject([
      { id: 'other-command-line', message: expect.stringContaining('`./sbin/nginx -c') },
    ]);
    expect(one?.remarks[0]?.next).toContain(`${home}/sbin/nginx -p ${home} -c /etc/gw.conf`);
  });

  test('tells of an address that no interface has, and that Nebula comes first', async () => {
    const { world, tree, found } = knownHost();
    tree(home, '1.26.3');
    world.file('/proc/net/fib_trie', 'Local:\n |-- 192.0.2.1\n    /32 host LOCAL\n');
    const [one] = (await found()).candidates;
    expect(one?.remarks).toMatchObject([{ id: 'address-absent', next: expect.stringContaining('Nebula first') }]);
    expect(one?.remarks[0]?.message).toContain('10.100.1.1');
    // The test of the tree does not fail for it.
    expect(one?.trees[0]?.test.ok).toBe(true);
  });
});
