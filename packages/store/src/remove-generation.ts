import { type Checked, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { generationPath, generationsFolder, recordAt } from './generation.ts';
import { leftFolder } from './left-generation.ts';
import { checkOurs, removeWhole, removingOf } from './removing.ts';
import { unseal } from './sealed.ts';
import { t } from './texts.ts';

/** A generation to be removed, as its record named it when that was decided. */
export interface GoingGeneration {
  readonly state: string;
  readonly component: string;
  readonly id: string;
  readonly digest: string;
  /** Its tree and what belongs to it. */
  readonly folders: readonly string[];
  /** The folder that all of them must lie in. */
  readonly base: string;
}

/**
 * Removes a generation, from any half-way point. The record goes aside first and last away: what has a record is whole,
 * and what has none but lies aside is finished by whoever comes next.
 */
export async function removeGeneration(files: WriteFiles, going: GoingGeneration): Promise<void> {
  const { state, component, id, folders, base } = going;
  const path = generationPath(state, component, id);
  for (const folder of folders) await checkOurs(files, folder, base, id);
  if (await files.stat(path)) {
    const { generation } = await recordAt(files, path);
    const named = [generation.tree, ...(generation.besides ?? [])];
    if (generation.digest !== going.digest || folders.some((folder) => !named.includes(folder))) {
      throw new MaintError('E_REMOVE_CHANGED', t('remove-changed', { path }), t('see-snapshots', { component }));
    }
    await files.remove(removingOf(path));
    await files.rename(path, removingOf(path));
  }
  if (!(await files.stat(removingOf(path)))) return;
  for (const folder of folders) await removeWhole(files, folder);
  await removeWhole(files, leftFolder(state, component, id));
  await files.remove(removingOf(path));
}

/** 'foreign' = something lies there of which no record says that it may go. */
export async function generationRemoved(files: ReadFiles, going: GoingGeneration): Promise<Checked> {
  const path = generationPath(going.state, going.component, going.id);
  if (await files.stat(path)) return 'undone';
  if (await files.stat(removingOf(path))) return 'partly';
  for (const folder of going.folders) if (await files.stat(folder)) return 'foreign';
  return 'done';
}

/** Generations whose removal was begun and not finished, as their records, set aside, name them. */
export async function halfRemovedGenerations(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<readonly Omit<GoingGeneration, 'base'>[]> {
  const folder = generationsFolder(state, component);
  const found: Omit<GoingGeneration, 'base'>[] = [];
  for (const name of (await files.stat(folder)) ? await files.list(folder) : []) {
    if (!name.endsWith('.json.removing')) continue;
    const path = `${folder}/${name}`;
    const { generation } = unseal(path, 'generation', await files.text(path)) as unknown as Awaited<
      ReturnType<typeof recordAt>
    >;
    const { id, digest, tree, besides = [] } = generation;
    if (name === `${id}.json.removing`) found.push({ state, component, id, digest, folders: [tree, ...besides] });
  }
  return found;
}
