import { dirname } from 'node:path/posix';
import type { Host } from '@flatnet-maint/core';
import { clearTrial } from './clear-trial.ts';
import type { Trial } from './trial.ts';
import { idFileAt, markerAt, notesAt, runsIn, trialName } from './trials.ts';

/** What runs that an emergency took the place of left of their trials: containers, addresses and notes. */
export async function clearFormer(host: Host, trial: Trial): Promise<void> {
  const { files } = host;
  const generations = dirname(trial.idFile);
  if ((await files.stat(generations)) === null) return;
  for (const run of runsIn(await files.list(generations))) {
    if (run === trial.run) continue;
    await clearTrial(host, { ...trial, run, name: trialName(run), idFile: idFileAt(generations, run) });
    for (const path of [notesAt(generations, run), markerAt(generations, run)]) await files.remove(path);
  }
}
