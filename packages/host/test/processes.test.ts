import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endProcess, isAlive, posixHosts } from '../src/index.ts';
import { parseEnd, spellEnd } from '../src/proc-sockets.ts';
import { stopChild } from './posix-under-spec.ts';
import { waitFor } from './stubborn.ts';

const { processes } = posixHosts({ ids: ['local'] }).view('local', 60_000);
let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'processes-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function startCopy(name: string) {
  const exe = join(folder, name);
  fs.copyFileSync('/usr/bin/sleep', exe);
  const child = spawn(exe, ['600'], { stdio: 'ignore', cwd: folder });
  await once(child, 'spawn');
  return { exe, child, pid: child.pid! };
}

test('a program whose name looks like the end of its own line is read right', async () => {
  const { exe, child, pid } = await startCopy('a) S 1 (b');
  const ticks = fs.readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')[19];
  expect(await processes.get(pid)).toMatchObject({
    exe,
    exeDeleted: false,
    parent: process.pid,
    started: ticks,
    argv: [exe, '600'],
  });
  await stopChild(child);
  expect(await processes.get(pid)).toBeNull();
});

test('a replaced program is told by its old path, and its digest is that of what runs', async () => {
  const { exe, child, pid } = await startCopy('program');
  const before = await processes.digestOfExe(pid);
  fs.writeFileSync(`${exe}.new`, 'another');
  fs.renameSync(`${exe}.new`, exe);
  expect(await processes.get(pid)).toMatchObject({ exe, exeDeleted: true });
  expect(await processes.digestOfExe(pid)).toBe(before);
  await stopChild(child);
});

test('a program whose folder was renamed is told by its new path', async () => {
  fs.mkdirSync(join(folder, 'build'));
  const { child, pid } = await startCopy('build/program');
  fs.renameSync(join(folder, 'build'), join(folder, 'build.old'));
  expect(await processes.get(pid)).toMatchObject({ exe: join(folder, 'build.old/program'), exeDeleted: false });
  await stopChild(child);
});

test('a file that is really called "(deleted)" is not taken for a deleted one', async () => {
  const { exe, child, pid } = await startCopy('program (deleted)');
  expect(await processes.get(pid)).toMatchObject({ exe, exeDeleted: false });
  await stopChild(child);
});

test('a process that nobody reaped is gone, and listed as what it is', async () => {
  const child = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = Number((await once(child.stdout!, 'data'))[0]);
  const listed = async () => (await processes.list()).find((one) => one.pid === pid);
  await waitFor(async () => (await listed())?.zombie === true);
  expect(await processes.get(pid)).toBeNull();
  const { started } = (await listed())!;
  const ref = { pid, started, boot: await processes.bootId() };
  expect(isAlive(ref)).toBe(false);
  await endProcess(ref, { limit: 100 });
  await stopChild(child);
});

test('a process is tied to a tree by its working folder and its open files', async () => {
  fs.writeFileSync(join(folder, 'log'), '');
  const log = fs.openSync(join(folder, 'log'), 'a');
  const child = spawn('sleep', ['600'], { stdio: ['ignore', log, 'ignore'], cwd: folder });
  fs.closeSync(log);
  await once(child, 'spawn');
  expect(await processes.workingFolder(child.pid!)).toBe(folder);
  expect(await processes.openFiles(child.pid!)).toEqual([folder, '/dev/null', join(folder, 'log')]);
  await stopChild(child);
});

test('the kernel itself is listed, without a program', async () => {
  const kernel = (await processes.list()).find((one) => one.pid === 2);
  if (kernel === undefined) return;
  expect(kernel).toMatchObject({ exe: null, exeDeleted: false, argv: [] });
});

test.for([
  ['0100007F:1F90', '127.0.0.1', 8080],
  ['0000000000000000FFFF00000100007F:0050', '127.0.0.1', 80],
  ['00000000000000000000000001000000:01BB', '::1', 443],
  ['00000000000000000000000000000000:0016', '::', 22],
  ['B80D01200000000067452301EFCDAB89:0001', '2001:db8::123:4567:89ab:cdef', 1],
] as const)('%s is %s, port %d', ([line, address, port]) => {
  expect(parseEnd(line)).toEqual({ address, port });
  expect(spellEnd(address, port)).toContain(line);
});

test('all listening sockets are told, however many pages of the table they fill', async () => {
  const servers = Array.from({ length: 150 }, () => createServer());
  try {
    for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
    for (const count of [150, 149, 130, 120, 28, 27, 26, 13, 1]) {
      for (const server of servers.splice(count)) await once(server.close(), 'close');
      const ports = servers.map((server) => (server.address() as AddressInfo).port);
      const seen = (await processes.listeners()).filter(({ pids }) => pids.includes(process.pid));
      expect(seen.map(({ port }) => port).sort()).toEqual(ports.sort());
    }
  } finally {
    for (const server of servers) server.close();
  }
});
