import { PassThrough } from 'node:stream';
import { MaintError } from '@flatnet-maint/core';
import type { FoundReport, House, InitReport } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli, plays, proposal, report as runReport } from './support/fake-world.ts';
import { candidate, component, found, home, initReport, report, tree } from './support/found.ts';
import { committed } from './support/recorded.ts';

const other = '/opt/flat net';
const both = component({ state: 'unsure', chosen: null, found: found([candidate(), candidate({ path: other })]) });

interface Met {
  readonly seen?: FoundReport;
  readonly more?: Partial<InitReport>;
  readonly house?: object;
  /** What somebody types; none = nobody is there. */
  readonly types?: string;
}

/** Runs `init` and tells what the library was asked. */
async function init(argv: readonly string[], { seen = report(component()), more = {}, house = {}, types }: Met = {}) {
  const asked: unknown[] = [];
  const stdin = new PassThrough();
  if (types !== undefined) stdin.write(types);
  const parts: Partial<House> = {
    find: async ({ use }) => {
      asked.push(use);
      return seen;
    },
    installSelf: async () => {
      throw new MaintError('E_INSTALL_SOURCE', 'This runs from a checkout.', 'Build it.');
    },
    init: async (from) => {
      asked.push(from.components.map(({ id, state, chosen }) => [id, state, chosen]));
      return initReport(from, more);
    },
    ...house,
  };
  const tty = { in: types !== undefined, out: types !== undefined };
  const ran = await cli(['init', ...argv], { house: parts, world: { stdin, tty } });
  return { ...ran, asked };
}

describe('init', () => {
  test('ends with one table, the trees, what became of the site file, and one next command', async () => {
    const old = tree({
      path: `${home}-old`,
      role: 'aside',
      test: { ok: false, said: 'it lacks nginx.conf' },
      lastAccess: null,
    });
    const remarks = [{ id: 'left-over', blocks: false, message: 'openresty-old lies beside it.', next: 'Leave it.' }];
    const one = component({ found: found([candidate({ trees: [tree(), old], remarks })]) });
    const { exit, out, err } = await init([], { seen: report(one) });
    expect([exit, err]).toEqual([0, '']);
    expect(out).toMatchInlineSnapshot(`
      "component  state  where                   version  what
      gateway    found  /srv/flatnet/openresty  1.25.3   serves; belongs to generation 1.25.3-0

      gateway: trees of /srv/flatnet/openresty
        tree                        role   version  date                      own test  last access
        /srv/flatnet/openresty      live   1.25.3   2026-01-02T03:04:05.000Z  passes    127.0.0.1
        /srv/flatnet/openresty-old  aside  1.25.3   2026-01-02T03:04:05.000Z  FAILS     -
        /srv/flatnet/openresty-old: it lacks nginx.conf
        best to begin with: /srv/flatnet/openresty (a signal)
      remark  openresty-old lies beside it.
              next: Leave it.

      Written: /etc/flatnet-maint/flatnet.yaml
      No copy of this tool for emergencies is installed yet: flatnet-maint install-self
      Next: flatnet-maint adopt gateway
      "
    `);
  });

  test('chooses by absolute paths, from the folder it was typed in', async () => {
    const { asked } = await init(['--use', 'openresty', '--use', '/opt/x']);
    expect(asked[0]).toEqual(['/work-folder/openresty', '/opt/x']);
  });

  test('says each candidate and the flag that chooses it, and what was refused is the code', async () => {
    const error = {
      code: 'E_INIT_AMBIGUOUS',
      message: 'Two. Nothing was changed.',
      next: 'flatnet-maint init --use PATH',
    };
    const more = {
      site: { path: '/x', written: false, differences: null },
      draft: null,
      next: error.next,
      exit: 3 as const,
      error,
    };
    const { exit, out, err } = await init([], { seen: report(both), more });
    expect(exit).toBe(3);
    expect(out).toContain(`(choose it: --use ${home})`);
    expect(out).toContain(`(choose it: --use '${other}')`);
    expect(out).not.toContain('Next:');
    expect(err).toContain('E_INIT_AMBIGUOUS: Two.\n');
    expect(err).toContain('Next: flatnet-maint init --use PATH');
  });

  test('shows the draft where nothing was written of it', async () => {
    const error = { code: 'E_INIT_INCOMPLETE', message: 'No probe.', next: 'Fill it in.' };
    const site = { path: '/etc/f.yaml', written: false, differences: null };
    const { out, exit } = await init([], { more: { site, error, next: error.next, exit: 3 } });
    expect(exit).toBe(3);
    expect(out).toContain(`(/etc/f.yaml). What was found would make this one:\n  gateway:\n    home:`);
  });

  test('never speaks of writing where a file is there: it is the same, or differs key by key', async () => {
    const there = (differences: InitReport['site']['differences']) =>
      init([], { more: { site: { path: '/etc/f.yaml', written: false, differences } } });
    expect((await there([])).out).toContain('/etc/f.yaml is there and says the same as was found.');
    const { out } = await there([
      { key: 'gateway.home', file: '/srv/old', found: home },
      { key: 'gateway.service', file: null, found: 'openresty' },
    ]);
    expect(out).toContain(`  gateway.home: file says /srv/old, found ${home}\n`);
    expect(out).toContain('  gateway.service: file says nothing, found openresty\n');
    expect(out).not.toContain('Written');
  });

  test('gives one document with --json, and asks nothing about adopting then', async () => {
    const { out, exit } = await init(['--json'], {
      types: 'y\n',
      house: { planAdopt: () => expect.fail('not asked for') },
    });
    expect(exit).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(['site', 'components', 'pinned', 'next']);
    expect(JSON.parse(out)).toMatchObject({ site: { written: true }, next: 'flatnet-maint adopt gateway' });
  });

  test('is 2 for a path that is nothing', async () => {
    const house = { find: () => Promise.reject(new MaintError('E_USE_NOTHING', 'Nothing.', 'Name it.', { exit: 2 })) };
    expect((await init(['--use', '/x'], { house })).exit).toBe(2);
  });

  test('puts a copy for emergencies beside what it wrote, and says where, or that there is none', async () => {
    expect((await init([])).out).toContain('flatnet-maint install-self');
    const pinned = '/var/lib/flatnet-maint/bin/flatnet-maint';
    const installSelf = async () => ({ launcher: pinned });
    expect((await init([], { house: { installSelf } })).out).toContain(`is installed: ${pinned}`);
    const full = () => Promise.reject(new MaintError('E_DISK_FULL', 'No room.', 'Free some.'));
    expect(await init([], { house: { installSelf: full } })).toMatchObject({ exit: 0, err: 'No room.\n' });
    const refused = { error: { code: 'E_INIT_NOTHING', message: 'Nothing.', next: '' }, exit: 3 as const };
    const never = { installSelf: () => expect.fail('nothing was found') };
    expect((await init([], { more: refused, house: never })).exit).toBe(3);
    expect((await init([], { more: { pinned } })).out).toContain(`is installed: ${pinned}`);
  });
});

describe('with several candidates and somebody at the terminal', () => {
  test('a number chooses', async () => {
    const { asked, out, exit } = await init([], {
      seen: report(both),
      types: '2\n',
      more: { next: 'flatnet-maint status' },
    });
    expect(out).toContain(`  1  ${home}  belongs to generation 1.25.3-0\n  2  ${other}`);
    expect(asked[1]).toEqual([['gateway', 'found', other]]);
    expect(exit).toBe(0);
  });
  test.each(['', 'x', '0', '3', '1 2', '-1', '1.5'])('%j chooses nothing', async (said) => {
    const { asked, err, exit } = await init([], { seen: report(both), types: `${said}\n` });
    expect(exit).toBe(3);
    expect(err).toContain('E_INIT_AMBIGUOUS');
    expect(asked).toHaveLength(1);
  });
  test('--yes asks nobody', async () => {
    const { asked } = await init(['--yes'], { seen: report(both), types: '2\n' });
    expect(asked[1]).toEqual([['gateway', 'unsure', null]]);
  });
});

describe('adopting right away', () => {
  const house = {
    settle: async () => null,
    planAdopt: async (id: string, how: object) => {
      expect([id, how]).toEqual(['gateway', { tree: null, start: false, accepted: [], soak: null }]);
      return proposal;
    },
    apply: plays(committed, runReport('rolled-back')),
  };
  test('runs what the adopt command runs, and ends with its code', async () => {
    const { exit, out } = await init([], { types: 'y\n', house });
    expect(out).toContain('Adopt it now? [y/N]');
    expect(exit).toBe(4);
  });
  test.each(['\n', 'n\n', '1\n'])('is not done for %j', async (types) => {
    expect((await init([], { types, house })).exit).toBe(0);
  });
  test.each([
    ['where nothing serves', 'flatnet-maint adopt gateway --start', [], house],
    ['where it is kept already', 'flatnet-maint status', [], house],
    ['with --yes', 'flatnet-maint adopt gateway', ['--yes'], house],
  ])('is not offered %s', async (_what, next, argv, parts) => {
    const { exit, out } = await init(argv, { types: 'y\n', house: parts, more: { next } });
    expect(exit).toBe(0);
    expect(out).not.toContain('[y/N]');
  });
});
