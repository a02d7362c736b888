import { describeError, type HostView, type Secret } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { readSecret } from '../src/index.ts';

const canary = 'canary-7f3a91c2';
afterEach(() => void vi.unstubAllEnvs());

const begin = () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  return { world, host: lend('local', 60_000, 'run').host as HostView };
};
/** What is said when it cannot be had, all of it. */
async function refusal(host: HostView, secret: Secret): Promise<{ code: string; all: string }> {
  const error = await readSecret(host, secret).then(
    () => Promise.reject(new Error('the secret was had')),
    (error: unknown) => error,
  );
  const { code, message, next } = describeError(error);
  return { code, all: `${message} ${next} ${(error as Error).stack} ${String((error as Error).cause ?? '')}` };
}

test('a secret is had from a variable of our own process', async () => {
  vi.stubEnv('GRAFANA_PASS', canary);
  expect(await readSecret(begin().host, { env: 'GRAFANA_PASS' })).toBe(canary);
});

test('a variable that is not set here is absent, and so is an empty one', async () => {
  vi.stubEnv('GRAFANA_PASS', '');
  const { host } = begin();
  for (const env of ['GRAFANA_PASS', 'NOT_SET_ANYWHERE']) {
    const { code, all } = await refusal(host, { env });
    expect(code).toBe('E_SECRET_ABSENT');
    expect(all).toContain(env);
  }
});

test.each([
  ['', canary],
  ['\n', canary],
  ['\r\n', canary],
  ['\n\n', `${canary}\n`],
])('of a file that ends with %j one newline is dropped', async (end, wanted) => {
  const { world, host } = begin();
  world.file('/etc/grafana.pass', `${canary}${end}`, 0o640);
  world.link('/etc/link', '/etc/grafana.pass');
  expect(await readSecret(host, { file: '/etc/grafana.pass' })).toBe(wanted);
  expect(await readSecret(host, { file: '/etc/link' })).toBe(wanted);
});

test('a file that everybody may read is refused, with what closes it', async () => {
  const { world, host } = begin();
  world.file('/etc/grafana.pass', canary, 0o644);
  const { code, all } = await refusal(host, { file: '/etc/grafana.pass' });
  expect(code).toBe('E_SECRET_OPEN');
  expect(all).toContain('chmod 600 /etc/grafana.pass');
  expect(all).not.toContain(canary);
  world.file('/mnt/my keys/$(id).txt', canary, 0o644);
  expect((await refusal(host, { file: '/mnt/my keys/$(id).txt' })).all).toContain("chmod 600 '/mnt/my keys/$(id).txt'");
});

test('a file that is not there, is empty, is a folder or is far too large is absent', async () => {
  const { world, host } = begin();
  world.file('/empty', '\n', 0o600);
  world.folder('/folder');
  world.file('/large', canary.repeat(10_000), 0o600);
  for (const file of ['/nowhere', '/empty', '/folder', '/large'])
    expect(await refusal(host, { file })).toMatchObject({
      code: 'E_SECRET_ABSENT',
      all: expect.not.stringContaining(canary),
    });
});

test('a command’s output is the secret, without its newline', async () => {
  const { world, host } = begin();
  world.programs.set('pass', () => ({ stdout: `${canary}\n` }));
  expect(await readSecret(host, { command: ['pass', 'show', 'grafana'] })).toBe(canary);
});

test.each([
  ['fails', { code: 3, stdout: canary, stderr: canary }],
  ['says nothing', { code: 0, stdout: '\n' }],
])('a command that %s gives none, and nothing of what it said is told', async (_, out) => {
  const { world, host } = begin();
  world.programs.set('pass', () => out);
  const { code, all } = await refusal(host, { command: ['pass', canary] });
  expect(code).toBe('E_SECRET_ABSENT');
  expect(all).toContain('command pass');
  expect(all).not.toContain(canary);
});

test('what a command said is not the secret when only its beginning was read', async () => {
  const { host } = begin();
  const out = { code: 0, signal: null, stdout: canary, stderr: '', cut: true, took: 1 };
  const { code, all } = await refusal({ ...host, query: async () => out }, { command: ['pass'] });
  expect(code).toBe('E_SECRET_ABSENT');
  expect(all).not.toContain(canary);
});

test('a command that hangs or is not there gives none, and its words stay with us', async () => {
  const { world, host } = begin();
  world.programs.set('pass', async ({ spends }) => {
    await spends(60_000);
    return { stdout: canary };
  });
  for (const program of ['pass', 'absent'])
    expect(await refusal(host, { command: [program, canary] })).toMatchObject({
      code: 'E_SECRET_ABSENT',
      all: expect.not.stringContaining(canary),
    });
});
