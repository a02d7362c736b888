import { sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { mainOf } from '../../src/processes.ts';
import { knownHost, program } from './known-host.ts';

/** A service whose main process is a shell, as of a unit with a launcher that does not make way for what it starts. */
function launched() {
  const host = knownHost();
  host.installed();
  host.world.file('/usr/bin/dash', 'a shell', 0o755);
  const process = { exe: '/usr/bin/dash', argv: ['/bin/sh', '/usr/lib/nebula/launcher', 'office'] };
  const { pid } = host.world.service('nebula', { state: 'running', process });
  const starts = (exe: string) => host.world.start({ exe, service: 'nebula', parent: pid ?? 0 });
  return { ...host, starts, main: () => mainOf(host.hosts.view('local', 60_000), 'nebula') };
}

test('of a launcher that waits, what it started is what the service runs', async () => {
  const { starts, main } = launched();
  const { pid } = starts(program);
  expect(await main()).toMatchObject({ process: { pid }, sha256: sha256('1.6.1') });
});

test('a launcher that has not come to it yet runs nothing, nor one that started several things', async () => {
  const { starts, main, world } = launched();
  expect(await main()).toBeNull();
  const { pid } = starts('/usr/bin/dash');
  expect(await main()).toBeNull();
  world.end(pid);
  starts(program);
  starts(program);
  expect(await main()).toBeNull();
});
