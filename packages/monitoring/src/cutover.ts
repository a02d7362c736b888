import {
  type Change,
  type Generation,
  gate,
  type Item,
  question,
  type RunPlace,
  type Step,
  step,
} from '@flatnet-maint/core';
import { clearChecks } from './actions/clear-checks.ts';
import { copyBlocks } from './actions/copy-blocks.ts';
import { copyData } from './actions/copy-data.ts';
import { makeContainer } from './actions/make-container.ts';
import { removeOld } from './actions/remove-old.ts';
import { restoreCopy } from './actions/restore-copy.ts';
import { setAside } from './actions/set-aside.ts';
import { startContainer } from './actions/start-container.ts';
import { copyFor, dataFolder } from './data-copies.ts';
import type { DataCopy, KeptService, MonitoringFacts, Service } from './facts.ts';
import { archiveOf } from './generations.ts';
import { tagOf } from './image-name.ts';
import { serviceUp } from './inquiries/service-up.ts';
import { crossing } from './migrations.ts';
import { placing } from './placing.ts';
import type { DataPlace } from './restoring.ts';
import { replaced } from './stage.ts';
import { t } from './texts.ts';

/**
 * A stack becomes live: its files first, then one service after the other, Alertmanager last, for the silence lives in it (H5).
 * Each new container waits beside the old one, which only stops, and goes when all is well.
 */
export function cutover(facts: MonitoringFacts, to: Generation, run: RunPlace): Omit<Change, 'prepare' | 'to'> {
  const changes = inOrder(replaced(facts, to)).flatMap((next) => {
    const now = facts.services.find(({ name }) => name === next.name);
    return now === undefined ? [] : [{ now, next }];
  });
  const config = placing(
    facts,
    to,
    changes.map(({ next }) => next.name),
  );
  return {
    around: [],
    evidence: [],
    cutover: [...config, ...changes.flatMap(({ now, next }) => replacing(facts, now, next, run))],
    cleanup: [
      ...changes.map(({ next: { name, container } }) =>
        step(removeOld, {
          id: `monitoring.remove-${name}`,
          title: t('step-remove', { service: name }),
          host: facts.host,
          args: { aside: asideName(container, run), logs: logsOf(run, name, 'old') },
          do: 30_000,
          undo: 1_000,
          undoes: 'never',
        }),
      ),
      step(clearChecks, {
        id: 'monitoring.clear-checks',
        title: t('step-checks'),
        host: facts.host,
        args: { run: run.id },
        do: 20_000,
        undo: 1_000,
        undoes: 'never',
      }),
    ],
    expects: { darkMs: Math.max(0, ...changes.map(() => 3_000)), notes: notesOf(facts, changes) },
  };
}

/** Alertmanager last; Prometheus before what asks it. */
const inOrder = (services: readonly KeptService[]): readonly KeptService[] =>
  [...services].sort((a, b) => rank(a) - rank(b));
const rank = ({ kind }: KeptService): number => (kind === 'alertmanager' ? 2 : kind === 'prometheus' ? 0 : 1);

const newName = (container: string, { id }: RunPlace) => `${container}.new-${id}`;
const asideName = (container: string, { id }: RunPlace) => `${container}.before-${id}`;
const logsOf = ({ state, id }: RunPlace, service: string, which: string) =>
  `${state}/runs/${id}/evidence/${service}.${which}.log`;

/** Folders that the service writes in: named volumes, and folders of the host. */
export const dataPlaces = ({ mounts }: Pick<Service, 'mounts'>): readonly DataPlace[] =>
  mounts
    .filter(({ kind, writes }) => writes && kind !== 'file')
    .map(({ source, target }) => ({ source, name: target.replace(/^\/+/, '').replaceAll('/', '-') || 'data' }));

function replacing(facts: MonitoringFacts, now: Service, next: KeptService, run: RunPlace): readonly Item[] {
  const { host, generations } = facts;
  const { name, container } = next;
  const made = { service: name, run: run.id, name: newName(container, run) };
  const data = dataSteps(facts, now, next, run);
  return [
    ...data.early,
    step(makeContainer, {
      id: `monitoring.make-${name}`,
      title: t('step-make', { service: name, ref: next.image.ref }),
      host,
      args: {
        ...made,
        project: facts.project,
        image: next.image,
        archive: archiveOf(generations, next.image.id),
        recipe: next.recipe,
        logs: logsOf(run, name, 'new'),
      },
      do: 120_000,
      undo: 30_000,
    }),
    step(setAside, {
      id: `monitoring.aside-${name}`,
      title: t('step-aside', { service: name, ref: now.image.ref }),
      host,
      args: { container, aside: asideName(container, run), stopSeconds: now.stopSeconds },
      do: (now.stopSeconds + 20) * 1_000,
      undo: 45_000,
    }),
    ...data.stopped,
    step(startContainer, {
      id: `monitoring.start-${name}`,
      title: t('step-start', { service: name, ref: next.image.ref }),
      host,
      args: { ...made, container },
      do: 30_000,
      undo: 45_000,
    }),
    gate({
      id: `monitoring.up-${name}`,
      title: t('gate-up', { service: name, ref: next.image.ref }),
      host,
      ask: question(serviceUp, { ...upArgs(next), steady: now.steady, isNew: true }),
      limit: 120_000 + now.steady,
    }),
  ];
}

export const upArgs = ({ name, container, image, kind, address }: KeptService) => ({
  ...{ service: name, container, image: image.id, kind, address },
  tag: tagOf(image.ref),
});

/** What becomes of a service's data between two images. */
export type Fate =
  | { readonly is: 'copied' }
  | { readonly is: 'restored'; readonly copy: DataCopy }
  | { readonly is: 'lost' }
  | null;

export function fateOf({ dataCopies }: Pick<MonitoringFacts, 'dataCopies'>, now: Service, next: KeptService): Fate {
  const found = crossing(now.kind, now.image.ref, next.image.ref);
  const copy = copyFor(dataCopies, next);
  if (found?.way === 'backward') return copy === undefined ? { is: 'lost' } : { is: 'restored', copy };
  // Data was copied when that image was left, for what came next might migrate it: going back to it needs that copy.
  if (found?.isGuess === true && copy?.image === next.image.id && now.image.id !== next.image.id)
    return { is: 'restored', copy };
  return found !== null || now.copies === 'always' ? { is: 'copied' } : null;
}

function dataSteps(
  facts: MonitoringFacts,
  now: Service,
  next: KeptService,
  run: RunPlace,
): { early: readonly Step[]; stopped: readonly Step[] } {
  const { host, generations } = facts;
  const fate = fateOf(facts, now, next);
  const places = dataPlaces(now);
  if (fate === null || fate.is === 'lost' || places.length === 0) return { early: [], stopped: [] };
  const { name } = now;
  if (fate.is === 'restored')
    return {
      early: [],
      stopped: [
        step(restoreCopy, {
          id: `monitoring.data-${name}`,
          title: t('step-restore', { service: name, run: fate.copy.run }),
          host,
          args: { copy: fate.copy, places, mark: run.id },
          do: 600_000,
          undo: 600_000,
        }),
      ],
    };
  const folder = `${dataFolder(generations)}/${name}/${run.id}`;
  const copy: DataCopy = { service: name, image: now.image.id, version: tagOf(now.image.ref), folder, run: run.id };
  return {
    early: [
      step(copyBlocks, {
        id: `monitoring.blocks-${name}`,
        title: t('step-blocks', { service: name }),
        host,
        args: { folder, places },
        do: 3_600_000,
        undo: 120_000,
      }),
    ],
    stopped: [
      step(copyData, {
        id: `monitoring.data-${name}`,
        title: t('step-data', { service: name }),
        host,
        args: { copy, places },
        do: 600_000,
        undo: 600_000,
        undoes: 'losing-later-data',
      }),
    ],
  };
}

/** What going back would lose, said for each service before anything begins. */
function notesOf(facts: MonitoringFacts, changes: readonly { now: Service; next: KeptService }[]): readonly string[] {
  return changes.map(({ now, next }) => {
    const values = { service: now.name, from: now.image.ref, to: next.image.ref };
    const fate = fateOf(facts, now, next);
    if (fate === null) return t('data-as-is', values);
    if (fate.is === 'copied') return t(now.kind === 'grafana' ? 'data-copied-grafana' : 'data-copied', values);
    if (fate.is === 'lost') return t('data-no-copy', values);
    return t('data-restores', { ...values, run: fate.copy.run });
  });
}
