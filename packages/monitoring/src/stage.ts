import { recordGeneration } from '@flatnet-maint/actions';
import {
  type Generation,
  gate,
  type Item,
  MaintError,
  question,
  type Release,
  type RunPlace,
  type Step,
  sha256,
  step,
} from '@flatnet-maint/core';
import { clearChecks } from './actions/clear-checks.ts';
import { haveImage } from './actions/have-image.ts';
import { keepImage } from './actions/keep-image.ts';
import { layStack } from './actions/lay-stack.ts';
import { wantedImages } from './asked.ts';
import { withImages } from './compose-file.ts';
import type { KeptService, MonitoringFacts, Service, StackParts } from './facts.ts';
import { archiveOf, contentOf, generationOf, keptAt, live, partsOf, presentParts } from './generations.ts';
import { configValid } from './inquiries/config-valid.ts';
import { readsBelow } from './kinds.ts';
import { t } from './texts.ts';

/** Other images for some of the services: the stack as it will be, with its configuration tested by those images. */
export function stage(
  facts: MonitoringFacts,
  want: Release,
  run: RunPlace,
): { prepare: readonly Item[]; to: Generation } {
  const wanted = wantedImages(want);
  const images = Object.fromEntries(wanted.map(({ service, written }) => [service, written]));
  const text = withImages(facts.compose.text, facts.compose.path, images);
  const present = presentParts(facts);
  const parts: StackParts = {
    compose: { ...present.compose, sha256: sha256(text) },
    files: present.files,
    services: present.services.map((service) => {
      const image = wanted.find((one) => one.service === service.name);
      if (image === undefined) return service;
      const { recipe } = image.kept ?? service;
      return { ...service, recipe, image: { id: image.id ?? '', ref: image.ref } };
    }),
  };
  const id = contentOf(parts);
  if (id === facts.generation.id)
    throw new MaintError(
      'E_STACK_SAME',
      t('stack-same', { version: want.version }),
      'flatnet-maint verify monitoring',
      { exit: 3 },
    );
  const to = generationOf(id, `${facts.generations}/${id}`, parts);
  const touched = parts.services.filter(({ name }) => name in images);
  return {
    to,
    prepare: [
      ...touched.map((service) =>
        having(facts, service, wanted.find((one) => one.service === service.name)?.kept == null),
      ),
      laying('monitoring.lay', facts, to, images),
      recording('monitoring.record', facts, to, run),
      ...valid(facts, to, touched, run),
    ],
  };
}

/** A kept stack: its images are in Podman's store, from their archives where they are not, and accept their configuration. */
export function prove(facts: MonitoringFacts, kept: Generation, run: RunPlace): readonly Item[] {
  const other = replaced(facts, kept);
  return [...other.map((service) => having(facts, service, false)), ...valid(facts, kept, other, run)];
}

/** Services whose container is not as a generation has it. */
export const replaced = (facts: MonitoringFacts, to: Generation): readonly KeptService[] =>
  partsOf(to).services.filter((service) => {
    const now = facts.services.find(({ name }) => name === service.name);
    return (
      now !== undefined &&
      JSON.stringify([now.image.id, now.recipe]) !== JSON.stringify([service.image.id, service.recipe])
    );
  });

export const having = (
  { host, generations }: MonitoringFacts,
  { name, image }: KeptService,
  fromRegistry: boolean,
): Step =>
  step(haveImage, {
    id: `monitoring.image-${name}`,
    title: t('step-image', { service: name, ref: image.ref }),
    host,
    args: { ref: image.ref, id: image.id, archive: fromRegistry ? null : archiveOf(generations, image.id) },
    do: 600_000,
    undo: 20_000,
  });

export const laying = (
  id: string,
  { host }: MonitoringFacts,
  to: Generation,
  images: Readonly<Record<string, string>>,
  from: Readonly<Record<string, string>> = {},
): Step =>
  step(layStack, {
    id,
    title: t('step-lay', { tree: to.tree }),
    host,
    args: { into: to.tree, parts: partsOf(to), from, images },
    do: 60_000,
    undo: 20_000,
  });

export const recording = (id: string, { host }: MonitoringFacts, generation: Generation, run: RunPlace): Step =>
  step(recordGeneration, {
    id,
    title: t('step-record', { id: generation.id }),
    host,
    args: { state: run.state, generation: { ...generation } },
    do: 60_000,
    undo: 10_000,
  });

/** Each configuration is tested by the image that is to read it; throw-away containers are gone afterwards, whatever happens. */
export function valid(
  facts: MonitoringFacts,
  to: Generation,
  services: readonly KeptService[],
  run: RunPlace,
): readonly Item[] {
  const tested = services.filter(({ name }) => serviceOf(facts, name)?.validate != null);
  if (tested.length === 0) return [];
  const kept = [...partsOf(to).files];
  const sourceOf = (source: string) =>
    kept.some(({ path }) => path === source || path.startsWith(`${source}/`))
      ? keptAt(to.tree, { path: source })
      : source;
  return [
    step(clearChecks, {
      id: 'monitoring.checks',
      title: t('step-checks'),
      host: facts.host,
      args: { run: run.id },
      do: 20_000,
      undo: 20_000,
    }),
    ...tested.map(({ name, image, mounts }) => {
      const validate = serviceOf(facts, name)?.validate ?? [];
      return gate({
        id: `monitoring.valid-${name}`,
        title: t('gate-valid', { service: name, ref: image.ref }),
        host: facts.host,
        ask: question(configValid, {
          service: name,
          image: image.id,
          validate,
          mounts: mounts
            // Many a compose file forgets `:ro` at the folder of the configuration; data is never shown to a test.
            .filter(
              ({ kind, writes, target }) =>
                kind === 'file' || (kind === 'folder' && !writes) || readsBelow(validate, target),
            )
            .map(({ kind, writes, source, target }) => ({
              // Of a folder that is written in no generation has all.
              source: kind !== 'file' && writes ? source : sourceOf(source),
              target,
            })),
          run: run.id,
        }),
        limit: 45_000,
      });
    }),
  ];
}

const serviceOf = ({ services }: MonitoringFacts, wanted: string): Service | undefined =>
  services.find(({ name }) => name === wanted);

/** The present stack as a generation with its images, so that no prune takes the way back (H58). */
export function keeping(facts: MonitoringFacts, run: RunPlace): readonly Step[] {
  const present = live(facts);
  const images = new Map(facts.services.map(({ image }) => [image.id, image]));
  return [
    ...[...images.values()].map(({ id, ref }) => ({
      ...step(keepImage, {
        id: `monitoring.keep-${id.slice(0, 12)}`,
        title: t('step-keep-image', { ref }),
        host: facts.host,
        args: { id, ref, archive: archiveOf(facts.generations, id) },
        do: 600_000,
        undo: 1_000,
      }),
      undoes: 'never' as const,
    })),
    { ...laying('monitoring.keep', facts, present, {}), undoes: 'never' as const },
    { ...recording('monitoring.keep-record', facts, present, run), undoes: 'never' as const },
  ];
}
