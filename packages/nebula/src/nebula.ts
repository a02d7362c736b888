import { defineComponent } from '@flatnet-maint/core';
import { startNebula } from './actions/start-nebula.ts';
import { stopNebula } from './actions/stop-nebula.ts';
import { adopt } from './adopt.ts';
import { backup, unkept } from './backup.ts';
import { cutover, way } from './cutover.ts';
import { evidence } from './evidence.ts';
import type { NebulaFacts, NebulaReadings, NebulaSite } from './facts.ts';
import { find } from './find/find.ts';
import { live } from './generations.ts';
import { configPasses } from './inquiries/config-passes.ts';
import { filesAsPlanned } from './inquiries/files-as-planned.ts';
import { listenersAnswer } from './inquiries/listeners-answer.ts';
import { peerAnswers } from './inquiries/peer-answers.ts';
import { peersIdle } from './inquiries/peers-idle.ts';
import { reportsVersion } from './inquiries/reports-version.ts';
import { runsProgram } from './inquiries/runs-program.ts';
import { runsSteadily } from './inquiries/runs-steadily.ts';
import { shookHands } from './inquiries/shook-hands.ts';
import { inspect } from './inspect.ts';
import { preflight } from './preflight.ts';
import { revive } from './revive.ts';
import { about, settings, site } from './settings.ts';
import { prove, stage } from './stage.ts';
import { texts } from './texts.ts';
import { verify } from './verify.ts';

/** The overlay VPN: two programs, a configuration and a service; its certificates are looked at and kept, never changed. */
export const nebula = defineComponent<NebulaSite, NebulaFacts>({
  id: 'nebula',
  after: [],
  about,
  place: 'program',
  plainReleases: true,
  actions: [stopNebula, startNebula],
  inquiries: [
    ...[runsProgram, runsSteadily, peerAnswers, listenersAnswer, shookHands],
    ...[reportsVersion, configPasses, peersIdle, filesAsPlanned],
  ],
  settings,
  site,
  texts,
  find,
  inspect,
  live,
  preflight: (facts, readings, want) => preflight(facts, readings as NebulaReadings, want),
  way,
  backup,
  unkept,
  stage,
  prove,
  cutover,
  verify,
  adopt,
  revive,
  evidence,
});
