import { MaintError } from '@flatnet-maint/core';
import type { OpenSnapshot, SnapshotSummary } from 'flatnet';
import { expect, test } from 'vitest';
import { cli } from './support/fake-world.ts';

const recipient = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';
const opened = {
  ...{
    component: 'gateway',
    id: '1.9.3-run',
    made: '2026-01-02T03:04:05.000Z',
    into: '/mnt/my out',
    without: ['data'],
  },
  parts: [
    { name: 'pki', path: '/etc/pki', into: '/mnt/my out/pki', files: 3, bytes: 1_048_576, sealed: true, keys: true },
    {
      name: 'config',
      path: '/etc/c.yml',
      into: '/mnt/my out/config/c.yml',
      files: 1,
      bytes: 0,
      sealed: false,
      keys: false,
    },
  ],
};
async function open(line: readonly string[]) {
  const asked: OpenSnapshot[] = [];
  const house = {
    openSnapshot: async (how: OpenSnapshot) => {
      asked.push(how);
      return opened;
    },
  };
  return { ...(await cli(['snapshots', 'open', ...line], { house, world: { cwd: '/mnt' } })), asked };
}

test('what is opened is named as the shell would, and where each part lies and was is told', async () => {
  const { out, exit, asked } = await open([
    'gateway',
    '--into',
    'my out',
    '--identity',
    'key.txt',
    '--without',
    'data',
  ]);
  expect(exit).toBe(0);
  expect(asked).toEqual([
    {
      ...{ from: { component: 'gateway', id: null }, into: '/mnt/my out', identity: '/mnt/key.txt', passphrase: null },
      without: ['data'],
    },
  ]);
  expect(out).toMatchInlineSnapshot(`
    "Snapshot 1.9.3-run of gateway, taken 2026-01-02T03:04:05.000Z, lies opened in /mnt/my out, for you alone:
    pki     /mnt/my out/pki           was /etc/pki    files: 3  1.0 MiB  was sealed
    config  /mnt/my out/config/c.yml  was /etc/c.yml  files: 1  0.0 KiB
    left out: data
    Keys lie there in clear now. Once they are where they belong: rm -r '/mnt/my out'
    "
  `);
});

test('an archive is opened without a component, and a passphrase by where it is had from', async () => {
  const { asked } = await open(['--from', 'a.tar', '--into', '/o', '--passphrase', 'env:PASS']);
  const more = await open(['gateway', 'x', '--into', '/o', '--passphrase', 'file:pass']);
  expect([...asked, ...more.asked]).toMatchObject([
    { from: { file: '/mnt/a.tar' }, passphrase: { env: 'PASS' } },
    { from: { component: 'gateway', id: 'x' }, passphrase: { file: '/mnt/pass' } },
  ]);
});

test.each([
  ['neither a component nor an archive', ['--into', '/o']],
  ['both', ['gateway', '--from', 'a.tar', '--into', '/o']],
  ['no folder', ['gateway']],
  ['a component that nobody knows', ['gatewy', '--into', '/o']],
])('%s is a mistake of whoever typed it, and nothing is asked', async (_, line) => {
  const { exit, asked } = await open(line);
  expect({ exit, asked }).toEqual({ exit: 2, asked: [] });
});

test.each(['canary-7f3a91c2', 'env:', 'env:A B', 'canary-7f3a91c2:x'])(
  'the passphrase %j itself is not taken, and not told again',
  async (passphrase) => {
    const { exit, err, out, asked } = await open(['gateway', '--into', '/o', '--passphrase', passphrase]);
    expect({ exit, asked }).toEqual({ exit: 2, asked: [] });
    expect(err + out).toContain('--passphrase env:NAME');
    expect(err + out).not.toContain('canary');
  },
);

test('a part that stays closed is exit code 3, with what to type', async () => {
  const closed = new MaintError('E_SEALED_CLOSED', 'Part pki is sealed.', 'Name the key file with --identity FILE.');
  const house = { openSnapshot: () => Promise.reject(closed) };
  const ran = await cli(['snapshots', 'open', 'gateway', '--into', '/o'], { house });
  expect(ran).toMatchObject({ exit: 3, err: expect.stringContaining('--identity FILE') });
});

test('the list says for whom keys are sealed, and what stays in clear', async () => {
  const row: SnapshotSummary = {
    ...{ component: 'gateway', id: 'x', kind: 'snapshot', version: null, made: '2026-01-02T03:04:05.000Z' },
    ...{ ageMs: 0, bytes: 1, lastGood: false, damage: null, keeps: ['live'], goes: false },
    keys: [
      { part: 'pki', sealed: true, recipient },
      { part: 'word', sealed: true, recipient: null },
      { part: 'ca', sealed: false, recipient: null },
    ],
  };
  const { out } = await cli(['snapshots'], { house: { snapshots: async () => [row] } });
  expect(out).toContain(`pki sealed for ${recipient}, word sealed with a passphrase, ca in clear, live`);
  const json = await cli(['snapshots', '--json'], { house: { snapshots: async () => [row] } });
  expect(JSON.parse(json.out)[0].keys).toEqual(row.keys);
});

test('what was read and not opened is said to be so', async () => {
  const row = { component: 'gateway', id: 'x', kind: 'snapshot' as const, bytes: 1, damage: [], sealed: ['pki'] };
  const { out } = await cli(['snapshots', 'verify'], { house: { verifySnapshots: async () => [row] } });
  expect(out).toContain('sound (sealed, not opened: pki)');
});
