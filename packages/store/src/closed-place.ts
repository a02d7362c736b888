import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { folderOf } from './paths.ts';
import { t } from './texts.ts';

/**
 * Keys in clear are only written where no other user of the host comes: a folder on the way there must keep everybody
 * else out. The modes are read back from the disk, since some file systems keep none. `modes: false` = this system has
 * none at all, so nobody can see who could read. E_KEYS_OPEN.
 */
export async function refuseOpenPlace(
  files: ReadFiles,
  folder: string,
  { parts, modes = true }: { readonly parts: readonly string[]; readonly modes?: boolean | undefined },
): Promise<void> {
  if (parts.length === 0 || (modes && (await isClosed(files, folder)))) return;
  const part = parts.join(', ');
  throw new MaintError(
    'E_KEYS_OPEN',
    modes ? t('keys-open', { part, folder }) : t('keys-rights-unknown', { part, folder }),
    modes ? t('keys-open-next', { folder }) : t('keys-rights-unknown-next'),
  );
}

async function isClosed(files: ReadFiles, folder: string): Promise<boolean> {
  for (let path = await files.real(folder); path !== null; path = above(path)) {
    const stat = await files.stat(path);
    // Who may not pass through a folder reads nothing below it, whatever the modes there are.
    if (stat?.kind === 'folder' && (stat.mode & 0o001) === 0) return true;
  }
  return false;
}

function above(path: string): string | null {
  const up = folderOf(path);
  return up === path || up === '.' ? null : up;
}
