import { isAbsolute } from 'node:path';
import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** A relative path would mean another file for each folder that the tool is started in. The target of a link may be one. */
export function absoluteOnly(files: WriteFiles): WriteFiles {
  const bound = Object.entries(files).map(([name, method]) => [
    name,
    async (path: string, second?: unknown, ...rest: unknown[]) => {
      refuseRelative(path);
      if ((name === 'rename' || name === 'copy') && typeof second === 'string') refuseRelative(second);
      return (method as (...args: unknown[]) => Promise<unknown>)(path, second, ...rest);
    },
  ]);
  return Object.fromEntries(bound) as WriteFiles;
}

function refuseRelative(path: string): void {
  if (isAbsolute(path) && !path.includes('\0')) return;
  throw new MaintError('E_FILE_PATH', t('path-relative', { path: JSON.stringify(path) }), t('give-whole-path'));
}
