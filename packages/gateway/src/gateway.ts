import { defineComponent } from '@flatnet-maint/core';
import { askClose } from './actions/ask-close.ts';
import { carrySite } from './actions/carry-site.ts';
import { endLeft } from './actions/end-left.ts';
import { holdOld } from './actions/hold-old.ts';
import { quietOld } from './actions/quiet-old.ts';
import { rehearseBuild } from './actions/rehearse-build.ts';
import { retireOld } from './actions/retire-old.ts';
import { secondMaster } from './actions/second-master.ts';
import { startGateway } from './actions/start-gateway.ts';
import { stopGateway } from './actions/stop-gateway.ts';
import { adopt } from './adopt.ts';
import { backup, unkept } from './backup.ts';
import { configure } from './configure.ts';
import { cutover, way } from './cutover.ts';
import { evidence } from './evidence.ts';
import type { GatewayFacts, GatewayReadings, GatewaySite } from './facts.ts';
import { find } from './find/find.ts';
import { live } from './generations.ts';
import { configTest } from './inquiries/config-test.ts';
import { httpAnswer } from './inquiries/http-answer.ts';
import { identity } from './inquiries/identity.ts';
import { latency } from './inquiries/latency.ts';
import { logSigns } from './inquiries/log-signs.ts';
import { passesOwnTest } from './inquiries/own-test.ts';
import { routesKnown } from './inquiries/routes-known.ts';
import { routesThere } from './inquiries/routes-there.ts';
import { inspect } from './inspect.ts';
import { preflight } from './preflight.ts';
import { revive } from './revive.ts';
import { about, settings, site } from './settings.ts';
import { prove, stage } from './stage.ts';
import { texts } from './texts.ts';
import { verify } from './verify.ts';

/** The gateway: OpenResty or nginx with Lua, in both layouts of the documents. */
export const gateway = defineComponent<GatewaySite, GatewayFacts>({
  id: 'gateway',
  after: ['nebula'],
  actions: [
    carrySite,
    rehearseBuild,
    holdOld,
    secondMaster,
    askClose,
    quietOld,
    stopGateway,
    startGateway,
    retireOld,
    endLeft,
  ],
  inquiries: [identity, httpAnswer, latency, configTest, logSigns, routesKnown, routesThere, passesOwnTest],
  about,
  settings,
  place: 'home',
  site,
  texts,
  find,
  inspect,
  live,
  preflight: (facts, readings, want) => preflight(facts, readings as GatewayReadings, want),
  way,
  backup,
  unkept,
  stage,
  prove,
  cutover,
  verify,
  configure,
  evidence,
  adopt,
  revive,
});
