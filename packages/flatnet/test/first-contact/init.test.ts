import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Candidate } from '@flatnet-maint/core';
import { posixHosts } from '@flatnet-maint/host';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { components } from '../../src/components.ts';
import type { FoundReport } from '../../src/first-contact/found-report.ts';
import { type InitFrom, initSite } from '../../src/first-contact/init-site.ts';
import { sitePlace } from '../../src/first-contact/site-place.ts';
import { loadSite } from '../../src/site/load-site.ts';
import { candidate, component, found, home, reportOf } from '../support/found.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
  path = join(folder, 'etc/flatnet-maint/flatnet.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const { host } = posixHosts({ ids: ['local'] }).lend('local', 60_000, 'test');
const init = (report: FoundReport, more: Partial<InitFrom> = {}) =>
  initSite({
    ...{ found: report, components },
    place: { path, more: '' },
    text: { version: '9.9.9', at: '2026-01-02T03:04:05.000Z', words: (english) => english },
    files: host.files,
    writing: (write) => write(host.files),
    isKept: async () => false,
    pinned: null,
    ...more,
  });
const put = (text: string) => {
  path = join(folder, 'flatnet.yaml');
  writeFileSync(path, text);
};
const two = component({
  state: 'unsure',
  chosen: null,
  found: found([candidate(), candidate({ path: '/opt/flat net' })]),
});

const plugin = '/opt/cni/bin/flatnet';
const cni = (more: Partial<Candidate> = {}) =>
  component({
    id: 'cni',
    chosen: more.sure === false ? null : plugin,
    state: more.sure === false ? 'unsure' : 'found',
    found: {
      ...found([
        candidate({
          path: plugin,
          values: [
            { key: ['plugin'], value: plugin, how: 'found' },
            { key: ['conflist'], value: '/etc/cni/net.d/10-flatnet.conflist', how: 'found' },
          ],
          trees: [],
          best: { tree: plugin, why: 'it answers' },
          ...more,
        }),
      ]),
      component: 'cni',
    },
  });

describe('where several components are found', () => {
  const down = { running: false, best: { tree: `${plugin}.bak`, why: 'it answers' } };
  const adoptCni = `flatnet-maint adopt cni --tree ${plugin}.bak --start`;

  test('one file holds what is known of each', async () => {
    await init(reportOf(component(), cni()));
    const { components: parts } = await loadSite(path, { cwd: '/', home: '/', env: {} });
    expect(parts).toMatchObject({ gateway: { home }, cni: { plugin } });
  });

  test('what is down and can be put right comes next, whatever else is to be kept', async () => {
    expect((await init(reportOf(component(), cni(down)))).next).toBe(adoptCni);
    const isKept = async (id: string) => id === 'cni';
    expect((await init(reportOf(component(), cni(down)), { isKept })).next).toBe('flatnet-maint adopt gateway');
  });

  test('what no command can put right comes last', async () => {
    const remarks = [{ id: 'podman-absent', blocks: false, message: 'There is none.', next: 'Install Podman.' }];
    const stuck = cni({ ...down, remarks });
    expect((await init(reportOf(component(), stuck))).next).toBe('flatnet-maint adopt gateway');
    const isKept = async (id: string) => id === 'gateway';
    expect((await init(reportOf(component(), stuck), { isKept })).next).toBe('Install Podman.');
  });

  test('what may be somebody else’s stands in nobody’s way, and is not written down', async () => {
    const report = await init(reportOf(component(), cni({ sure: false })));
    expect(report).toMatchObject({ exit: 0, site: { written: true } });
    expect(readFileSync(path, 'utf8')).not.toContain('cni:');
  });

  test('two that are certain are for a human to choose from', async () => {
    const both = cni();
    const [one] = both.found?.candidates ?? [];
    const several = {
      ...both,
      ...{ state: 'unsure' as const, chosen: null },
      found: both.found && { ...both.found, candidates: [one, { ...one, path: '/srv/bin/flatnet' }] as Candidate[] },
    };
    expect(await init(reportOf(component(), several))).toMatchObject({ exit: 3, error: { code: 'E_INIT_AMBIGUOUS' } });
  });
});

describe('where there is no site file', () => {
  test('one is written, readable to all, its folders with it, and it loads', async () => {
    const report = await init(reportOf(component()));
    expect(report).toMatchObject({ site: { path, written: true, differences: null }, exit: 0 });
    expect(report.next).toBe('flatnet-maint adopt gateway');
    expect(readFileSync(path, 'utf8')).toBe(report.draft);
    expect([statSync(path), statSync(dirname(path))].map(({ mode }) => (mode & 0o777).toString(8))).toEqual([
      '644',
      '755',
    ]);
    expect(readdirSync(dirname(path))).toEqual(['flatnet.yaml']);
    const { gateway } = (await loadSite(path, { cwd: '/', home: '/', env: {} })).components;
    expect(gateway).toMatchObject({ home, probes: { site: 'http://127.0.0.1:80', api: null }, releases: [] });
  });

  test('what is kept already makes the next command a look', async () => {
    expect((await init(reportOf(component()), { isKept: async () => true })).next).toBe('flatnet-maint status');
  });

  test.each([
    ['several', two, 'E_INIT_AMBIGUOUS', `--use ${home}, --use '/opt/flat net'`, 'flatnet-maint init --use PATH'],
    [
      'one that is not certain',
      component({ state: 'unsure', chosen: null, found: found([candidate({ sure: false })]) }),
      'E_INIT_AMBIGUOUS',
      `--use ${home}`,
      'flatnet-maint init --use PATH',
    ],
    [
      'nothing',
      component({ state: 'absent', chosen: null, found: found([]) }),
      'E_INIT_NOTHING',
      'looked at',
      'flatnet-maint init --use PATH',
    ],
    [
      'what may not be seen',
      component({ state: 'rights', chosen: null, found: found([], { rights: ['/root'] }) }),
      'E_INIT_RIGHTS',
      '/root',
      process.getuid?.() === 0 ? 'flatnet-maint init --use PATH' : 'sudo flatnet-maint init',
    ],
    [
      'a component that did not answer',
      component({
        state: 'unsure',
        chosen: null,
        found: null,
        problem: { code: 'E_X', message: 'Late.', next: 'Wait.' },
      }),
      'E_X',
      'Late.',
      'Wait.',
    ],
    [
      'no probe',
      component({ found: found([candidate({ values: candidate().values.slice(0, 1) })]) }),
      'E_INIT_INCOMPLETE',
      '`gateway.probes',
      'flatnet-maint init --use PATH',
    ],
    [
      'a probe that may be in what could not be seen',
      component({
        found: found([candidate({ values: candidate().values.slice(0, 1) })], { rights: ['A is closed.'] }),
      }),
      'E_INIT_RIGHTS',
      'A is closed.',
      'flatnet-maint init',
    ],
    [
      'a folder that nginx cannot name',
      component({
        found: found([
          candidate({ values: [{ key: ['home'], value: '/a$b', how: '' }, ...candidate().values.slice(1)] }),
        ]),
      }),
      'E_GATEWAY_PATH',
      '/a$b',
      'Move the gateway',
    ],
  ])('%s is refused with what to type, and nothing is written', async (_what, one, code, message, next) => {
    const report = await init(reportOf(one));
    expect(report).toMatchObject({ site: { written: false }, exit: 3, error: { code } });
    expect(report.error?.message).toContain(message);
    expect(report.error?.message).toMatch(/Nothing was changed\.$/);
    expect(report.next).toContain(next);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder that cannot be written is refused, and what was found is in the answer', async () => {
    writeFileSync(join(folder, 'file'), '');
    path = join(folder, 'file', 'flatnet.yaml');
    const report = await init(reportOf(component()));
    expect(report).toMatchObject({ site: { written: false }, exit: 3, components: [{ state: 'found' }] });
    expect(report.draft).toContain(home);
  });

  test('one that somebody else makes meanwhile is left as it is', async () => {
    path = join(folder, 'flatnet.yaml');
    const report = await init(reportOf(component()), {
      async writing(write) {
        writeFileSync(path, 'theirs');
        await write(host.files);
      },
    });
    expect(report).toMatchObject({ site: { written: false }, error: { code: 'E_SITE_EXISTS' } });
    expect(readFileSync(path, 'utf8')).toBe('theirs');
  });
});

describe('a site file that is there', () => {
  const least = `gateway:\n  home: ${home}\n  probes: { site: 'http://127.0.0.1:80' }\n`;
  const unchanged = async (text: string, report = reportOf(component())) => {
    put(text);
    chmodSync(path, 0o600);
    const before = statSync(path, { bigint: true });
    const done = await init(report);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(statSync(path, { bigint: true })).toMatchObject({
      ino: before.ino,
      mtimeNs: before.mtimeNs,
      mode: before.mode,
    });
    expect(done.site.written).toBe(false);
    return done;
  };

  test('is told to say the same', async () => {
    expect(await unchanged(least)).toMatchObject({
      site: { differences: [] },
      exit: 0,
      next: 'flatnet-maint adopt gateway',
    });
  });
  test('is told where it differs', async () => {
    const { site, exit, next } = await unchanged(least.replace(home, '/srv/old'));
    // Every command goes by the file: one that was printed for what was found would fail.
    expect(next).toMatch(new RegExp(`^Set \`gateway.home\` in ${path} to ${home}, or `));
    expect(site.differences).toEqual([{ key: 'gateway.home', file: '/srv/old', found: home }]);
    expect(exit).toBe(0);
  });
  test('that is broken is told with its own error, beside what was found', async () => {
    const report = await unchanged(`${least}  hoem: x\n`);
    expect(report).toMatchObject({ site: { differences: null }, exit: 2, error: { code: 'E_SITE_KEY' } });
    expect(report.draft).toContain(`home: ${home}`);
  });
  test('does not choose among several by itself', async () => {
    expect(await unchanged(least, reportOf(two))).toMatchObject({ exit: 3, error: { code: 'E_INIT_AMBIGUOUS' } });
  });
});

describe('the place of a site file', () => {
  const around = () => ({ cwd: folder, home: join(folder, 'me'), env: {} });
  test.runIf(!existsSync('/etc/flatnet-maint/flatnet.yaml'))(
    'is the folder of the host for root, else this one',
    async () => {
      expect(await sitePlace(null, around(), true)).toEqual({ path: '/etc/flatnet-maint/flatnet.yaml', more: '' });
      expect(await sitePlace(null, around(), false)).toEqual({ path: join(folder, 'flatnet.yaml'), more: '' });
    },
  );
  test('is the one in use, whoever asks', async () => {
    put('');
    expect(await sitePlace(null, around(), true)).toEqual({ path, more: '' });
    expect(await sitePlace('flatnet.yaml', around(), true)).toEqual({ path, more: '' });
  });
  test('that was named is told to the next command', async () => {
    const named = join(folder, 'my site.yaml');
    expect(await sitePlace('my site.yaml', around(), true)).toEqual({ path: named, more: ` --site '${named}'` });
    const place = { path: named, more: ` --site '${named}'` };
    expect((await init(reportOf(component()), { place })).next).toBe(`flatnet-maint adopt gateway --site '${named}'`);
  });
});
