import { defineComponent } from '@flatnet-maint/core';
import { clearTrials } from './actions/clear-trials.ts';
import { oweTrial } from './actions/owe-trial.ts';
import { restartContainers } from './actions/restart-containers.ts';
import { settleTrial } from './actions/settle-trial.ts';
import { snapshotPlugin } from './actions/snapshot-plugin.ts';
import { trialContainer } from './actions/trial-container.ts';
import { adopt } from './adopt.ts';
import { backup, unkept } from './backup.ts';
import { cutover } from './cutover.ts';
import { evidence } from './evidence.ts';
import type { CniFacts, CniReadings, CniSite } from './facts.ts';
import { find } from './find/find.ts';
import { live } from './generations.ts';
import { containersAnswer } from './inquiries/containers-answer.ts';
import { listUsable } from './inquiries/list-usable.ts';
import { networkKnown } from './inquiries/network-known.ts';
import { pluginAnswers } from './inquiries/plugin-answers.ts';
import { pluginInPlace } from './inquiries/plugin-in-place.ts';
import { pluginLatency } from './inquiries/plugin-latency.ts';
import { restartsTold } from './inquiries/restarts-told.ts';
import { inspect } from './inspect.ts';
import { preflight } from './preflight.ts';
import { revive } from './revive.ts';
import { about, settings, site } from './settings.ts';

import { prove, stage } from './stage.ts';
import { texts } from './texts.ts';
import { verify } from './verify.ts';
import { way } from './way.ts';

/** The Podman plugin and the list that names it: two files that every new container needs. */
export const cni = defineComponent<CniSite, CniFacts>({
  id: 'cni',
  after: ['gateway'],
  about,
  place: 'plugin',
  plainReleases: true,
  restarts: true,
  actions: [snapshotPlugin, trialContainer, oweTrial, settleTrial, clearTrials, restartContainers],
  inquiries: [pluginInPlace, pluginAnswers, listUsable, networkKnown, containersAnswer, pluginLatency, restartsTold],
  settings,
  site,
  texts,
  find,
  inspect,
  live,
  preflight: (facts, readings, want) => preflight(facts, readings as CniReadings, want),
  way,
  backup,
  unkept,
  stage,
  prove,
  cutover,
  verify,
  evidence,
  adopt,
  revive,
});
