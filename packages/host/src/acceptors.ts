import type { Socket } from 'node:net';
import type { ProcessInfo } from '@flatnet-maint/core';
import { findHolders } from './proc-holders.ts';
import { established, listening, readSockets, spellEnd, synReceived } from './proc-sockets.ts';
import { listPids, readStat } from './proc-stat.ts';
import { readProcess } from './processes.ts';

/**
 * Who holds the server end of a connection of ours.
 * `waiting`: nobody has taken it from the queue yet. `deferred`: the listener wants to see data first.
 * `elsewhere`: this system does not list the other end (another machine or network namespace).
 */
export type Acceptor = 'waiting' | 'deferred' | 'elsewhere' | ProcessInfo | null;

/** Answers for all connections with one look at the system's table; asked again for those that wait. */
export function acceptorLookup(port: number): (connections: readonly Socket[]) => Promise<Acceptor[]> {
  const infos = new Map<number, Promise<ProcessInfo | null>>();
  let listeners: readonly number[] | null = null;

  return async (connections) => {
    const lines = readSockets([established, synReceived, listening]);
    const byEnds = new Map(lines.map((line) => [`${line.local} ${line.remote}`, line]));
    const found = connections.map((socket) => {
      for (const key of spellEnds(socket)) {
        const line = byEnds.get(key);
        if (line) return line;
      }
      return null;
    });
    const inodes = new Set(found.flatMap((line) => (line === null || line.inode === '0' ? [] : [line.inode])));
    if (inodes.size > 0 && listeners === null) {
      const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
      const doors = lines.filter((line) => line.state === listening && line.local.endsWith(suffix));
      listeners = [...findHolders(listPids(), new Set(doors.map((line) => line.inode))).values()].flat();
    }
    const holders = findHolders(withChildren(listeners ?? []), inodes);
    // Taken by one who does not listen: the connection was handed over, or the listener has closed its door since.
    if ([...inodes].some((inode) => !holders.has(inode))) {
      for (const [inode, pids] of findHolders(listPids(), inodes)) holders.set(inode, pids);
    }
    return Promise.all(
      found.map((line): Acceptor | Promise<Acceptor> => {
        if (line === null) return 'elsewhere';
        if (line.inode === '0') return line.state === synReceived ? 'deferred' : 'waiting';
        const pid = eldest(holders.get(line.inode) ?? []);
        if (pid === null) return null;
        const info = infos.get(pid) ?? readProcess(pid);
        infos.set(pid, info);
        return info;
      }),
    );
  };
}

/** The server end as the kernel lists it: our remote end is its local one. */
function spellEnds(socket: Socket): string[] {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  if (!remoteAddress || !remotePort || !localAddress || !localPort) return [];
  const remote = spellEnd(localAddress, localPort);
  return spellEnd(remoteAddress, remotePort).map((local, index) => `${local} ${remote[index]}`);
}

function withChildren(pids: readonly number[]): number[] {
  const children = Map.groupBy(
    listPids().flatMap((pid) => readStat(pid) ?? []),
    (stat) => stat.parent,
  );
  const family = new Set(pids);
  for (const pid of family) for (const child of children.get(pid) ?? []) family.add(child.pid);
  return [...family];
}

/** A connection that is held twice was accepted by the parent, and inherited. */
function eldest(pids: readonly number[]): number | null {
  const born = (pid: number) => Number(readStat(pid)?.started ?? Number.POSITIVE_INFINITY);
  return [...pids].sort((a, b) => born(a) - born(b) || a - b)[0] ?? null;
}
