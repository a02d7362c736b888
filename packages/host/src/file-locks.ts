import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type Locks, MaintError, type ProcessRef } from '@flatnet-maint/core';
import { isAlive, selfRef } from './fence.ts';
import { isAbsent, withFileError } from './file-error.ts';
import { t } from './texts.ts';

/**
 * A file that names its holder by pid, start stamp and boot, so that what a dead one held is known as such. For the
 * comfort of two people at one host; nothing is believed because of it, for bytes are verified whoever wrote them.
 */
export const fileLocks: Locks = {
  async hold(path, work) {
    await withFileError(
      (cause) => t('cannot-lock', { path, ...cause }),
      () => take(path),
    );
    try {
      return await work();
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  },
};

async function take(path: string): Promise<void> {
  const own = JSON.stringify(selfRef());
  for (let tries = 0; tries < 5; tries++) {
    if (await placed(path, own)) return;
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (isAbsent(error)) return null;
      throw error;
    });
    if (text === null) continue;
    const holder = holderOf(text);
    if (holder !== null && isAlive(holder)) throw held(path, holder.pid);
    await dropStale(path, text);
  }
  throw held(path, 'unknown');
}

/** With its content from the first moment on: nobody can read half a lock. */
async function placed(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await writeFile(aside, text, { flag: 'wx', mode: 0o600 });
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Another one may have dropped it and taken the lock since it was read; that one gets it back. */
async function dropStale(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function holderOf(text: string): ProcessRef | null {
  try {
    const { pid, started, boot } = JSON.parse(text) as Partial<ProcessRef>;
    if (typeof pid === 'number' && typeof started === 'string' && typeof boot === 'string')
      return { pid, started, boot };
  } catch {
    // Half a file, after a power cut.
  }
  return null;
}

const held = (path: string, pid: number | string): MaintError =>
  new MaintError('E_LOCK_HELD', t('lock-held', { path, pid }), t('lock-held-next'));
