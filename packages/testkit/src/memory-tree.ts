import { fault } from './memory-fault.ts';
import type { PathRules } from './memory-path.ts';

interface Owned {
  mode: number;
  uid: number;
  gid: number;
  modified: number;
}
export interface FileNode extends Owned {
  readonly kind: 'file' | 'other';
  readonly bytes: Uint8Array;
}
export interface FolderNode extends Owned {
  readonly kind: 'folder';
  readonly entries: Map<string, { readonly name: string; readonly node: TreeNode }>;
}
export interface LinkNode extends Owned {
  readonly kind: 'link';
  readonly to: string;
}
export type TreeNode = FileNode | FolderNode | LinkNode;

/** Where a path leads: its folder (links resolved), the name in it, and what is there. */
export interface Place {
  readonly folder: FolderNode;
  readonly parts: readonly string[];
  readonly name: string;
  readonly node: TreeNode | null;
}

export const owned = (mode: number, modified = 0): Owned => ({ mode, uid: 0, gid: 0, modified });
export const newFolder = (mode = 0o755, modified = 0): FolderNode => ({
  kind: 'folder',
  entries: new Map(),
  ...owned(mode, modified),
});

/** Files, folders and links in memory; it knows nothing of hosts, limits or processes. */
export class MemoryTree {
  readonly rules: PathRules;
  readonly roots = new Map<string, FolderNode>();

  constructor(rules: PathRules, roots: readonly string[]) {
    this.rules = rules;
    for (const root of roots) this.roots.set(rules.fold(root), newFolder());
  }

  /** null = a folder on the way is not there (or is none). The last name is followed only when asked to. */
  place(path: string, follow = false): Place | null {
    let hops = 0;
    const todo = this.rules.split(path);
    const parts = [todo.shift() as string];
    const root = this.roots.get(this.rules.fold(parts[0] as string));
    if (root === undefined) return null;
    const above: FolderNode[] = [];
    let folder = root;
    for (;;) {
      const name = todo.shift();
      if (name === undefined)
        return { folder: above.at(-1) ?? root, parts, name: parts.at(-1) as string, node: folder };
      if (name === '..') {
        folder = above.pop() ?? root;
        if (parts.length > 1) parts.pop();
        continue;
      }
      const entry = folder.entries.get(this.rules.fold(name));
      const isLast = todo.length === 0;
      if (entry?.node.kind === 'link' && (!isLast || follow)) {
        hops += 1;
        if (hops > 40) throw fault('ELOOP', `follow ${path}`);
        const target = entry.node.to;
        if (this.rules.isAbsolute(target))
          return this.place(this.rules.join([...this.rules.split(target), ...todo]), follow);
        todo.unshift(...target.split(/[\\/]/).filter((part) => part !== '' && part !== '.'));
        continue;
      }
      const spelled = entry?.name ?? name;
      if (isLast) {
        if (entry?.node.kind !== 'folder')
          return { folder, parts: [...parts, spelled], name, node: entry?.node ?? null };
      } else if (entry?.node.kind !== 'folder') return null;
      above.push(folder);
      parts.push(spelled);
      folder = entry.node;
    }
  }

  node(path: string, follow = false): TreeNode | null {
    return this.place(path, follow)?.node ?? null;
  }

  /** Puts it there in place of whatever was there; a missing folder is an error. */
  put(path: string, node: TreeNode): void {
    const place = this.place(path);
    if (place === null) throw fault('ENOENT', `write ${path}`);
    this.putAt(place, node);
  }

  putAt(place: Place, node: TreeNode): void {
    place.folder.entries.set(this.rules.fold(place.name), { name: place.name, node });
  }

  drop(place: Place): void {
    place.folder.entries.delete(this.rules.fold(place.name));
  }

  /** Absolute path of a place, folded, for comparing. */
  key(parts: readonly string[]): string {
    return this.rules.fold(this.rules.join(parts));
  }
}

/** A deep copy; content is shared, since nobody changes bytes in place. */
export function cloneNode(node: TreeNode): TreeNode {
  if (node.kind !== 'folder') return { ...node };
  const entries = [...node.entries].map(
    ([key, entry]) => [key, { name: entry.name, node: cloneNode(entry.node) }] as const,
  );
  return { ...node, entries: new Map(entries) };
}

export function bytesIn(node: TreeNode | null): number {
  if (node === null || node.kind === 'link') return 0;
  if (node.kind !== 'folder') return node.bytes.length;
  return [...node.entries.values()].reduce((sum, entry) => sum + bytesIn(entry.node), 0);
}

export function countNodes(node: TreeNode | null): number {
  if (node === null) return 0;
  if (node.kind !== 'folder') return 1;
  return [...node.entries.values()].reduce((sum, entry) => sum + countNodes(entry.node), 1);
}
