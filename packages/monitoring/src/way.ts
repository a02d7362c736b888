import { type Generation, gate, question, type Step, step, type Way } from '@flatnet-maint/core';
import { clearLeft } from './actions/clear-left.ts';
import { placeConfig } from './actions/place-config.ts';
import { readAgain } from './actions/read-again.ts';
import { serve } from './actions/serve.ts';
import { dataPlaces, upArgs } from './cutover.ts';
import type { MonitoringFacts } from './facts.ts';
import { archiveOf, keptAt, partsOf } from './generations.ts';
import { serviceUp } from './inquiries/service-up.ts';
import { readersOf } from './placing.ts';
import { having } from './stage.ts';
import { t } from './texts.ts';
import { verify } from './verify.ts';

/** The ready way: the files, then each service (S120, H55); nothing is asked of a registry or of podman-compose. */
export function way(facts: MonitoringFacts, to: Generation): Way {
  const { host, project, generations } = facts;
  const { compose, files, services } = partsOf(to);
  const put: Step = step(placeConfig, {
    id: 'monitoring.config',
    title: t('step-config', { paths: compose.path }),
    host,
    args: {
      parts: [compose, ...files].map(({ path, live, mode, uid, gid, sha256 }) => ({
        ...{ path, live, mode, uid, gid },
        to: { from: keptAt(to.tree, { path }), sha256 },
        back: null,
      })),
      loads: [],
      loadsBack: [],
    },
    do: 60_000,
    undo: 1_000,
    undoes: 'never',
  });
  return {
    generation: to,
    marks: [compose, ...files].map(({ path, sha256 }) => ({ path, sha256 })),
    cutover: [
      // Before anything is touched all images are in hand.
      ...services.map((service) => ({ ...having(facts, service, false), undoes: 'never' as const })),
      put,
      ...services.flatMap((service) => [
        step(serve, {
          id: `monitoring.serve-${service.name}`,
          title: t('step-serve', { service: service.name, ref: service.image.ref }),
          host,
          args: {
            project,
            generations,
            service,
            archive: archiveOf(generations, service.image.id),
            places: dataPlaces(service),
            stopSeconds: service.stopSeconds,
            mark: 'emergency',
          },
          do: 300_000,
          undo: 1_000,
          undoes: 'never',
        }),
        gate({
          id: `monitoring.up-${service.name}`,
          title: t('gate-up', { service: service.name, ref: service.image.ref }),
          host,
          ask: question(serviceUp, { ...upArgs(service), steady: 1_000, isNew: false }),
          limit: 90_000,
        }),
      ]),
      step(readAgain, {
        id: 'monitoring.read-again',
        title: t('step-read-again'),
        host,
        args: { loads: readersOf({ services }, files) },
        do: 90_000,
        undo: 1_000,
        undoes: 'never',
      }),
      step(clearLeft, {
        id: 'monitoring.clear-left',
        title: t('step-left'),
        host,
        args: { project },
        do: 30_000,
        undo: 1_000,
        undoes: 'never',
      }),
    ],
    probes: verify(facts, to).probes,
  };
}
