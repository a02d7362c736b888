import { memoryHosts } from '@flatnet-maint/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { keysCanBeKept, type PartToTake, takeSnapshot } from '../src/index.ts';

const recipient = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';
const canary = 'canary-7f3a91c2';
const sealedFile = '/state/snapshots/nebula/1-run/parts/0/pki.age';
afterEach(() => void vi.unstubAllEnvs());

function begin(part: Partial<PartToTake> = {}, profile: 'posix' | 'windows' = 'posix') {
  const { world, lend } = memoryHosts({ profile });
  const root = profile === 'windows' ? 'C:' : '';
  world.file(`${root}/pki/host.key`, canary, 0o600);
  world.folder(`${root}/state`);
  const parts: readonly PartToTake[] = [{ name: 'pki', path: `${root}/pki`, private: true, ...part }];
  const args = { state: `${root}/state`, component: 'nebula', id: '1-run', parts, note: 'before' };
  const { host } = lend('local', 60_000, 'run');
  return {
    world,
    host,
    args,
    take: () => takeSnapshot.do(args, null, host),
    asked: () => keysCanBeKept.ask(args, host),
  };
}

test('a part is sealed for its recipient, and is done then', async () => {
  const { world, host, args, take, asked } = begin({ sealed: { recipient } });
  expect(await asked()).toMatchObject({ ok: true });
  await take();
  expect(await takeSnapshot.check(args, null, host)).toBe('done');
  expect(world.text(sealedFile)).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
  expect(world.text(sealedFile)).not.toContain(canary);
});

test('a passphrase is had when it is used; where it cannot be had, nothing is taken and nothing stands in clear', async () => {
  vi.stubEnv('PKI_PASS', '');
  const { host, args, take, asked } = begin({ sealed: { passphrase: { env: 'PKI_PASS' } } });
  expect(await asked()).toMatchObject({ ok: false, final: true, value: 'E_SECRET_ABSENT' });
  await expect(take()).rejects.toMatchObject({ code: 'E_SECRET_ABSENT' });
  expect(await takeSnapshot.check(args, null, host)).toBe('undone');
  vi.stubEnv('PKI_PASS', 'a passphrase of nobody');
  expect(await asked()).toEqual({ ok: true, value: null, detail: 'keys can be kept' });
});

test.each([
  ['both a recipient and a passphrase', { sealed: { recipient, passphrase: { env: 'X' } } }, 'E_SEAL_TWO'],
  ['what is no recipient', { sealed: { recipient: 'age1nobody' } }, 'E_RECIPIENT_FORM'],
] as const)('%s is refused before a run begins, and by the step', async (_, part, code) => {
  const { take, asked, host } = begin(part);
  expect(await asked()).toMatchObject({ ok: false, final: true, value: code });
  await expect(take()).rejects.toMatchObject({ code });
  expect(await host.files.stat('/state/snapshots')).toBe(null);
});

test('what is too large to be sealed is told before anything is stopped', async () => {
  const { world, asked } = begin({ sealed: { recipient } });
  world.file('/pki/large', new Uint8Array(16 * 1024 * 1024 + 1));
  expect(await asked()).toMatchObject({ ok: false, value: 'E_SEALED_LARGE' });
});

test('keys in clear are refused where everybody could come, which is told before', async () => {
  const { world, host, take, asked } = begin({ sealed: {} });
  expect(await asked()).toMatchObject({ ok: true });
  world.folder('/state/snapshots/nebula', 0o755);
  expect(await asked()).toMatchObject({
    ok: false,
    value: 'E_KEYS_OPEN',
    detail: expect.stringContaining('chmod 700'),
  });
  await expect(take()).rejects.toMatchObject({ code: 'E_KEYS_OPEN' });
  expect(await host.files.list('/state/snapshots/nebula')).toEqual([]);
});

test('on a system without modes nobody can see who reads: keys are taken sealed or not at all', async () => {
  await expect(begin({}, 'windows').take()).rejects.toMatchObject({ code: 'E_KEYS_OPEN' });
  await begin({ sealed: { recipient } }, 'windows').take();
});
