import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/**
 * Runs `work` while no other process runs under the same lock folder. The folder is the lock (mkdir is atomic); a dead
 * owner's lock is renamed away first, so that of several waiters exactly one takes it.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const me = identityOf(process.pid);
  for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (ownerIsDead(folder)) takeAway(folder);
    else await sleep(wait);
  }
  writeFileSync(`${folder}/owner.json`, JSON.stringify(me));
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const firstSeen = new Map<string, number>();

function ownerIsDead(folder: string): boolean {
  try {
    const dead = !isAlive(JSON.parse(readFileSync(`${folder}/owner.json`, 'utf8')) as ProcessIdentity);
    firstSeen.delete(folder);
    return dead;
  } catch {
    // Between mkdir and the owner file there is an instant without a name; only a long one means a death.
    const since = firstSeen.get(folder) ?? Date.now();
    firstSeen.set(folder, since);
    return Date.now() - since > 5000;
  }
}

function takeAway(folder: string): void {
  const aside = `${folder}.dead-${process.pid}-${Date.now()}`;
  try {
    renameSync(folder, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // another waiter took it away first
  }
}
