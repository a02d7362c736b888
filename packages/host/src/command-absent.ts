import { statSync } from 'node:fs';
import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** Why a program could not be started. The system says ENOENT for an absent working folder as well. */
export function startError(program: string, cwd: string, cause: NodeJS.ErrnoException): MaintError {
  if (!isFolder(cwd)) {
    return new MaintError('E_FILE_ABSENT', t('no-working-folder', { program, cwd }), t('look-at', { path: cwd }), {
      cause,
    });
  }
  if (cause.code === 'ENOENT') {
    return new MaintError('E_COMMAND_ABSENT', t('no-program', { program }), t('install-program', { program }), {
      cause,
    });
  }
  return new MaintError(
    'E_COMMAND_REFUSED',
    t('program-refused', { program, why: cause.code ?? cause.message }),
    t('look-at-rights', { program }),
    { cause },
  );
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
