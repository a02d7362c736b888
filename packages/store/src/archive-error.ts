import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** A release that must not be unpacked. All these have one next step: its bytes are as pinned, so the release itself is bad. */
export function archiveError(problem: string, message: string, cause?: unknown): MaintError {
  return new MaintError(`E_ARCHIVE_${problem}`, `${message} ${t('nothing-kept')}`, t('other-archive'), { cause });
}
