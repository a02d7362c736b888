import { type Adoption, MaintError, question, type RunPlace, step } from '@flatnet-maint/core';
import { trialContainer } from './actions/trial-container.ts';
import type { CniFacts } from './facts.ts';
import { live } from './generations.ts';
import { pluginAnswers } from './inquiries/plugin-answers.ts';
import { keeping, recording } from './stage.ts';
import { t } from './texts.ts';
import { trialOf } from './trials.ts';

/**
 * Generation 0: a copy of the program and of its list, which stays what it is whatever hands do to the originals. E_CNI_PLUGIN_ABSENT
 * when there is no program to be kept.
 */
export function adopt(facts: CniFacts, run: RunPlace): Adoption {
  const { host, pluginFile, network, chosen } = facts;
  const from = chosen?.plugin ?? facts.plugin;
  const keep = keeping('cni.keep', facts);
  if (keep === null || pluginFile === null)
    throw new MaintError('E_CNI_PLUGIN_ABSENT', t('chosen-absent', { path: from }), 'flatnet-maint init');
  const to = { ...live(facts), adopted: { from, exe: from, sha256: pluginFile.sha256, proven: false } };
  return {
    to,
    test: question(pluginAnswers, { plugin: from, cniVersion: network?.cniVersion ?? null }),
    prepare: [{ ...keep, undoes: 'exactly' }, recording('cni.keep-record', facts, to, run)],
    // What it was seen doing is to answer; that a new container starts is what it is for.
    tries:
      network === null || chosen !== null
        ? []
        : [
            step(trialContainer, {
              id: 'cni.try',
              title: t('step-trial', { version: to.version }),
              host,
              args: { trial: trialOf(facts, network, run), notes: null, as: 'compares', owed: null, must: true },
              do: 45_000,
              undo: 30_000,
            }),
          ],
  };
}
