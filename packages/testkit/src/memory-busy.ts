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
      if (isInside(world, used, key)) throw fault('EBUSY', `${deed} ${path}, which process ${process.pid} uses`);
    }
  }
}

function isInside(world: World, used: string, key: string): boolean {
  const { rules } = world.tree;
  if (!rules.isAbsolute(used)) return false;
  const place = world.tree.place(used, true);
  const folded = world.tree.key(place?.parts ?? rules.split(used));
  return folded === key || folded.startsWith(key.endsWith('\\') ? key : `${key}\\`);
}
