import type { Action } from '@flatnet-maint/core';
import { clearTrial, tracesOf } from '../clear-trial.ts';
import type { Trial } from '../trial.ts';

export type SettleTrialArgs = { readonly trial: Trial; readonly files: readonly string[] };

/** After commit nothing of the trials stays. */
export const settleTrial: Action<SettleTrialArgs, null> = {
  name: 'settle-trial@1',
  posixOnly: true,
  touches: ({ files }) => files.map((name) => ({ kind: 'path', name, access: 'writes' })),
  capture: async () => null,
  async do({ trial, files }, _saved, host) {
    await clearTrial(host, trial);
    for (const file of files) await host.files.remove(file);
  },
  async check({ trial, files }, _saved, host) {
    if ((await tracesOf(host, trial)) !== null) return 'undone';
    for (const file of files) if ((await host.files.stat(file)) !== null) return 'undone';
    return 'done';
  },
};
