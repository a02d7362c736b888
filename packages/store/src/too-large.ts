import type { MaintError } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';

export function tooLarge(path: string, most: number): MaintError {
  return archiveError('TOO_LARGE', `${path} unpacks to more than ${most} bytes, which is taken for a bomb.`);
}
