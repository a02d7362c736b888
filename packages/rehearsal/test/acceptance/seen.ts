import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Machine } from '../../src/index.ts';

/** One line per entry of the folders: kind, mode, owner, content. */
export function treesOf(machine: Machine, folders: readonly string[], skip?: RegExp): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string, name: string) => {
    if (skip?.test(name) === true) return;
    const stat = lstatSync(path);
    const owner = `${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid}`;
    if (stat.isSymbolicLink()) found[name] = `link ${readlinkSync(path)}`;
    else if (stat.isFile())
      found[name] = `file ${owner} ${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)}`;
    else if (stat.isDirectory()) {
      found[name] = `folder ${owner}`;
      for (const child of readdirSync(path).sort()) visit(`${path}/${child}`, `${name}/${child}`);
    } else found[name] = `other ${owner}`;
  };
  for (const folder of folders) {
    const root = machine.path(folder);
    if (lstatSync(root, { throwIfNoEntry: false }) !== undefined) visit(root, folder);
  }
  return found;
}

/** The same with names below the folder, so that it can be held against a copy in another place. */
export const treeOf = (machine: Machine, folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(treesOf(machine, [folder])).map(([name, line]) => [name.slice(folder.length), line]),
  );

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
  return { result, touched: stdout.split('\n').filter((line) => line !== '') };
}

/** What differs between two accounts, one line each; empty = the same. */
export function differences(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name] ?? 'absent'} -> ${after[name] ?? 'absent'}`);
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
