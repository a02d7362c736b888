import { type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** One folder of data that a service writes in, and its place among others in a copy. */
export type DataPlace = { readonly source: string; readonly name: string };

/** Prometheus never writes into a block again once it is whole: its name tells it, and that it has its record. */
const block = /^[0-9A-HJKMNP-TV-Z]{26}$/;

export async function blocksIn(host: HostView, folder: string): Promise<readonly string[]> {
  const names = (await host.files.stat(folder)) === null ? [] : await host.files.list(folder);
  const whole: string[] = [];
  for (const name of names)
    if (block.test(name) && (await host.files.stat(`${folder}/${name}/meta.json`)) !== null) whole.push(name);
  return whole;
}

/** Copies with everything that belongs to it; E_DATA_COPY with the words of the system (a full disk). */
export async function copyWhole(
  host: Host,
  from: string,
  to: string,
  how: readonly string[] = ['--reflink=auto'],
): Promise<void> {
  const out = await host.run(['cp', '-a', ...how, '--', from, to]);
  if (out.code === 0) return;
  const said = out.stderr.trim().split('\n').slice(-1).join('');
  throw new MaintError('E_DATA_COPY_FAILED', t('data-copy-failed', { from, to, said }), t('data-copy-failed-next'));
}

const names = (source: string, mark: string) => ({
  aside: `${source}.set-aside-${mark}`,
  making: `${source}.restoring-${mark}`,
  ready: `${source}.restored-${mark}`,
});

export type Restored = 'before' | 'between' | 'after';

/** What a change that was cut short leaves beside the folder before it has touched that. */
export async function isBegun(host: HostView, { source }: DataPlace, mark: string): Promise<boolean> {
  const { making, ready } = names(source, mark);
  return (await host.files.stat(making)) !== null || (await host.files.stat(ready)) !== null;
}

/** Where the change of one folder stands, by what is there. */
export async function restoredAs(host: HostView, { source }: DataPlace, mark: string): Promise<Restored> {
  const { aside } = names(source, mark);
  const [hasAside, isThere] = [(await host.files.stat(aside)) !== null, (await host.files.stat(source)) !== null];
  if (!hasAside) return 'before';
  return isThere ? 'after' : 'between';
}

/**
 * A copy takes the place of a folder of data. The copy stays as it is, and what was there is set aside under a name that
 * tells, never deleted. Blocks that are still there are the same ones, and are linked instead of copied. From any half-way
 * point, any number of times; the service must not run. `gives` = nobody needs the copy afterwards, so that it is moved where
 * it can be: a disk that held it once may not hold it twice.
 */
export async function restoreData(
  host: Host,
  copy: string,
  place: DataPlace,
  mark: string,
  gives = false,
): Promise<string> {
  const { source } = place;
  const { aside, making, ready } = names(source, mark);
  if ((await restoredAs(host, place, mark)) === 'before') {
    if ((await host.files.stat(ready)) === null) {
      await host.files.remove(making);
      if (!gives || !(await moved(host, copy, ready))) {
        await fill(host, copy, source, making);
        await host.files.rename(making, ready);
      }
    }
    await host.files.rename(source, aside);
  }
  if ((await host.files.stat(source)) === null) await host.files.rename(ready, source);
  return aside;
}

/** What stood there before takes its place again; what was written since is set aside in its turn. */
export async function bringBack(host: Host, { source }: DataPlace, mark: string): Promise<void> {
  const { aside, making, ready } = names(source, mark);
  if ((await host.files.stat(aside)) !== null) {
    if ((await host.files.stat(source)) !== null) {
      // A second try may find the name taken by its first.
      let left = `${source}.left-${mark}`;
      for (let n = 1; (await host.files.stat(left)) !== null; n += 1) left = `${source}.left-${mark}-${n}`;
      await host.files.rename(source, left);
    }
    await host.files.rename(aside, source);
  }
  for (const path of [making, ready]) await host.files.remove(path);
}

/** false = it lies on another disk. */
async function moved(host: Host, from: string, to: string): Promise<boolean> {
  try {
    await host.files.rename(from, to);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'E_FILE_OTHER_DISK') return false;
    throw error;
  }
}

async function fill(host: Host, copy: string, source: string, into: string): Promise<void> {
  const [kept, there] = [await blocksIn(host, copy), new Set(await blocksIn(host, source))];
  const same = kept.filter((name) => there.has(name));
  if (same.length === 0) return copyWhole(host, copy, into);
  // The folder itself with mode and owner first, then all that is in it.
  await copyShell(host, copy, into);
  for (const name of await host.files.list(copy)) {
    if (same.includes(name)) await copyWhole(host, `${source}/${name}`, `${into}/${name}`, ['--link']);
    else await copyWhole(host, `${copy}/${name}`, `${into}/${name}`);
  }
}

/** An empty folder with the mode and the owner of another. */
export async function copyShell(host: Host, from: string, to: string): Promise<void> {
  const stat = await host.files.stat(from);
  if (stat === null) throw new MaintError('E_DATA_GONE', t('data-gone', { path: from }), t('data-copy-failed-next'));
  const { mode, uid, gid } = stat;
  await host.files.makeFolder(to, { mode, uid, gid });
}
