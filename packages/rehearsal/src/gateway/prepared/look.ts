import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Machine } from '../../machine/machine.ts';

export interface NginxProcess {
  readonly pid: number;
  readonly parent: number;
  readonly role: 'master' | 'worker';
  /** The file that runs now, under the name that it has now. */
  readonly exe: string;
  readonly title: string;
}

/** Every nginx of the machine, out of /proc alone. */
export function nginxesOf(machine: Machine): NginxProcess[] {
  const proc = machine.path('/proc');
  return readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const exe = readlinkSync(`${proc}/${pid}/exe`);
        if (!/\/nginx( \(deleted\))?$/.test(exe)) return [];
        const title = readFileSync(`${proc}/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
        const role = title.startsWith('nginx: worker process') ? 'worker' : 'master';
        const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`${proc}/${pid}/status`, 'utf8'))?.[1]);
        return [{ pid: Number(pid), parent, role, exe, title } as const];
      } catch {
        return []; // it ended meanwhile
      }
    })
    .sort((a, b) => a.pid - b.pid);
}

/** Addresses on which somebody listens by TCP over IPv4: `0.0.0.0:80`. */
export function listenersOf(machine: Machine): string[] {
  const rows = readFileSync(machine.path('/proc/1/net/tcp'), 'utf8').split('\n').slice(1);
  const listening = rows.map((row) => row.trim().split(/\s+/)).filter((cells) => cells[3] === '0A');
  return [...new Set(listening.map((cells) => addressOf(cells[1] as string)))].sort();
}

/** The kernel writes the address as one number in the order of its own bytes. */
function addressOf(cell: string): string {
  const [address = '', port = ''] = cell.split(':');
  const bytes = address.match(/../g) ?? [];
  return `${bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.')}:${Number.parseInt(port, 16)}`;
}
