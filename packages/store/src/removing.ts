import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { folderOf, nameOf } from './paths.ts';
import { t } from './texts.ts';

/** The name that something has while it is removed: no id and no record may bear it. */
export const removingOf = (path: string): string => `${path}.removing`;

/** Removes a tree so that at no moment half of it bears its name. Works from any half-way point. */
export async function removeWhole(files: WriteFiles, path: string): Promise<void> {
  await files.remove(removingOf(path));
  if (await files.stat(path)) await files.rename(path, removingOf(path));
  await files.remove(removingOf(path));
}

/**
 * A folder may go only when it lies, links resolved, directly in `base` and bears the name of what is removed: never
 * the base itself, never what a link leads to, never what a wrong record names (H86).
 */
export async function checkOurs(files: WriteFiles, path: string, base: string, id: string): Promise<void> {
  const stat = await files.stat(path);
  if (stat === null) return;
  const name = nameOf(path);
  const [parent, root] = [await files.real(folderOf(path)), await files.real(base)];
  const isOurs = stat.kind === 'folder' && (name === id || name.startsWith(`${id}.`));
  if (isOurs && parent !== null && parent === root) return;
  throw new MaintError('E_REMOVE_NOT_OURS', t('not-ours', { path, base, id }), t('not-ours-next', { path }));
}
