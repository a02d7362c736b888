import { type Change, type Generation, gate, type Item, question, type RunPlace, step } from '@flatnet-maint/core';
import { startStopped } from './actions/start-stopped.ts';
import { cutover, upArgs } from './cutover.ts';
import type { MonitoringFacts, Service } from './facts.ts';
import { partsOf } from './generations.ts';
import { serviceUp } from './inquiries/service-up.ts';
import { replaced, valid } from './stage.ts';
import { t } from './texts.ts';

/**
 * Makes a stack serve whose containers stand still: in the order of the compose file, for what a service needs stands before it
 * there or is started by Podman. Containers that are gone are made by podman-compose; what bears another name stays as it is.
 */
export function revive(facts: MonitoringFacts, to: Generation, run: RunPlace): Omit<Change, 'to'> {
  const change = cutover(facts, to, run);
  const others = replaced(facts, to).map(({ name }) => name);
  const starting = facts.services.filter(({ name }) => !others.includes(name));
  return {
    ...change,
    prepare: valid(facts, to, partsOf(to).services, run),
    cutover: [...change.cutover, ...starting.flatMap((service) => started(facts, service))],
    expects: { ...change.expects, notes: [...change.expects.notes, t('expect-start')] },
  };
}

function started({ host }: MonitoringFacts, service: Service): readonly Item[] {
  const { name, container, image, stopSeconds, steady } = service;
  const values = { service: name, ref: image.ref };
  return [
    step(startStopped, {
      id: `monitoring.again-${name}`,
      title: t('step-again', values),
      host,
      args: { container, stopSeconds },
      do: 30_000,
      undo: (stopSeconds + 20) * 1_000,
    }),
    gate({
      id: `monitoring.up-${name}`,
      title: t('gate-up', values),
      host,
      ask: question(serviceUp, { ...upArgs(service), steady: Math.min(steady, 2_000), isNew: false }),
      limit: 60_000,
    }),
  ];
}
