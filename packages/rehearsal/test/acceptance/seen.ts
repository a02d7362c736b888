import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import type { Machine } from '../../src/index.ts';

export { differences, treeOf, treesOf } from '../../src/index.ts';

const everywhere = ['/srv', '/etc', '/var', '/opt', '/root'];

/**
 * Whatever below the folders was touched by the deed: content, mode, owner or time of writing, a name that
 * came or went. The kernel's own stamp of change tells it, which no program can set back; access times are apart.
 */
export async function touchedBy<T>(
  machine: Machine,
  deed: () => Promise<T>,
  folders: readonly string[] = everywhere,
): Promise<{ result: T; touched: string[] }> {
  const stamp = '/run/acceptance-stamp';
  await machine.exec(['sh', '-c', `touch ${stamp} && sleep 0.05`]);
  const result = await deed();
  const find = ['find', ...folders, '-xdev', '-cnewer', stamp];
  // What the machine's systemd logs is not ours.
  const apart = ['-not', '-path', '/var/log/journal*', '-not', '-path', '/var/lib/systemd/*'];
  const { stdout } = await machine.exec([...find, ...apart], { limit: 60_000 });
  // The machine shows what lies below its own disk, where others are at work as well.
  const disk = diskOf(machine);
  const own = (path: string) =>
    `${disk}/${path.startsWith('/usr/') ? `usr-upper${path.slice(4)}` : `root-upper${path}`}`;
  const isOwn = (path: string) => lstatSync(own(path), { throwIfNoEntry: false }) !== undefined;
  return { result, touched: stdout.split('\n').filter((line) => line !== '' && isOwn(line)) };
}

/** Where this side sees what the machine has written: `root-upper` holds all but /usr. */
export function diskOf({ name }: Machine): string {
  const holder = readFileSync(`/run/flatnet-practice/${name}/holder`, 'utf8').split(' ')[0];
  return `/proc/${holder}/root/run/flatnet-practice/${name}/disk`;
}

/** Every process of the machine: number and command line. */
export function processesOf(machine: Machine): string[] {
  const proc = machine.path('/proc');
  return readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`${proc}/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
        return line === '' ? [] : [`${pid} ${line}`];
      } catch {
        return [];
      }
    })
    .sort();
}
