import type { TreeNode } from './memory-tree.ts';
import type { World } from './world.ts';

/** What each path holds, links followed: files below it by their content. Absent = null. */
export function contents(world: World, paths: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(paths.map((path) => [path, held(world.tree.node(path, true))]));
}

function held(node: TreeNode | null): unknown {
  if (node === null) return null;
  if (node.kind === 'link') return `link → ${node.to}`;
  if (node.kind !== 'folder') return `${node.mode.toString(8)} ${node.uid}:${node.gid} ${text(node.bytes)}`;
  return Object.fromEntries([...node.entries.values()].map((entry) => [entry.name, held(entry.node)]));
}

/** The text of every file of the world. */
export function allTexts(world: World): readonly string[] {
  const found: string[] = [];
  const walk = (node: TreeNode): void => {
    if (node.kind === 'folder') for (const entry of node.entries.values()) walk(entry.node);
    else if (node.kind === 'file') found.push(text(node.bytes));
  };
  for (const root of world.tree.roots.values()) walk(root);
  return found;
}

/** The text of each of these paths that is a file. */
export const filesAt = (world: World, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => (world.tree.node(path)?.kind === 'file' ? (world.text(path) ?? []) : []));

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What somebody else wrote. */
export const mark = 'somebody else wrote this';

/** Somebody else changes what is there: a file's content, or a folder of theirs in the place of a link. */
export function tamper(world: World, path: string): void {
  const node = world.tree.node(path);
  world.remove(path);
  if (node?.kind === 'file') world.file(path, mark, node.mode);
  else world.file(`${path}/theirs`, mark);
}
