import { type Action, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { clearTrial, tracesOf } from '../clear-trial.ts';
import { freePodman } from '../hung-plugin.ts';
import { t } from '../texts.ts';
import { type Trial, tryContainer } from '../trial.ts';
import { each } from '../trial-podman.ts';

export type TrialContainerArgs = {
  readonly trial: Trial;
  /** What it took is written there, and what it took before is read from there; null = neither. */
  readonly notes: string | null;
  /** `measures`: writes it. `compares`: reads it. */
  readonly as: 'measures' | 'compares';
  /** While this file is there, another step of the run will clear up with the plugin from before; null = nobody does. */
  readonly owed: string | null;
  /** Its failing turns the run round; else it is only written down. */
  readonly must: boolean;
  /** There is no other way: what hangs in the plugin is ended first, whoever called it. Absent = no. */
  readonly frees?: boolean;
};
/** What a notes file says. */
export type TrialNotes = { readonly worked: boolean; readonly took: number | null; readonly said: string };

/** Starts a container on the network, tries it and removes it: all that a new container would need (S66, S70). */
export const trialContainer: Action<TrialContainerArgs, null> = {
  name: 'trial-container@1',
  posixOnly: true,
  touches: ({ trial }) => [{ kind: 'path', name: trial.idFile, access: 'writes' }],
  capture: async () => null,
  async do({ trial, notes, as, must, frees = false }, _saved, host) {
    if (frees) await freePodman(host, trial.plugin, each);
    const before = notes === null || as === 'measures' ? null : await notesIn(host, notes);
    try {
      const took = await tryContainer(host, trial, before?.took ?? null);
      if (notes !== null && as === 'measures') await note(host, notes, { worked: true, took, said: '' });
    } catch (error) {
      if ((error as { killed?: boolean }).killed === true) throw error;
      if (must) throw as === 'measures' ? ofPresent(error) : error;
      await clearTrial(host, trial);
      if (notes !== null && as === 'measures')
        await note(host, notes, { worked: false, took: null, said: (error as Error).message });
    }
  },
  async undo({ trial, notes, as }, _saved, host) {
    await clearTrial(host, trial);
    if (notes !== null && as === 'measures') await host.files.remove(notes);
  },
  async check({ trial, notes, as, owed }, _saved, host) {
    const left = await tracesOf(host, trial);
    const isOwed = owed !== null && (await host.files.stat(owed)) !== null;
    if (left !== null && !isOwed) return 'partly';
    if (notes === null || as === 'compares') return 'either';
    return (await host.files.stat(notes)) === null ? 'undone' : 'done';
  },
};

/** Nothing of the new one was tried yet, and no probe may be red: who reads it must learn which one is ill. */
function ofPresent(error: unknown): unknown {
  if (!(error instanceof MaintError)) return error;
  return new MaintError(error.code, t('trial-present', { why: error.message }), t('trial-present-next'));
}

export async function notesIn({ files }: HostView, path: string): Promise<TrialNotes | null> {
  if ((await files.stat(path)) === null) return null;
  return JSON.parse(await files.text(path)) as TrialNotes;
}

const note = (host: Host, path: string, notes: TrialNotes): Promise<void> =>
  host.files.write(path, `${JSON.stringify(notes)}\n`);
