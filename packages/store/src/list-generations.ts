import { describeError, type Generation, type ReadFiles } from '@flatnet-maint/core';
import { generationsFolder, recordAt } from './generation.ts';
import { byBytes } from './paths.ts';

/** A record that is there and cannot be used. */
export interface Damaged {
  readonly path: string;
  readonly reason: string;
}

/** A component's generations, oldest first by the time they record, never by name (H84). Damaged records are named, not left out. */
export async function listGenerations(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<{ readonly generations: readonly Generation[]; readonly damaged: readonly Damaged[] }> {
  const folder = generationsFolder(state, component);
  const generations: Generation[] = [];
  const damaged: Damaged[] = [];
  for (const name of (await files.stat(folder)) ? await files.list(folder) : []) {
    // Anything else is a record that was being written when the power went; it was never one.
    if (!name.endsWith('.json')) continue;
    const path = `${folder}/${name}`;
    try {
      generations.push((await recordAt(files, path)).generation);
    } catch (error) {
      damaged.push({ path, reason: describeError(error).message });
    }
  }
  generations.sort((a, b) => Date.parse(a.made) - Date.parse(b.made) || byBytes(a.id, b.id));
  return { generations, damaged };
}
