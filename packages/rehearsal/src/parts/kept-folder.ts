import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { withLock } from './lock.ts';

/** Where everything that is fetched for practice machines is kept. */
export function defaultCache(): string {
  const own = process.env.FLATNET_MAINT_CACHE;
  return `${own || process.env.XDG_CACHE_HOME || `${homedir()}/.cache`}${own ? '' : '/flatnet-maint'}/practice`;
}

/**
 * The folder `KIND-KEY` of the cache, built once: it is complete from the moment it has its name. `build` fills a folder
 * aside and writes `KIND.json` last.
 */
export async function keptFolder(
  cache: string,
  kind: string,
  key: string,
  build: (aside: string, folder: string) => Promise<void>,
): Promise<string> {
  const folder = `${cache}/${kind}-${key}`;
  if (isComplete(folder, kind)) return folder;
  mkdirSync(cache, { recursive: true });
  return withLock(`${cache}/lock-file`, async () => {
    if (isComplete(folder, kind)) return folder;
    const aside = `${cache}/building-${key}`;
    rmSync(aside, { recursive: true, force: true });
    await build(aside, folder);
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
    prune(cache, kind, folder);
    return folder;
  });
}

function isComplete(folder: string, kind: string): boolean {
  const stamp = `${folder}/${kind}.json`;
  if (!existsSync(stamp)) return false;
  utimesSync(stamp, new Date(), new Date()); // in use today
  return true;
}

/**
 * Folders of other recipes go when nobody has used them for a week; a running machine's are younger than that. What was
 * left half built goes at once: whoever builds holds the lock, and that is us.
 */
function prune(cache: string, kind: string, keep: string): void {
  for (const name of readdirSync(cache).filter((one) => one.startsWith('building-')))
    rmSync(`${cache}/${name}`, { recursive: true, force: true });
  for (const name of readdirSync(cache).filter((one) => one.startsWith(`${kind}-`))) {
    const folder = `${cache}/${name}`;
    const stamp = `${folder}/${kind}.json`;
    const unused = !existsSync(stamp) || Date.now() - statSync(stamp).mtimeMs > 7 * 24 * 3600 * 1000;
    if (folder !== keep && unused) rmSync(folder, { recursive: true, force: true });
  }
}
