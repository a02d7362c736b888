import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { startAndWait } from '../src/actions/run-nginx.ts';

const tree = '/srv/gen/1';
const argv = [`${tree}/sbin/nginx`, '-p', tree];
const config = 'events {}\nhttp { server { listen 80; listen 10.100.1.1:8080; } }\n';
const bind = 'nginx: [emerg] bind() to 10.100.1.1:8080 failed (99: Cannot assign requested address)';
const says =
  'The gateway does not start: it listens on 10.100.1.1, which no interface of this host has; in a Flatnet, Nebula brings it.';

/** What a start of the gateway fails with on a host that has only loopback. */
async function failure(how: { stderr?: string; code?: number; service?: boolean; isThere?: boolean; config?: null }) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  world.file(`${tree}/sbin/nginx`, 'nginx', 0o755);
  if (how.config !== null) world.file(`${tree}/conf/nginx.conf`, config);
  const address = how.isThere ? '10.100.1.1' : '127.0.0.1';
  world.file('/proc/net/fib_trie', `Local:\n     |-- ${address}\n        /32 host LOCAL\n`);
  world.programs.set('nginx', () => ({ code: how.code ?? 1, stderr: how.stderr ?? '' }));
  if (how.service) world.service('web', { process: null });
  const { host } = lend('local', 60_000, 'run');
  return startAndWait(host, { argv, service: how.service ? 'web' : null, tree, wait: 100 }).then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a start that fails', () => {
  test('for an address that is not there says so, and then in nginx’s own words', async () => {
    expect(await failure({ stderr: `${bind}\n`, isThere: true })).toMatchObject({
      code: 'E_GATEWAY_START',
      message: `${says} It said: ${bind}`,
      next: 'Start Nebula (its service), then look: flatnet-maint status',
    });
  });

  test('through a service, which keeps nginx’s words, is told by the configuration', async () => {
    expect(await failure({ service: true })).toMatchObject({ message: expect.stringContaining(says) });
  });

  test('through a service that does not exist is told by the configuration too', async () => {
    const { world, lend } = memoryHosts({ profile: 'posix' });
    world.file(`${tree}/conf/nginx.conf`, config);
    world.file('/proc/net/fib_trie', 'Local:\n');
    const { host } = lend('local', 60_000, 'run');
    await expect(startAndWait(host, { argv, service: 'gone', tree, wait: 100 })).rejects.toThrow(says);
  });

  test.each([
    ['for another reason', { stderr: 'nginx: [emerg] unknown directive "lisen"', isThere: true }, 'unknown directive'],
    [
      'for a port that is held',
      { stderr: bind.replace('99: Cannot assign requested', '98: Address in use'), isThere: true },
      '98: Address in use',
    ],
    ['without a word, with every address there', { service: true, isThere: true }, 'no worker of /srv/gen/1'],
    ['and whose configuration is not there', { service: true, config: null }, 'no worker of /srv/gen/1'],
  ])('%s is said as it is', async (_, how, said) => {
    expect(await failure(how)).toMatchObject({ code: 'E_GATEWAY_START', message: expect.stringContaining(said) });
    expect(await failure(how)).not.toMatchObject({ message: expect.stringContaining('Nebula') });
  });
});
