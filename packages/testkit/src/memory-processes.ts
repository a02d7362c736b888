import { MaintError, type ProcessInfo, type ReadProcesses } from '@flatnet-maint/core';
import type { Life } from './memory-life.ts';
import type { MemoryProcess } from './memory-process.ts';
import type { World } from './world.ts';

export function memoryProcesses({ world, call }: Life): ReadProcesses {
  const living = (pid: number): MemoryProcess | null => {
    const process = world.processes.get(pid);
    return process === undefined || process.zombie ? null : process;
  };
  return {
    bootId: () => call('processes.bootId', [], () => world.boot),
    list: () =>
      call('processes.list', [], () => [...world.processes.values()].map((process) => infoOf(world, process))),
    get: (pid) =>
      call('processes.get', [pid], () => {
        const process = living(pid);
        return process && infoOf(world, process);
      }),
    listeners: (among) =>
      call('processes.listeners', among === undefined ? [] : [among], () => {
        const all = [...world.processes.values()].flatMap(({ pid, listens }) =>
          listens.map((end) => ({ ...end, pid })),
        );
        const byEnd = Map.groupBy(all, ({ address, port }) => `${address} ${port}`);
        return [...byEnd.values()].map((same) => {
          const { address, port } = same[0] as (typeof same)[number];
          return { address, port, pids: same.map(({ pid }) => pid).filter((pid) => among?.includes(pid) !== false) };
        });
      }),
    connections: (pids) =>
      call('processes.connections', [pids], () => new Map(pids.map((pid) => [pid, living(pid)?.connections ?? 0]))),
    digestOfExe: (pid) =>
      call('processes.digestOfExe', [pid], () => {
        const digest = living(pid)?.exeDigest ?? null;
        if (digest !== null) return digest;
        throw new MaintError(
          'E_PROCESS_GONE',
          `The program of process ${pid} cannot be read.`,
          'Look which process serves now.',
        );
      }),
    openFiles: (pid) =>
      call('processes.openFiles', [pid], () => {
        const process = living(pid);
        return process && [...new Set([process.cwd, ...process.openFiles])];
      }),
    workingFolder: (pid) => call('processes.workingFolder', [pid], () => living(pid)?.cwd ?? null),
  };
}

export function infoOf(world: World, process: MemoryProcess): ProcessInfo {
  const { pid, parent, started, argv, uid, zombie } = process;
  const exe = zombie ? null : process.exe;
  // Replaced or moved away: another file, or none, bears the name now.
  const exeDeleted = !zombie && process.program !== null && world.tree.node(process.exe, true) !== process.program;
  return { pid, parent, started, exe, exeDeleted, argv: zombie ? [] : argv, uid, zombie };
}
