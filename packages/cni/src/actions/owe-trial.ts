import { type Action, describeError } from '@flatnet-maint/core';
import { clearTrial } from '../clear-trial.ts';
import { callsEnded, freePodman } from '../hung-plugin.ts';
import { t } from '../texts.ts';
import { type Trial, tryContainer } from '../trial.ts';
import { each } from '../trial-podman.ts';
import { notesIn } from './trial-container.ts';

export type OweTrialArgs = {
  /** There while the way back owes a trial of what was there before. */
  readonly marker: string;
  readonly trial: Trial;
  /** What the trial before the change said; what failed then need not pass now. null = it was not made, for there was no hope. */
  readonly notes: string | null;
};

/**
 * From here on the way back ends with a real container on the plugin from before: undone last of all that changes anything,
 * so that it also clears up what a broken plugin could not (A5).
 */
export const oweTrial: Action<OweTrialArgs, null> = {
  name: 'owe-trial@1',
  posixOnly: true,
  touches: ({ marker }) => [{ kind: 'path', name: marker, access: 'writes' }],
  capture: async () => null,
  async do({ marker, trial }, _saved, host) {
    await host.files.write(marker, `${trial.run}\n`);
  },
  async undo({ marker, trial, notes }, _saved, host) {
    // A call of anybody's in which the plugin that just left hangs would hold up Podman for ever.
    const ended = await freePodman(host, trial.plugin, each);
    await clearTrial(host, trial);
    const before = notes === null ? null : await notesIn(host, notes);
    const mustPass = notes !== null && before?.worked !== false;
    let told: string | null = null;
    try {
      await tryContainer(host, trial, null);
      told = t('back-tried', { network: trial.network.name });
    } catch (error) {
      if (mustPass || (error as { killed?: boolean }).killed === true) throw error;
      await clearTrial(host, trial);
      told = t('back-not-tried', { why: describeError(error).message });
    }
    await host.files.remove(marker);
    return ended.length === 0 ? told : `${told}; ${callsEnded(ended)}`;
  },
  async check({ marker }, _saved, host) {
    return (await host.files.stat(marker)) === null ? 'undone' : 'done';
  },
};
