import { defineComponent } from '@flatnet-maint/core';
import { clearChecks } from './actions/clear-checks.ts';
import { clearLeft } from './actions/clear-left.ts';
import { copyBlocks } from './actions/copy-blocks.ts';
import { copyData } from './actions/copy-data.ts';
import { haveImage } from './actions/have-image.ts';
import { keepImage } from './actions/keep-image.ts';
import { layStack } from './actions/lay-stack.ts';
import { makeContainer } from './actions/make-container.ts';
import { placeConfig } from './actions/place-config.ts';
import { readAgain } from './actions/read-again.ts';
import { removeOld } from './actions/remove-old.ts';
import { restoreCopy } from './actions/restore-copy.ts';
import { serve } from './actions/serve.ts';
import { setAside } from './actions/set-aside.ts';
import { startContainer } from './actions/start-container.ts';
import { startStopped } from './actions/start-stopped.ts';
import { sweep } from './actions/sweep.ts';
import { adopt, inspectThrough } from './adopt.ts';
import { asked, part } from './asked.ts';
import { backup, sweeping, unkept } from './backup.ts';
import { configure } from './configure.ts';
import { cutover } from './cutover.ts';
import { evidence } from './evidence.ts';
import type { MonitoringFacts, MonitoringReadings, MonitoringSite } from './facts.ts';
import { fetch } from './fetch.ts';
import { find } from './find/find.ts';
import { live } from './generations.ts';
import { grafanaActions, grafanaInquiries } from './grafana/grafana-parts.ts';
import { configSeen } from './inquiries/config-seen.ts';
import { configValid } from './inquiries/config-valid.ts';
import { containersThere } from './inquiries/containers-there.ts';
import { logSigns } from './inquiries/log-signs.ts';
import { configLoaded, rulesLoaded, targetsUp } from './inquiries/prometheus.ts';
import { serviceUp } from './inquiries/service-up.ts';
import { preflight } from './preflight.ts';
import { revive } from './revive.ts';
import { about, settings, site } from './settings.ts';
import { prove, stage } from './stage.ts';
import { texts } from './texts.ts';
import { verify } from './verify.ts';
import { way } from './way.ts';

/** A podman-compose project of any services: images, configuration and data. */
export const monitoring = defineComponent<MonitoringSite, MonitoringFacts>({
  id: 'monitoring',
  after: ['cni'],
  about,
  place: 'compose',
  actions: [
    ...[
      clearChecks,
      clearLeft,
      copyBlocks,
      copyData,
      haveImage,
      keepImage,
      layStack,
      makeContainer,
      placeConfig,
      removeOld,
    ],
    ...[readAgain, restoreCopy, serve, setAside, startContainer, startStopped, sweep, ...grafanaActions],
  ],
  inquiries: [
    ...[configLoaded, configSeen, configValid, containersThere, logSigns, rulesLoaded, serviceUp, targetsUp],
    ...grafanaInquiries,
  ],
  settings,
  site,
  texts,
  asked,
  configure,
  fetch,
  part,
  find,
  inspect: inspectThrough,
  live,
  preflight: (facts, readings, want) => preflight(facts, readings as MonitoringReadings, want),
  way,
  backup,
  unkept,
  sweep: sweeping,
  stage,
  prove,
  cutover,
  verify,
  adopt,
  revive,
  evidence,
});
