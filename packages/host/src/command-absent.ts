import { statSync } from 'node:fs';
import { MaintError } from '@flatnet-maint/core';

/** Why a program could not be started. The system says ENOENT for an absent working folder as well. */
export function startError(program: string, cwd: string, cause: NodeJS.ErrnoException): MaintError {
  if (!isFolder(cwd)) {
    return new MaintError(
      'E_FILE_ABSENT',
      `${program} was not started: its working folder ${cwd} is not there.`,
      `Look at ${cwd}.`,
      { cause },
    );
  }
  if (cause.code === 'ENOENT') {
    return new MaintError(
      'E_COMMAND_ABSENT',
      `${program} was not started: there is no such program on this host.`,
      `Install ${program}, or give its path in the site file.`,
      { cause },
    );
  }
  return new MaintError(
    'E_COMMAND_REFUSED',
    `${program} was not started: the system refused it (${cause.code ?? cause.message}).`,
    `Look at the rights of ${program}.`,
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
