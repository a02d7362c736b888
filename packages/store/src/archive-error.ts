import { MaintError } from '@flatnet-maint/core';

/** A release that must not be unpacked. All these have one next step: its bytes are as pinned, so the release itself is bad. */
export function archiveError(problem: string, message: string, cause?: unknown): MaintError {
  return new MaintError(
    `E_ARCHIVE_${problem}`,
    `${message} Nothing of it was kept.`,
    'Do not use this release: get another archive from its maker and name that one under `releases` in the site file.',
    { cause },
  );
}
