import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Machine } from '../machine/machine.ts';

/** A cable between two machines. Cut, neither end knows more than that nobody answers. */
export interface Link {
  /** Pulls the cable out; it stays out over reboots until it is joined. */
  cut(): Promise<void>;
  join(): Promise<void>;
}

const device = 'uplink';
const run = promisify(execFile);

/** Joins two machines by a veth pair, now and whenever one of them has come up again. The addresses have their prefix. */
export async function linkMachines(
  left: { readonly machine: Machine; readonly address: string },
  right: { readonly machine: Machine; readonly address: string },
): Promise<Link> {
  const ends = [left, right];
  let isCut = false;
  const lay = async () => {
    // Network namespaces go later than their last process: what is left of the former cable would have the name.
    for (const { machine } of ends) await machine.exec(['ip', 'link', 'del', device]);
    // Not inside of the machine's process numbers: there the other one's first process has none.
    const space = ['-t', String(left.machine.pid), '-m', '-n', '--', 'env', `PATH=${programs}`];
    const pair = ['ip', 'link', 'add', device, 'type', 'veth', 'peer', 'name', device];
    await run('nsenter', [...space, ...pair, 'netns', String(right.machine.pid)]);
    for (const { machine, address } of ends) {
      await inside(machine, ['ip', 'addr', 'add', address, 'dev', device]);
      await inside(machine, ['ip', 'link', 'set', device, isCut && machine === left.machine ? 'down' : 'up']);
    }
  };
  await lay();
  for (const { machine } of ends) machine.onReboot(lay);
  // The far end is taken down: the near one keeps its address and its routes, as with a cable that somebody pulled out.
  const set = async (state: 'up' | 'down') => {
    isCut = state === 'down';
    await inside(left.machine, ['ip', 'link', 'set', device, state]);
  };
  return { cut: () => set('down'), join: () => set('up') };
}

const programs = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

async function inside(machine: Machine, argv: readonly string[]): Promise<void> {
  const got = await machine.exec(argv);
  if (got.code !== 0) throw new Error(`${machine.name}: ${argv.join(' ')}: ${got.stderr.trim()}`);
}
