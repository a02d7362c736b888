import type { Digest, Json, ReadFiles, WriteFiles } from '@flatnet-maint/core';
import { cachedPath, recordPath } from './cached-release.ts';
import { under } from './paths.ts';
import { type Recipe, recipeDigest, shortCommit } from './recipe.ts';
import type { Offer } from './release-source.ts';
import { seal, unseal } from './sealed.ts';
import { t } from './texts.ts';

const KIND = 'built-release';

/** What came out of a build, so that it is done once: the same commit and command are these bytes. */
export interface Built {
  readonly sha256: Digest;
  readonly bytes: number;
}

/** What is kept of a build in the cache begins with it; what it made bears its own digest. */
export const buildPlace = (cache: string, recipe: Recipe): string =>
  under(cache, `built-${recipeDigest(recipe).slice(0, 16)}`);

export const builtPath = (cache: string, { output }: Recipe, { sha256: digest }: Pick<Built, 'sha256'>): string =>
  cachedPath(cache, { file: output, sha256: digest });

/** As it is known before a build: without bytes or digest when there was none yet. */
export async function builtOffer(files: ReadFiles, cache: string, recipe: Recipe): Promise<Offer> {
  const built = await readBuilt(files, cache, recipe);
  return {
    version: recipe.version,
    sha256: built?.sha256 ?? '',
    bytes: built?.bytes ?? null,
    kind: 'site',
    source: t('source-built', { commit: shortCommit(recipe.commit) }),
    path: built === null ? buildPlace(cache, recipe) : builtPath(cache, recipe, built),
    from: null,
    key: null,
    recipe,
  };
}

/** null = it was never built, or what says so is damaged: it is then built anew. */
export async function readBuilt(files: ReadFiles, cache: string, recipe: Recipe): Promise<Built | null> {
  const path = recordPath(buildPlace(cache, recipe));
  if ((await files.stat(path)) === null) return null;
  const text = await files.text(path);
  try {
    const { of, sha256: digest, bytes } = unseal(path, KIND, text) as { [key: string]: Json };
    if (of !== recipeDigest(recipe) || typeof digest !== 'string' || typeof bytes !== 'number') return null;
    return { sha256: digest, bytes };
  } catch {
    return null;
  }
}

/** Its last word: without it, what lies in the cache belongs to no build. */
export async function recordBuilt(
  files: WriteFiles,
  cache: string,
  recipe: Recipe,
  { sha256, bytes }: Built,
): Promise<void> {
  const { source, commit, command, folder, output } = recipe;
  const built = { sha256, bytes, built: new Date().toISOString() };
  const made = { of: recipeDigest(recipe), source, commit, command, folder, output };
  await files.write(recordPath(buildPlace(cache, recipe)), seal(KIND, { ...made, ...built }));
}
