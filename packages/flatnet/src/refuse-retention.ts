import { MaintError, type RetentionSettings } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** Numbers that a command line gave; the site file's were checked when it was read. */
export function refuseRetention({ generations, days }: RetentionSettings): void {
  const isFine = Number.isSafeInteger(generations) && generations >= 1 && Number.isFinite(days) && days >= 0;
  if (isFine) return;
  throw new MaintError(
    'E_USAGE',
    t('retention-refused', { given: `--keep ${generations} --days ${days}` }),
    'flatnet-maint snapshots prune --help',
    { exit: 2 },
  );
}
