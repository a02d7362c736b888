import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { kindText, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** Opens a file for reading, and tells what it is now; anything else at the path is E_FILE_KIND. */
export async function openFile(path: string): Promise<{ file: FileHandle; found: Stats }> {
  // Without O_NONBLOCK the open itself would wait for a writer when a pipe lies at the path.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (found.isFile()) return { file, found };
    const kind = kindText(found.isDirectory() ? 'folder' : 'other');
    throw new MaintError('E_FILE_KIND', t('read-no-file', { path, kind }), t('look-at-path'));
  } catch (error) {
    await file.close();
    throw error;
  }
}
