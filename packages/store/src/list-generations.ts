import { describeError, type Generation, type ReadFiles } from '@flatnet-maint/core';
import { generationsFolder, recordAt } from './generation.ts';
import { manifestBytes } from './manifest.ts';
import { byBytes } from './paths.ts';
import { t } from './texts.ts';

/** Exactly one of `generation` and `damage` is there: a record that cannot be used is named, not left out. */
export interface ListedGeneration {
  readonly id: string;
  readonly path: string;
  readonly generation?: Generation;
  /** Of all its files, as they were when it was made. */
  readonly bytes?: number;
  readonly damage?: string;
}

/** A component's generations, oldest first by the time they record, never by name (H84); damaged ones last. */
export async function listGenerations(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<readonly ListedGeneration[]> {
  const folder = generationsFolder(state, component);
  const listed: ListedGeneration[] = [];
  for (const name of (await files.stat(folder)) ? await files.list(folder) : []) {
    if (name.endsWith('.json.removing')) {
      const [id, path] = [name.slice(0, -'.json.removing'.length), `${folder}/${name}`];
      listed.push({ id, path, damage: t('removing', { path }) });
      continue;
    }
    // Anything else is what a driver was writing when the power went; it never was a record.
    if (!name.endsWith('.json')) continue;
    const path = `${folder}/${name}`;
    const id = name.slice(0, -'.json'.length);
    try {
      const { generation, manifest, besides = [] } = await recordAt(files, path);
      const bytes = [{ manifest }, ...besides].reduce((sum, one) => sum + manifestBytes(one.manifest), 0);
      listed.push({ id, path, generation, bytes });
    } catch (error) {
      listed.push({ id, path, damage: describeError(error).message });
    }
  }
  const time = (one: ListedGeneration): number => (one.generation ? Date.parse(one.generation.made) : Infinity);
  return listed.sort((a, b) => (time(a) === time(b) ? byBytes(a.id, b.id) : time(a) - time(b)));
}
