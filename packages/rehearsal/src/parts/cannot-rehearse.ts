import { MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';

/** What this machine lacks is no fault of ours: refused, with what would help. */
export const cannotRehearse = (lacks: string, next: string = t('rehearse-elsewhere')): MaintError =>
  new MaintError('E_REHEARSAL_REFUSED', lacks, next);
