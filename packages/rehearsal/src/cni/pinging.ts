import type { ChildProcess } from 'node:child_process';
import type { PracticeContainer } from '../containers/practice-containers.ts';
import { killGroup } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { pingAccount } from './ping-account.ts';

/** What one path between two ends went through. `lost`: sent, and not answered though there was time for it. */
export interface PingReport {
  /** `host → shop`, `shop → web`. */
  readonly path: string;
  readonly sent: number;
  readonly lost: number;
  /** Longest time between two answers, in milliseconds; it is 100 when all goes well. */
  readonly maxGapMs: number;
}

export interface Pinging {
  stop(): Promise<readonly PingReport[]>;
}

/** Pings each container ten times a second from the host, and from the container before it. Resolves when each has answered. */
export async function pinging(machine: Machine, containers: readonly PracticeContainer[]): Promise<Pinging> {
  const paths: Path[] = [];
  for (const [index, to] of containers.entries()) {
    paths.push(startPath(machine, `host → ${to.name}`, [], to.address));
    const from = containers.at(index - 1) as PracticeContainer;
    if (from === to) continue;
    const form = ['inspect', '--type', 'container', '--format', '{{.State.Pid}}', from.name];
    const pid = (await machine.exec(['podman', ...form])).stdout.trim();
    // Not by `podman exec`: no program of Podman's shall stand between two containers that ping each other.
    paths.push(startPath(machine, `${from.name} → ${to.name}`, ['nsenter', '-t', pid, '-n'], to.address));
  }
  try {
    await Promise.all(paths.map(({ answered }) => answered));
  } catch (error) {
    for (const { child } of paths) killGroup(child);
    throw error;
  }
  return {
    stop: async () => {
      // On SIGINT ping waits for nothing more and says how many it sent.
      for (const { child } of paths) killGroup(child, 'SIGINT');
      return Promise.all(paths.map(async ({ path, said }) => ({ path, ...pingAccount(await said) })));
    },
  };
}

interface Path {
  readonly path: string;
  readonly child: ChildProcess;
  readonly answered: Promise<void>;
  readonly said: Promise<string>;
}

function startPath(machine: Machine, path: string, enter: readonly string[], address: string): Path {
  const argv = [...enter, 'ping', '-n', '-D', '-i', '0.1', address];
  const child = machine.spawn(argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const said = new Promise<string>((resolve) => child.on('close', () => resolve(text)));
  const answered = new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes(' time=')) resolve();
    });
    child.on('close', () => reject(new Error(`${path}: no answer: ${text}`)));
  });
  answered.catch(() => {}); // it also ends when all is well
  return { path, child, answered, said };
}
