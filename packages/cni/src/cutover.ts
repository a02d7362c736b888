import { type Change, type Generation, type RunPlace, step, type UpgradeHow } from '@flatnet-maint/core';
import { oweTrial } from './actions/owe-trial.ts';
import { settleTrial } from './actions/settle-trial.ts';
import type { CniFacts } from './facts.ts';
import { partsOf, standingVersion } from './generations.ts';
import { back, inPlace, placing } from './placing.ts';
import { restarting } from './restarting.ts';
import { before } from './stage.ts';
import { t } from './texts.ts';
import { markerOf, notesOf, trialOf } from './trials.ts';

/** Makes a generation live while containers run: nothing of theirs is touched. Upgrade, rollback and emergency are this. */
export function cutover(
  facts: CniFacts,
  to: Generation,
  run: RunPlace,
  how: UpgradeHow,
): Omit<Change, 'prepare' | 'to'> {
  const { host } = facts;
  const network = partsOf(to).network ?? facts.network;
  return {
    around: [],
    evidence: [],
    cutover: [
      // What hands left and does not answer owes nobody a trial.
      ...(facts.network === null || facts.chosen?.standing.answers === false
        ? []
        : [
            step(oweTrial, {
              id: 'cni.owe',
              title: t('step-owe', { version: standingVersion(facts) }),
              host,
              args: {
                marker: markerOf(facts, run),
                trial: trialOf(facts, facts.network, run),
                notes: before(facts, run, false).length === 0 ? null : notesOf(facts, run),
              },
              do: 5_000,
              undo: 75_000,
            }),
          ]),
      ...placing(facts, to, back(facts, to, run)),
      inPlace(facts, to),
    ],
    cleanup:
      network === null
        ? []
        : [
            step(settleTrial, {
              id: 'cni.settle',
              title: t('step-settle'),
              host,
              args: { trial: trialOf(facts, network, run), files: [notesOf(facts, run), markerOf(facts, run)] },
              do: 30_000,
              undo: 1_000,
              undoes: 'never',
            }),
            ...(how.restarts ? restarting(facts, network.name, run) : []),
          ],
    expects: { darkMs: 0, notes: [t(how.restarts ? 'expect-restarts' : 'expect-running')] },
  };
}
