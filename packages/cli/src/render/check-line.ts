import { basename, dirname } from 'node:path/posix';
import { typed } from '@flatnet-maint/core';
import { clean } from './clean.ts';

/** As it is typed to read a file beside its checksum again: the checksum tells the name alone. */
export const checkLine = (checksums: string): string =>
  clean(['cd', typed(dirname(checksums)), '&&', 'sha256sum', '-c', '--', typed(basename(checksums))].join(' '));
