import type { MaintError } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { t } from './texts.ts';

export function tooLarge(path: string, most: number): MaintError {
  return archiveError('TOO_LARGE', t('archive-too-large', { path, most }));
}

/** An archive is read whole: what is larger than its content may be would take all memory only to be refused. */
export function refuseLarge(path: string, bytes: number, { bytes: most }: ArchiveLimits): void {
  if (bytes > most) throw archiveError('TOO_LARGE', t('archive-file-large', { path, bytes, most }));
}
