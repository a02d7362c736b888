import { sha256, type WriteFiles } from '@flatnet-maint/core';
import { moveUsed, refuseBusy } from './memory-busy.ts';
import { fault } from './memory-fault.ts';
import type { Life, Moment } from './memory-life.ts';
import { memoryReadFiles } from './memory-read-files.ts';
import { bytesIn, cloneNode, countNodes, newFolder, owned, type Place, type TreeNode } from './memory-tree.ts';

export function memoryWriteFiles(life: Life): WriteFiles {
  const { world, call } = life;
  const { tree, clock } = world;

  const place = (path: string, deed: string): Place => tree.place(path) ?? fail('ENOENT', `${deed} ${path}`);
  const spend = (bytes: number, deed: string) => {
    if (bytes > world.free) throw fault('ENOSPC', deed);
    world.free -= bytes;
  };

  const replace = (path: string, bytes: Uint8Array, how: { mode?: number; uid?: number; gid?: number }) => {
    const to = place(path, 'write');
    if (to.node?.kind === 'folder') throw fault('EISDIR', `write ${path}`);
    refuseBusy(world, to, 'write');
    spend(bytes.length, `write ${path}`);
    world.free += bytesIn(to.node);
    const { mode = 0o600, uid = 0, gid = 0 } = how;
    tree.putAt(to, { kind: 'file', bytes, mode, uid, gid, modified: clock.now() });
  };

  return {
    ...memoryReadFiles(life),
    write: (path, content, how = {}) =>
      call('files.write', [path, content, how], () => {
        replace(path, typeof content === 'string' ? new TextEncoder().encode(content) : content.slice(), how);
      }),
    writePieces: (path, fill, how = {}) =>
      call('files.writePieces', [path, how], async (moment) => {
        place(path, 'write');
        const pieces: Uint8Array[] = [];
        await fill(async (piece) => {
          pieces.push(piece.slice());
        });
        moment('filled');
        const bytes = new Uint8Array(Buffer.concat(pieces));
        replace(path, bytes, how);
        return { bytes: bytes.length, sha256: sha256(bytes) };
      }),
    makeFolder: (path, how = {}) =>
      call('files.makeFolder', [path, how], (moment) => {
        const parts = tree.rules.split(path);
        for (let length = 2; length <= parts.length; length++) {
          const part = tree.rules.join(parts.slice(0, length));
          const node = tree.node(part, true);
          if (node?.kind === 'folder') continue;
          if (node !== null || tree.node(part) !== null) throw fault('EEXIST', `make the folder ${part}`);
          const isLast = length === parts.length;
          const { mode = 0o755, uid = 0, gid = 0 } = isLast ? how : {};
          tree.put(part, { ...newFolder(mode, clock.now()), uid, gid });
          if (!isLast) moment('parent');
        }
      }),
    rename: (from, to) =>
      call('files.rename', [from, to], () => {
        const source = place(from, 'rename');
        const target = place(to, 'rename to');
        if (source.node === null) throw fault('ENOENT', `rename ${from}`);
        const isSame = source.folder === target.folder && tree.rules.fold(source.name) === tree.rules.fold(target.name);
        // On Windows a name may be given another case.
        if (target.node !== null && !(isSame && world.profile === 'windows'))
          throw fault('EEXIST', `rename ${from} to ${to}`);
        if (tree.key(target.parts).startsWith(`${tree.key(source.parts)}${world.profile === 'windows' ? '\\' : '/'}`)) {
          throw fault('EINVAL', `rename ${from} into itself`);
        }
        refuseBusy(world, source, 'rename');
        moveUsed(world, source, target);
        tree.drop(source);
        tree.putAt(target, source.node);
      }),
    point: (path, to) => call('files.point', [path, to], (moment) => point(life, place(path, 'point'), to, moment)),
    remove: (path) =>
      call('files.remove', [path], (moment) => {
        const found = tree.place(path);
        if (!found?.node) return;
        refuseBusy(world, found, 'remove');
        const size = bytesIn(found.node);
        // A tree goes piece by piece, so a death in the middle leaves half of it.
        if (found.node.kind === 'folder' && countNodes(found.node) > 1) {
          dropHalf(found.node);
          moment('half');
        }
        tree.drop(found);
        found.folder.modified = clock.now();
        world.free += size;
      }),
    copy: (from, to) =>
      call('files.copy', [from, to], () => {
        const source = place(from, 'copy');
        const target = place(to, 'copy to');
        if (source.node === null) throw fault('ENOENT', `copy ${from}`);
        if (target.node !== null) throw fault('EEXIST', `copy ${from} to ${to}`);
        if (
          `${tree.key(target.parts)}/`
            .replaceAll('\\', '/')
            .startsWith(`${tree.key(source.parts)}/`.replaceAll('\\', '/'))
        ) {
          throw fault('EISDIR', `copy ${from} into itself`);
        }
        refuseDevices(source.node, from);
        spend(bytesIn(source.node), `copy ${from} to ${to}`);
        tree.putAt(target, cloneNode(source.node));
      }),
    chmod: (path, mode) =>
      call('files.chmod', [path, mode], () => {
        const node = tree.node(path, true);
        if (node === null) throw fault('ENOENT', `set the mode of ${path}`);
        node.mode = mode;
      }),
  };
}

function fail(errno: string, deed: string): never {
  throw fault(errno, deed);
}

/** posix: at once. Windows: a junction cannot be renamed over another, so it is absent for a moment. */
function point({ world }: Life, at: Place, to: string, moment: Moment): void {
  const path = world.tree.rules.join(at.parts);
  if (at.node?.kind === 'link' && at.node.to === to) return;
  if (at.node !== null && at.node.kind !== 'link') throw fault('EEXIST', `point ${path} to ${to}`);
  if (world.takeBusy(world.tree.key(at.parts))) throw fault('EBUSY', `point ${path}`);
  if (world.profile === 'windows' && at.node !== null) {
    world.tree.drop(at);
    moment('absent');
  }
  world.tree.putAt(at, { kind: 'link', to, ...owned(0o777, world.clock.now()) });
}

function dropHalf(node: TreeNode): void {
  if (node.kind !== 'folder') return;
  const keys = [...node.entries.keys()].sort();
  for (const key of keys.slice(0, Math.ceil(keys.length / 2))) node.entries.delete(key);
}

function refuseDevices(node: TreeNode, path: string): void {
  if (node.kind === 'other') throw fault('EISDIR', `copy ${path}: it is a device, pipe or socket`);
  if (node.kind === 'folder') for (const entry of node.entries.values()) refuseDevices(entry.node, path);
}
