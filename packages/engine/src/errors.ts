import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** This process is no longer the owner: it writes nothing and leaves at once. */
export class Superseded extends MaintError {
  constructor(run: string) {
    super('E_RUN_SUPERSEDED', t('superseded', { run }), `flatnet-maint show ${run}`, { exit: 6 });
  }
}

/** `component`: whose run it is (`whoseRun`). */
export const runDamaged = (run: string, damage: string, component: string): MaintError =>
  new MaintError('E_JOURNAL_DAMAGED', t('journal-damaged', { run, damage }), t('journal-damaged-next', { component }), {
    exit: 5,
  });
