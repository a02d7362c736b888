import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '@flatnet-maint/core';

const inUse = new Set<string>();

/**
 * Where a thing is made before it takes its place: in the same folder, so that one rename puts it there. The name follows
 * from the path, so the next try after a death finds and replaces what the dead one left, and nothing piles up.
 */
export async function withAside<T>(path: string, work: (aside: string) => Promise<T>): Promise<T> {
  const stem = join(dirname(path), `.${sha256(basename(path)).slice(0, 12)}.flatnet-maint`);
  let aside = stem;
  for (let n = 2; inUse.has(aside); n++) aside = `${stem}-${n}`;
  inUse.add(aside);
  try {
    return await work(aside);
  } finally {
    inUse.delete(aside);
  }
}

/** A name is durable only when its folder is. */
export async function syncFolder(folder: string | Buffer): Promise<void> {
  const handle: FileHandle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
