import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, readlinkSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type Listener, MaintError, type ProcessInfo, type ReadProcesses } from '@flatnet-maint/core';
import { findHolders, readOpen, readSocketInodes } from './proc-holders.ts';
import { established, listening, parseEnd, readSockets } from './proc-sockets.ts';
import { isClosed, isGone, isZombie, listPids, type ProcStat, readStat } from './proc-stat.ts';
import { t } from './texts.ts';

export const processes: ReadProcesses = {
  bootId: async () => bootId(),
  list: async () => {
    const found = await Promise.all(listPids().map(readProcess));
    return found.filter((one) => one !== null);
  },
  get: async (pid) => {
    const found = await readProcess(pid);
    return found?.zombie ? null : found;
  },
  listeners: async (among) => listListeners(among ?? listPids()),
  connections: async (pids) => countConnections(pids),
  digestOfExe: async (pid) => {
    const hash = createHash('sha256');
    try {
      // Through the process: its program may long have been replaced under the same name.
      for await (const part of createReadStream(`/proc/${pid}/exe`)) hash.update(part);
    } catch (error) {
      throw new MaintError(
        isGone(error) ? 'E_PROCESS_GONE' : 'E_PROCESS_UNREADABLE',
        t('program-unreadable', { pid, why: (error as Error).message }),
        t('run-as-root-or-look'),
        { cause: error },
      );
    }
    return hash.digest('hex');
  },
  openFiles: async (pid) => {
    const open = readOpen(pid);
    if (open === null) return null;
    const folder = readLink(`/proc/${pid}/cwd`);
    return [...new Set([...(folder === null ? [] : [folder]), ...open.filter((path) => path.startsWith('/'))])];
  },
  workingFolder: async (pid) => readLink(`/proc/${pid}/cwd`),
};

export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();

/** null = gone. A zombie is told with `zombie: true`. */
export async function readProcess(pid: number): Promise<ProcessInfo | null> {
  const line = readStat(pid);
  if (line === null) return null;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return {
      pid,
      parent: line.parent,
      started: line.started,
      ...(await readExe(line)),
      argv: await readArgv(pid),
      // The owner of /proc/PID would be wrong: root owns it for a worker that gave up its rights.
      uid: Number(/^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1] ?? -1),
      zombie: isZombie(line),
    };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

async function readExe(line: ProcStat): Promise<{ exe: string | null; exeDeleted: boolean }> {
  if (line.isKernelThread) return { exe: null, exeDeleted: false };
  const link = `/proc/${line.pid}/exe`;
  const exe = readLink(link);
  if (!exe?.endsWith(deletedMark)) return { exe, exeDeleted: false };
  // A file may really be called "x (deleted)".
  const [running, named] = await Promise.all([stat(link).catch(() => null), stat(exe).catch(() => null)]);
  if (running !== null && named !== null && running.ino === named.ino && running.dev === named.dev) {
    return { exe, exeDeleted: false };
  }
  return { exe: exe.slice(0, -deletedMark.length), exeDeleted: true };
}

const deletedMark = ' (deleted)';

/** Asynchronous, as it takes a lock of the process and may wait for one that is stuck. */
async function readArgv(pid: number): Promise<string[]> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch((error: unknown) => {
    if (isClosed(error)) return '';
    throw error;
  });
  if (line === '') return [];
  return (line.endsWith('\0') ? line.slice(0, -1) : line).split('\0');
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isGone(error) || isClosed(error)) return null;
    throw error;
  }
}

/** One entry for an address and port, though with SO_REUSEPORT there may be a socket for each worker. */
function listListeners(pids: readonly number[]): Listener[] {
  const lines = readSockets([listening]);
  const holders = findHolders(pids, new Set(lines.map((line) => line.inode)));
  const byEnd = Map.groupBy(lines, (line) => line.local);
  return [...byEnd].map(([end, sockets]) => {
    const pids = new Set(sockets.flatMap((socket) => holders.get(socket.inode) ?? []));
    return { ...parseEnd(end), pids: [...pids].sort((a, b) => a - b) };
  });
}

/** The server end is told by its port: somebody listens there, or, when an old worker drains and nobody does, it is none of the ports for clients. */
function countConnections(pids: readonly number[]): Map<number, number> {
  const lines = readSockets([listening, established]);
  const served = new Set(lines.filter((line) => line.state === listening).map((line) => parseEnd(line.local).port));
  const [low = 0, high = 0] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1')
    .trim()
    .split(/\s+/)
    .map(Number);
  const inodes = new Set<string>();
  for (const line of lines) {
    if (line.state !== established) continue;
    const { port } = parseEnd(line.local);
    if (served.has(port) || port < low || port > high) inodes.add(line.inode);
  }
  return new Map(pids.map((pid) => [pid, new Set(readSocketInodes(pid).filter((inode) => inodes.has(inode))).size]));
}
