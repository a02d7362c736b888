import type { Json } from '@flatnet-maint/core';
import type { TreeNode } from './memory-tree.ts';
import type { World } from './world.ts';

/** What two worlds are compared by. Numbers and times that change with every restart are not in it. */
export interface Snapshot {
  readonly files: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, string>>;
  /** Each running program with its arguments and user, sorted. */
  readonly processes: readonly string[];
  readonly outside: Json;
}

export function snapshot(world: World): Snapshot {
  const files: Record<string, string> = {};
  for (const [root, folder] of world.tree.roots) list(files, root, folder, world.profile === 'windows' ? '\\' : '/');
  const services = Object.fromEntries(
    [...world.services]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [
        name,
        `${one.state}${one.enabled ? ', enabled' : ''}${one.isInstalled ? '' : ', without a file'}`,
      ]),
  );
  const processes = [...world.processes.values()]
    .filter((process) => !process.zombie)
    .map(({ exe, argv, uid, listens }) => JSON.stringify([exe, argv, uid, listens]))
    .sort();
  return { files, services, processes, outside: world.outside() };
}

function list(files: Record<string, string>, path: string, node: TreeNode, slash: string): void {
  const owner = `${node.mode.toString(8).padStart(4, '0')} ${node.uid}:${node.gid}`;
  if (node.kind === 'link') files[path] = `link → ${node.to}`;
  else if (node.kind !== 'folder') files[path] = `${node.kind} ${owner} ${new TextDecoder().decode(node.bytes)}`;
  else {
    files[path] = `folder ${owner}`;
    const entries = [...node.entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) list(files, `${path}${slash}${entry.name}`, entry.node, slash);
  }
}
