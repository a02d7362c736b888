import { fault } from './memory-fault.ts';
import type { Place } from './memory-tree.ts';
import type { World } from './world.ts';

/**
 * On Windows nothing may be renamed, replaced or removed while a process has it or something inside of it open, runs
 * from it, or works in it. One exception: the file of a running program may be renamed, though not removed.
 */
export function refuseBusy(world: World, place: Place, deed: 'rename' | 'remove' | 'write'): void {
  const path = world.tree.rules.join(place.parts);
  const key = world.tree.key(place.parts);
  if (world.takeBusy(key)) throw fault('EBUSY', `${deed} ${path}`);
  if (world.profile !== 'windows') return;
  for (const process of world.processes.values()) {
    if (process.zombie) continue;
    const exe = deed === 'rename' && place.node?.kind === 'file' ? [] : [process.exe];
    for (const used of [...exe, process.cwd, ...process.openFiles]) {
      if (restInside(world, used, key) !== null)
        throw fault('EBUSY', `${deed} ${path}, which process ${process.pid} uses`);
    }
  }
}

/** What a process runs, works in and has open goes along when a folder above it is renamed, and the system shows the new path. */
export function moveUsed(world: World, from: Place, to: Place): void {
  const key = world.tree.key(from.parts);
  const follow = (used: string) => {
    const rest = restInside(world, used, key);
    return rest === null ? used : world.tree.rules.join([...to.parts, ...rest]);
  };
  for (const process of world.processes.values()) {
    process.exe = follow(process.exe);
    process.cwd = follow(process.cwd);
    process.openFiles = process.openFiles.map(follow);
  }
}

/** The names from the place down to what is used; null when that lies elsewhere. */
function restInside(world: World, used: string, key: string): string[] | null {
  const { rules } = world.tree;
  if (!rules.isAbsolute(used)) return null;
  const parts = world.tree.place(used, true)?.parts ?? rules.split(used);
  for (let length = 1; length <= parts.length; length++) {
    if (world.tree.key(parts.slice(0, length)) === key) return parts.slice(length);
  }
  return null;
}
