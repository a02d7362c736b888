import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endProcess, isAlive, posixFence, posixHosts, selfRef, sweepMark } from '../src/index.ts';
import { carriers, stubborn, waitFor } from './stubborn.ts';

const hosts = posixHosts({ ids: ['local'] });
let mark = '';
beforeEach(() => {
  mark = `test-${randomUUID()}`;
});
afterEach(() => sweepMark(mark));

test.for(['run', 'query'] as const)('a child that will not die leaves nothing at its limit (%s)', async (verb) => {
  const lent = hosts.lend('local', 60_000, mark);
  const other = lent.host.run(['sleep', '1.5']);
  const began = performance.now();
  await expect(lent.host[verb](stubborn, { limit: 600 })).rejects.toMatchObject({ code: 'E_LIMIT' });
  const took = performance.now() - began;
  expect(took).toBeGreaterThan(590);
  expect(took).toBeLessThan(1600);
  // The tree of this call and no other: the second command of the same run goes on to its end.
  expect(carriers(mark)).toHaveLength(1);
  expect((await other).code).toBe(0);
  await lent.release();
});

test('what a command had said until its limit is told with the limit', async () => {
  const { host, release } = hosts.lend('local', 60_000, mark);
  const said = host.run(['sh', '-c', 'echo out; echo err >&2; sleep 601'], { limit: 300 });
  await expect(said).rejects.toMatchObject({ code: 'E_LIMIT', cause: { stdout: 'out\n', stderr: 'err\n' } });
  await release();
});

test('a child that will not die leaves nothing at the limit of the lend', async () => {
  const lent = hosts.lend('local', 500, mark);
  const began = performance.now();
  await expect(lent.host.run(stubborn)).rejects.toMatchObject({ code: 'E_LIMIT' });
  expect(performance.now() - began).toBeLessThan(1500);
  expect(carriers(mark)).toEqual([]);
  await lent.release();
});

test.for([
  ['and its parent is ended with its session', (command: string) => `(exec ${command} &); sleep 601`],
  ['and its session is ended with its parent', (command: string) => `setsid --wait ${command}; sleep 601`],
] as const)('one that dropped its environment %s', async ([, starts]) => {
  const lent = hosts.lend('local', 60_000, mark);
  const script = starts(`env -i sh -c 'sleep 600; :' ${mark}`);
  await expect(lent.host.run(['sh', '-c', script], { limit: 300 })).rejects.toMatchObject({ code: 'E_LIMIT' });
  const named = (await lent.host.processes.list()).filter((one) => !one.zombie && one.argv.includes(mark));
  expect(named).toEqual([]);
  await lent.release();
});

test('giving a host back ends what runs and what was left in the background', async () => {
  const lent = hosts.lend('local', 60_000, mark);
  const began = performance.now();
  expect((await lent.host.run(['sh', '-c', '(setsid sleep 600 &) ; sleep 601 & echo x'])).stdout).toBe('x\n');
  // The background child holds the pipe; the answer is there all the same.
  expect(performance.now() - began).toBeLessThan(1000);
  const running = lent.host.run(stubborn);
  await waitFor(() => carriers(mark).length >= 6);
  await Promise.all([expect(running).rejects.toMatchObject({ code: 'E_LEND_RELEASED' }), lent.release()]);
  expect(carriers(mark)).toEqual([]);
});

test('after the owner was killed, another process ends all that carries its mark', async () => {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner.ts'), mark], { stdio: 'inherit' });
  await waitFor(() => carriers(mark).length >= 6);
  owner.kill('SIGKILL');
  expect(carriers(mark).length).toBeGreaterThanOrEqual(6);
  expect(await sweepMark(mark)).toEqual({ left: [] });
  expect(carriers(mark)).toEqual([]);
});

test('a sweep ends no process of another run, however like its mark looks', async () => {
  const lent = hosts.lend('local', 60_000, `${mark}-2`);
  const running = lent.host.run(['sleep', '600'], { env: { NOT_FLATNET_RUN: mark } });
  await waitFor(() => carriers(`${mark}-2`).length === 1);
  await sweepMark(mark);
  expect(carriers(`${mark}-2`)).toHaveLength(1);
  await Promise.all([expect(running).rejects.toThrow(), lent.release()]);
});

test('a process is ended by pid, start and boot together, never by its pid alone', async () => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  const lent = hosts.lend('local', 10_000, mark);
  const { started } = (await lent.host.processes.get(child.pid!))!;
  const ref = { pid: child.pid!, started, boot: await lent.host.processes.bootId() };
  await endProcess({ ...ref, started: '1' });
  await endProcess({ ...ref, boot: 'another' });
  expect(isAlive(ref)).toBe(true);
  expect(await posixFence.end(ref)).toBe(true);
  expect(isAlive(ref)).toBe(false);
  expect(isAlive(selfRef())).toBe(true);
  await lent.release();
});
