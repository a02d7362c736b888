import { type FileStat, MaintError, type ReadFiles, sha256 } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';
import type { SourceEntry } from './source-entry.ts';
import { t } from './texts.ts';

type Node =
  | { readonly kind: 'folder'; mode: number; readonly names: Set<string> }
  | { readonly kind: 'file'; readonly mode: number; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly mode: number; readonly to: string };

/**
 * An archive in memory as files that can be read, so that what is kept is looked at by the same code wherever it lies.
 * Paths are as in the archive. Nothing in it leads out: no `..`, no name twice, nothing below a file or a link.
 */
export async function archiveFiles(archive: string, entries: readonly SourceEntry[]): Promise<ReadFiles> {
  const nodes = new Map<string, Node>([['', { kind: 'folder', mode: 0o700, names: new Set() }]]);
  const refuse = (path: string): Error =>
    archiveError('TRAVERSAL', t('archive-traversal', { path: archive, entry: JSON.stringify(path) }));

  const folderAt = (names: readonly string[], path: string): Extract<Node, { kind: 'folder' }> => {
    const whole = names.join('/');
    const there = nodes.get(whole);
    if (there?.kind === 'folder') return there;
    if (there) throw refuse(path);
    const made = { kind: 'folder' as const, mode: 0o700, names: new Set<string>() };
    folderAt(names.slice(0, -1), path).names.add(names.at(-1) as string);
    nodes.set(whole, made);
    return made;
  };

  for (const entry of entries) {
    const names = entry.path.split('/').filter((name) => name !== '' && name !== '.');
    if (entry.path.startsWith('/') || names.includes('..') || names.length === 0 || entry.path.includes('\0'))
      throw refuse(entry.path);
    if (entry.kind === 'folder') {
      folderAt(names, entry.path).mode = entry.mode;
      continue;
    }
    const parent = folderAt(names.slice(0, -1), entry.path);
    if (nodes.has(names.join('/'))) throw refuse(entry.path);
    nodes.set(names.join('/'), await leafOf(archive, entry));
    parent.names.add(names.at(-1) as string);
  }
  return readerOf(nodes);
}

async function leafOf(archive: string, entry: Exclude<SourceEntry, { kind: 'folder' }>): Promise<Node> {
  if (entry.kind === 'file') return { kind: 'file', mode: entry.mode, bytes: await entry.content.bytes() };
  if (entry.kind === 'link') return { kind: 'link', mode: 0o777, to: entry.to };
  throw archiveError('SPECIAL', t('archive-unknown-kind', { path: archive, entry: JSON.stringify(entry.path) }));
}

function readerOf(nodes: ReadonlyMap<string, Node>): ReadFiles {
  const at = <K extends Node['kind']>(path: string, kind: K): Extract<Node, { kind: K }> => {
    const node = nodes.get(path);
    if (node?.kind === kind) return node as Extract<Node, { kind: K }>;
    throw new MaintError('E_FILE_ABSENT', t('not-in-archive', { path }), t('other-snapshot'));
  };
  const stat = (path: string): FileStat | null => {
    const node = nodes.get(path);
    if (!node) return null;
    const bytes = node.kind === 'file' ? node.bytes.length : 0;
    const common = { kind: node.kind, bytes, mode: node.mode, uid: 0, gid: 0, modified: 0 };
    return node.kind === 'link' ? { ...common, to: node.to } : common;
  };
  return {
    stat: async (path) => stat(path),
    read: async (path, { from = 0, max } = {}) =>
      at(path, 'file').bytes.subarray(from, max === undefined ? undefined : from + max),
    text: async (path) => new TextDecoder().decode(at(path, 'file').bytes),
    list: async (path) => [...at(path, 'folder').names].sort(),
    digest: async (path) => sha256(at(path, 'file').bytes),
    readPieces: async (path, take) => {
      await take(at(path, 'file').bytes);
      return stat(path) as FileStat;
    },
    real: async (path) => (nodes.has(path) ? path : null),
    free: async () => 0,
  };
}
