import { digestOf, type Generation } from '@flatnet-maint/core';
import type { ConfigPart, KeptService, MonitoringFacts, Service, StackParts } from './facts.ts';
import { tagOf } from './image-name.ts';

export const partsOf = (generation: Generation): StackParts => generation.parts as unknown as StackParts;

/** Where a generation keeps the copy of a file. */
export const keptAt = (tree: string, { path }: Pick<ConfigPart, 'path'>): string => `${tree}/files${path}`;

/** One archive for an image, whatever generations need it. */
export const archiveOf = (generations: string, id: string): string => `${generations}/images/${id}.tar`;

export const keptService = ({
  name,
  container,
  kind,
  image,
  address,
  recipe,
  mounts,
  stopSeconds,
}: Service): KeptService => ({
  ...{ name, container, kind, image, address, recipe, mounts, stopSeconds },
});

/** The same files, images and recipes are the same generation, and none is ever written into again. */
export function contentOf({ compose, files, services }: StackParts): string {
  const parts = [compose, ...files].map(({ path, sha256 }) => [path, sha256]);
  const made = services.map(({ name, image, recipe }) => [
    name,
    image.id,
    image.ref,
    recipe.options,
    recipe.command,
    recipe.env,
  ]);
  return `stack-${digestOf([parts, made]).slice(0, 12)}`;
}

/** `prometheus=v2.53.3,alertmanager=v0.28.1`, as an upgrade is asked for. */
export const nameOf = (services: readonly Pick<KeptService, 'name' | 'image'>[]): string =>
  services.map(({ name, image }) => `${name}=${tagOf(image.ref) || image.id.slice(0, 12)}`).join(',') || 'none';

export const presentParts = ({ compose: { text: _, ...compose }, files, services }: MonitoringFacts): StackParts => ({
  compose,
  files,
  services: services.map(keptService),
});

export const generationOf = (id: string, tree: string, parts: StackParts): Generation => ({
  id,
  component: 'monitoring',
  version: nameOf(parts.services),
  tree,
  digest: parts.services.length === 0 ? '' : digestOf(parts as never),
  made: '',
  parts: parts as unknown as Generation['parts'],
});

/** The generation that is live now, as found. */
export const live = (facts: MonitoringFacts): Generation =>
  generationOf(facts.generation.id, facts.generation.tree, presentParts(facts));
