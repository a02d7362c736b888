import type { MaintError } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';
import { t } from './texts.ts';

export function tooLarge(path: string, most: number): MaintError {
  return archiveError('TOO_LARGE', t('archive-too-large', { path, most }));
}
