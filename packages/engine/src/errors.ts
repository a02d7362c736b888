import { MaintError } from '@flatnet-maint/core';

/** This process is no longer the owner: it writes nothing and leaves at once. */
export class Superseded extends MaintError {
  constructor(run: string) {
    super(
      'E_RUN_SUPERSEDED',
      `Another process took run ${run} over; this one stopped at once and wrote nothing more.`,
      `flatnet-maint show ${run}`,
      { exit: 6 },
    );
  }
}

export const runDamaged = (run: string, damage: string): MaintError =>
  new MaintError(
    'E_JOURNAL_DAMAGED',
    `The journal of run ${run} is damaged: ${damage}. Nothing was done on its word.`,
    'flatnet-maint rollback gateway --emergency   (sets the journal aside as evidence and returns to the last good generation)',
    { exit: 5 },
  );
