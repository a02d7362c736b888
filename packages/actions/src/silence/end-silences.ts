import type { Action } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { endSilence, listSilences } from './alertmanager.ts';

export type EndSilencesArgs = { readonly alertmanager: string; readonly owners: readonly string[] };

/**
 * Ends what runs silenced that were taken over and never came to their own end. A convenience: their leases end them
 * anyway, so one that cannot be had is told and fails nothing.
 */
export const endSilences: Action<EndSilencesArgs, null> = {
  name: 'end-silences@1',
  touches: ({ alertmanager }) => [{ kind: 'url', name: alertmanager, access: 'writes' }],
  capture: async () => null,
  async do({ alertmanager, owners }, _saved, host) {
    try {
      for (const { id, state, createdBy } of await listSilences(host, alertmanager))
        if (state !== 'expired' && owners.includes(createdBy)) await endSilence(host, alertmanager, id);
    } catch (error) {
      if ((error as { killed?: boolean }).killed === true) throw error;
      return t('silences-not-ended', { why: (error as Error).message });
    }
    return undefined;
  },
  // What it does not promise it does not wait for.
  check: async () => 'done',
};
