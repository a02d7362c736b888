import type { Action, HostView } from '@flatnet-maint/core';
import { clearTrial } from '../clear-trial.ts';
import { freePodman } from '../hung-plugin.ts';
import type { Trial } from '../trial.ts';
import { each } from '../trial-podman.ts';
import { leftBy, trialFor } from '../trials.ts';

export type ClearTrialsArgs = {
  /** Where runs write of their trials. */
  readonly folder: string;
  /** Any of them: they differ in their run. */
  readonly trial: Trial;
};

/**
 * Containers, addresses and notes of trials whose runs were cut short; forward only, with whatever plugin is there now. There
 * is no other way then: whoever else hangs in the plugin is ended first, for Podman waits for it.
 */
export const clearTrials: Action<ClearTrialsArgs, null> = {
  name: 'clear-trials@1',
  posixOnly: true,
  touches: ({ folder }) => [{ kind: 'path', name: folder, access: 'writes' }],
  capture: async () => null,
  async do({ folder, trial }, _saved, host) {
    const left = await leftIn(host, folder);
    // What removes a container would wait for a call that hangs.
    if (left.size > 0) await freePodman(host, trial.plugin, each);
    for (const [run, names] of left) {
      await clearTrial(host, trialFor(trial, folder, run));
      for (const name of names) await host.files.remove(`${folder}/${name}`);
    }
  },
  async check({ folder }, _saved, host) {
    return (await leftIn(host, folder)).size === 0 ? 'done' : 'undone';
  },
};

const leftIn = async ({ files }: HostView, folder: string): Promise<ReadonlyMap<string, readonly string[]>> =>
  (await files.stat(folder)) === null ? new Map() : leftBy(await files.list(folder));
