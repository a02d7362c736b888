import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeSnapshot } from '@flatnet-maint/actions';
import { posixHosts } from '@flatnet-maint/host';
import { expect, onTestFinished, test } from 'vitest';
import { openHouse } from '../src/index.ts';

/** A key file as age-keygen writes it, and for whom it opens. */
const keyFile = `# created: 2026-11-26T02:31:22Z
# public key: age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty
AGE-SECRET-KEY-13YQKMFGR0V2E7MD5XEPH5J8AFALYUWMUNKS4W5GWXDUH4MP4PZCQUJK6EQ
`;
const recipient = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';

/** A host with two snapshots of keys, one exported; and another host that has the archive and nothing else. */
async function begin() {
  const root = mkdtempSync(join(tmpdir(), 'open-kept-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(`${root}/pki`);
  writeFileSync(`${root}/pki/host.key`, 'the key', { mode: 0o600 });
  writeFileSync(`${root}/key.txt`, keyFile, { mode: 0o600 });
  const house = (state: string) => openHouse({ site: null, state, tool: { version: '0', node: '/n', cli: '/c' } });
  const { host, release } = posixHosts({ ids: ['local'] }).lend('local', 60_000, 'test');
  const state = `${root}/state`;
  for (const id of ['1-older', '2-newer']) {
    const parts = [{ name: 'pki', path: `${root}/pki`, private: true as const, sealed: { recipient } }];
    await takeSnapshot.do({ state, component: 'gateway', id, parts, note: 'n' }, null, host);
  }
  await release();
  const archive = `${root}/carried.tar`;
  await house(state).exportSnapshot('gateway', '1-older', archive);
  const how = { identity: `${root}/key.txt`, passphrase: null, without: [] };
  return { root, own: house(state), other: house(`${root}/none`), archive, how };
}

test('the newest snapshot of this host is opened with a key file, without a site file', async () => {
  const { root, own, how } = await begin();
  const opened = await own.openSnapshot({ ...how, from: { component: 'gateway', id: null }, into: `${root}/out` });
  expect(opened).toMatchObject({ id: '2-newer', parts: [{ name: 'pki', sealed: true, keys: true }] });
  expect(readFileSync(`${root}/out/pki/host.key`, 'utf8')).toBe('the key');
  expect(statSync(`${root}/out/pki/host.key`).mode & 0o777).toBe(0o600);
  expect(statSync(`${root}/out`).mode & 0o777).toBe(0o700);
});

test('an archive is opened on a host that has nothing of it, and only the folder is made there', async () => {
  const { root, other, archive, how } = await begin();
  const opened = await other.openSnapshot({ ...how, from: { file: archive }, into: `${root}/out` });
  expect(opened).toMatchObject({ component: 'gateway', id: '1-older' });
  expect(readFileSync(`${root}/out/pki/host.key`, 'utf8')).toBe('the key');
  expect(readdirSync(root).sort()).toEqual(['carried.tar', 'carried.tar.sha256', 'key.txt', 'out', 'pki', 'state']);
});

test('a key file that everybody may read is not used, and neither is what is none', async () => {
  const { root, other, archive, how } = await begin();
  const open = (identity: string | null) =>
    other.openSnapshot({ ...how, identity, from: { file: archive }, into: `${root}/out` });
  await expect(open(null)).rejects.toMatchObject({
    code: 'E_SEALED_CLOSED',
    message: expect.stringContaining(recipient),
  });
  await expect(open(`${root}/pki/host.key`)).rejects.toMatchObject({ code: 'E_IDENTITY_FORM' });
  chmodSync(`${root}/key.txt`, 0o644);
  await expect(open(`${root}/key.txt`)).rejects.toMatchObject({ code: 'E_SECRET_OPEN' });
  expect(readdirSync(root)).not.toContain('out');
});

test('the list says for whom keys are sealed, and verifying needs no key', async () => {
  const { own } = await begin();
  const keys = [{ part: 'pki', sealed: true, recipient }];
  expect(await own.snapshots('gateway')).toMatchObject([
    { id: '2-newer', keys },
    { id: '1-older', keys },
  ]);
  expect(await own.verifySnapshots('gateway')).toMatchObject([
    { id: '1-older', damage: [], sealed: ['pki'] },
    { id: '2-newer', damage: [], sealed: ['pki'] },
  ]);
});

test('where there is no snapshot it is said so', async () => {
  const { root, other, how } = await begin();
  const open = (id: string | null) =>
    other.openSnapshot({ ...how, from: { component: 'gateway', id }, into: `${root}/out` });
  await expect(open(null)).rejects.toMatchObject({ code: 'E_SNAPSHOT_ABSENT', exit: 3 });
  await expect(open('x')).rejects.toMatchObject({ code: 'E_SNAPSHOT_ABSENT', exit: 3 });
});
