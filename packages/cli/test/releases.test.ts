import { MaintError } from '@flatnet-maint/core';
import type { FetchProgress, ReleaseList } from 'flatnet';
import { expect, test } from 'vitest';
import type { Context } from '../src/context.ts';
import { sayIn } from '../src/say.ts';
import { fetchView } from '../src/view/fetch-view.ts';
import { cli, proposal } from './support/fake-world.ts';

const sha256 = 'ab'.repeat(32);
const release = { sha256, bytes: 3 * 1024 * 1024, path: '/p' };
const list: ReleaseList = {
  component: 'gateway',
  sources: [
    { source: 'site file', kind: 'site', key: null, problem: null },
    { source: 'https://releases.example/gateway', kind: 'url', key: '/k', problem: null },
  ],
  releases: [
    { ...release, version: '1.26.10', source: 'https://releases.example/gateway', have: 'no' },
    { ...release, version: '1.26.3', source: 'site file', have: 'verified' },
  ],
};
const problem = { source: 'x', code: 'E_INDEX_ENTRY', message: 'It is bad.', next: 'Tell its keeper.' };

test('releases are a table: version, size, what is in hand, source', async () => {
  const ran = await cli(['releases'], { house: { releases: async () => [list] } });
  expect(ran).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "gateway  1.26.10  3.0 MiB  not in hand        https://releases.example/gateway
    gateway  1.26.3   3.0 MiB  in hand, verified  site file
    ",
    }
  `);
});

test('a source that cannot be asked or a damaged release is code 8, and its next step is said', async () => {
  const bad = { ...list, sources: [{ ...list.sources[0]!, problem }] };
  const ran = await cli(['releases', 'gateway'], { house: { releases: async () => [bad] } });
  expect(ran.exit).toBe(8);
  expect(ran.out).toContain('E_INDEX_ENTRY: It is bad.\n  what to do: Tell its keeper.');
  const damaged = { ...list, releases: [{ ...list.releases[0]!, have: 'damaged' as const }] };
  expect((await cli(['releases'], { house: { releases: async () => [damaged] } })).exit).toBe(8);
});

test('releases without any is a sentence', async () => {
  const none = { ...list, releases: [] };
  expect((await cli(['releases'], { house: { releases: async () => [none] } })).out).toBe(
    'There is no release of gateway.\n',
  );
  expect((await cli(['releases'], { house: { releases: async () => [] } })).out).toContain('names no component');
});

test('releases add hands over paths that are whole, and --version is the version of the release', async () => {
  const asked: unknown[] = [];
  const added = {
    component: 'gateway',
    version: '1.26.3',
    file: 'a.tar.gz',
    sha256,
    size: 5,
    path: '/p',
    guessed: false,
    before: false,
    unpackedBytes: 9,
  };
  const house = {
    async addRelease(...how: unknown[]) {
      asked.push(how);
      return added;
    },
  };
  const ran = await cli(['releases', 'add', 'gateway', 'a.tar.gz', '--version', '1.26.3', '--signature', 's'], {
    house,
  });
  expect(ran.exit).toBe(0);
  expect(ran.out).toContain('Added gateway 1.26.3 to the local store.');
  await cli(['releases', 'add', 'gateway', '/x/a.tar.gz', '--sha256', sha256], { house });
  expect(asked).toEqual([
    ['gateway', '/work-folder/a.tar.gz', { version: '1.26.3', sha256: null, signature: '/work-folder/s' }],
    ['gateway', '/x/a.tar.gz', { version: null, sha256, signature: null }],
  ]);
  const json = await cli(['releases', 'add', 'gateway', 'a', '--json'], { house });
  expect(JSON.parse(json.out)).toEqual(added);
});

test('fetch says where the release is and what was verified', async () => {
  const fetched = {
    ...{
      component: 'gateway',
      version: '1.26.3',
      source: 'https://releases.example/gateway',
      sha256,
      path: '/cache/a.tar.gz',
    },
    ...{
      bytes: 1024 * 1024,
      unpackedBytes: 4 * 1024 * 1024,
      how: 'now' as const,
      signature: 'good' as const,
      problems: [problem],
    },
  };
  const ran = await cli(['fetch', 'gateway', '^1.26'], { house: { fetchRelease: async () => fetched } });
  expect(ran).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "Fetched and verified gateway 1.26.3.
      file       /cache/a.tar.gz
      from       https://releases.example/gateway
      sha256     abababababababababababababababababababababababababababababababab
      signature  good
      size       1.0 MiB, unpacked 4.0 MiB
    E_INDEX_ENTRY: It is bad.
    ",
    }
  `);
  const json = await cli(['fetch', 'gateway', '1.26', '--json'], { house: { fetchRelease: async () => fetched } });
  expect(JSON.parse(json.out)).toEqual(fetched);
});

test('a refusal keeps its code', async () => {
  const held = new MaintError('E_LOCK_HELD', 'Process 7 is at work there.', 'Wait.');
  const ran = await cli(['fetch', 'gateway', '1'], { house: { fetchRelease: () => Promise.reject(held) } });
  expect(ran).toMatchObject({ exit: 3, err: expect.stringContaining('E_LOCK_HELD') });
});

test('a download is told every two seconds on stderr, and not with --quiet', () => {
  const said = (quiet: boolean) => {
    const lines: string[] = [];
    let clock = 0;
    const context = {
      say: sayIn('en'),
      globals: { quiet },
      err: { line: (text: string) => lines.push(text) },
    } as unknown as Context;
    const tell = fetchView(context, () => clock);
    const at = (bytes: number): FetchProgress => ({ file: 'a\u001b[2J.tar.gz', bytes, of: 10 * 1024 * 1024 });
    for (clock = 0; clock <= 5_000; clock += 500) tell(at((clock / 5_000) * 10 * 1024 * 1024));
    return lines;
  };
  expect(said(false)).toEqual([
    'fetching a [2J.tar.gz: 40 % (4.0 of 10.0 MiB)',
    'fetching a [2J.tar.gz: 80 % (8.0 of 10.0 MiB)',
  ]);
  expect(said(true)).toEqual([]);
});

test('a build is told when it begins, and its release is listed as built from its commit', async () => {
  const begun: FetchProgress = { builds: 'ab'.repeat(20), command: 'cargo build\u001b[2J', limit: 1_200_000 };
  const fetchRelease = async (_: string, __: string, onFetch?: (at: FetchProgress) => void) => {
    onFetch?.(begun);
    throw new MaintError('E_BUILD_FAILED', 'It failed.', 'Mend it.');
  };
  const ran = await cli(['fetch', 'gateway', '0.3'], { house: { fetchRelease } });
  expect(ran.exit).toBe(3);
  expect(ran.err).toContain('building from commit abababababab: cargo build [2J (at most 1200 s)\n');
  const unbuilt = { version: '0.3.0', source: 'built from abababababab', bytes: null, sha256: null, path: null };
  const built = { ...list, releases: [{ ...unbuilt, have: 'no' as const }] };
  const listed = { house: { releases: async () => [built] } };
  expect((await cli(['releases'], listed)).out).toMatch(/gateway +0\.3\.0 +not in hand +built from abababababab\n/);
  expect((await cli(['releases', '--lang', 'ja'], listed)).out).toContain('abababababab からビルド');
});

test('an upgrade tells of its download too, and stdout stays one document', async () => {
  const house = {
    planUpgrade: async (_: string, how: { onFetch?: (at: FetchProgress) => void }) => {
      how.onFetch?.({ file: 'a', bytes: 1, of: 2 });
      return proposal;
    },
  };
  const ran = await cli(['plan', 'upgrade', 'gateway', '--to', '^1.26', '--json'], { house });
  expect(JSON.parse(ran.out)).toMatchObject({ command: 'plan upgrade' });
});
