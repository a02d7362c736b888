import { type FileStat, type ReadFiles, sha256 } from '@flatnet-maint/core';
import { fault } from './memory-fault.ts';
import type { Life } from './memory-life.ts';
import type { TreeNode } from './memory-tree.ts';

/** Small, so that small files come in several pieces. */
const pieceSize = 1024;

export function memoryReadFiles({ world, call }: Life): ReadFiles {
  const { tree } = world;
  const content = (path: string): Uint8Array => {
    const node = tree.node(path, true);
    if (node === null) throw fault('ENOENT', `read ${path}`);
    if (node.kind !== 'file') throw fault('EISDIR', `read ${path}`);
    return node.bytes;
  };
  return {
    stat: (path) =>
      call('files.stat', [path], () => {
        const node = tree.node(path);
        return node === null ? null : statOf(node);
      }),
    read: (path, part = {}) =>
      call('files.read', [path, part], () => {
        const from = part.from ?? 0;
        return content(path).slice(from, part.max === undefined ? undefined : from + part.max);
      }),
    text: (path) =>
      call('files.text', [path], () => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content(path))),
    list: (path) =>
      call('files.list', [path], () => {
        const node = tree.node(path, true);
        if (node?.kind !== 'folder') throw fault(node === null ? 'ENOENT' : 'ENOTDIR', `list ${path}`);
        return [...node.entries.values()].map((entry) => entry.name).sort();
      }),
    digest: (path) => call('files.digest', [path], () => sha256(content(path))),
    readPieces: (path, take) =>
      call('files.readPieces', [path], async () => {
        const bytes = content(path);
        const read = tree.node(path, true) as TreeNode;
        for (let at = 0; at < bytes.length; at += pieceSize) await take(bytes.slice(at, at + pieceSize));
        // Nobody writes in place here: what was opened stays what it was.
        return statOf(read);
      }),
    real: (path) =>
      call('files.real', [path], () => {
        const place = tree.place(path, true);
        return place?.node ? tree.rules.join(place.parts) : null;
      }),
    free: (path) =>
      call('files.free', [path], () => {
        tree.rules.split(path);
        return world.free;
      }),
  };
}

function statOf(node: TreeNode): FileStat {
  const { mode, uid, gid, modified } = node;
  const bytes = node.kind === 'folder' ? 4096 : node.kind === 'link' ? node.to.length : node.bytes.length;
  return { kind: node.kind, bytes, mode, uid, gid, modified, ...(node.kind === 'link' ? { to: node.to } : {}) };
}
