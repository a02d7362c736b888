import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Machine } from '../machine/machine.ts';

type Disk = Pick<Machine, 'path'>;

/** One line per entry of the folders: kind, mode, owner, content. */
export function treesOf(
  machine: Disk,
  folders: readonly string[],
  skip?: { test(name: string): boolean },
): Record<string, string> {
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
export const treeOf = (machine: Disk, folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(treesOf(machine, [folder])).map(([name, line]) => [name.slice(folder.length), line]),
  );

/** What differs between two accounts, one line each; empty = the same. */
export function differences(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name] ?? 'absent'} -> ${after[name] ?? 'absent'}`);
}
