import { usualRetention } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';

const count = (least: number) => {
  const allowed = t('allowed-count', { least });
  return z
    .int({ error: allowed })
    .min(least, { error: allowed })
    .max(36_500, { error: t('allowed-at-most', { most: 36_500 }) });
};

/** How much of a component is kept; for any component that has generations. */
export const retentionSchema = z
  .strictObject(
    { generations: count(1).default(usualRetention.generations), days: count(0).default(usualRetention.days) },
    { error: t('allowed-retention') },
  )
  .default(usualRetention);
