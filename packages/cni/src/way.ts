import { type Generation, step, type Way } from '@flatnet-maint/core';
import { clearTrials } from './actions/clear-trials.ts';
import { trialContainer } from './actions/trial-container.ts';
import type { CniFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { inPlace, placing } from './placing.ts';
import { t } from './texts.ts';
import { trialOf } from './trials.ts';
import { verify } from './verify.ts';

/** The ready way: both files, what an interrupted run left of trials, and a new container (S119). */
export function way(facts: CniFacts, to: Generation): Way {
  const { network } = partsOf(to);
  const run = { id: 'emergency' };
  return {
    generation: to,
    cutover: [
      ...placing(facts, to, { plugin: null, conflist: null }),
      inPlace(facts, to),
      ...(network === null
        ? []
        : [
            step(clearTrials, {
              id: 'cni.clear-trials',
              title: t('step-clear-trials'),
              host: facts.host,
              args: { folder: facts.generations, trial: trialOf(facts, network, run) },
              do: 30_000,
              undo: 1_000,
              undoes: 'never',
            }),
            step(trialContainer, {
              id: 'cni.trial',
              title: t('step-trial-last', { version: to.version }),
              host: facts.host,
              args: {
                trial: trialOf(facts, network, run),
                ...{ notes: null, as: 'compares', owed: null, must: true, frees: true },
              },
              do: 75_000,
              undo: 30_000,
              undoes: 'never',
            }),
          ]),
    ],
    probes: verify(facts, to).probes,
  };
}
