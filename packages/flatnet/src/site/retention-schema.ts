import { usualRetention } from '@flatnet-maint/core';
import { z } from 'zod';

const count = (least: number) => {
  const allowed = `a whole number, at least ${least}`;
  return z.int({ error: allowed }).min(least, { error: allowed }).max(36_500, { error: 'at most 36500' });
};

/** How much of a component is kept; for any component that has generations. */
export const retentionSchema = z
  .strictObject(
    { generations: count(1).default(usualRetention.generations), days: count(0).default(usualRetention.days) },
    { error: 'a group of `generations` and `days`' },
  )
  .default(usualRetention);
