import { basename, dirname } from 'node:path/posix';
import { describeError, type Generation, type KeptEntry, MaintError, type ReadFiles } from '@flatnet-maint/core';
import {
  type BrokenSnapshot,
  type ListedGeneration,
  type ListedSnapshot,
  listGenerations,
  lookAtSnapshots,
  type Protection,
  readProtections,
} from '@flatnet-maint/store';

/** All that is kept of one component, as its records say. */
export interface Kept {
  readonly component: string;
  readonly generations: readonly ListedGeneration[];
  readonly snapshots: readonly ListedSnapshot[];
  readonly broken: readonly BrokenSnapshot[];
  readonly guarded: ReadonlyMap<string, Protection>;
  /** Why nobody can say what is protected; null = it can be said. */
  readonly guardedDamage: string | null;
}

export async function keptOf(files: ReadFiles, state: string, component: string): Promise<Kept> {
  const guarded = await readProtections(files, state, component).catch((error: unknown) => {
    if (error instanceof MaintError && error.code === 'E_RECORD_DAMAGED') return describeError(error).message;
    throw error;
  });
  const { sound, broken } = await lookAtSnapshots(files, state, component);
  return {
    component,
    generations: await listGenerations(files, state, component),
    snapshots: sound,
    broken,
    guarded: typeof guarded === 'string' ? new Map() : guarded,
    guardedDamage: typeof guarded === 'string' ? guarded : null,
  };
}

/** Every folder of a generation. */
export const foldersOf = ({ tree, besides = [] }: Generation): readonly string[] => [tree, ...besides];

/**
 * The same as the decision needs it. `base`: the folder of generations; null = unknown. `damaged`: `kind id` of what is
 * not as it was recorded, beyond what the records alone tell.
 */
export function entriesOf(
  kept: Kept,
  base: string | null,
  damaged: ReadonlySet<string> = new Set(),
): readonly KeptEntry[] {
  const generations = kept.generations.map(
    ({ id, generation }): KeptEntry => ({
      kind: 'generation',
      id,
      made: generation?.made ?? '',
      of: null,
      damaged: generation === undefined || damaged.has(keyOf('generation', id)),
      elsewhere: base !== null && generation !== undefined && !foldersOf(generation).every(isOurs(base, id)),
    }),
  );
  const snapshots = kept.snapshots.map(
    (snapshot): KeptEntry => ({
      kind: 'snapshot',
      id: snapshot.id,
      made: snapshot.made,
      of: snapshot.generation ?? ofTree(snapshot, kept.generations),
      damaged: damaged.has(keyOf('snapshot', snapshot.id)),
      elsewhere: false,
    }),
  );
  return [...generations, ...snapshots];
}

/** What a kept thing is found by in a set. */
export const keyOf = (kind: string, id: string): string => [kind, id].join(' ');

const isOurs = (base: string, id: string) => (path: string) =>
  dirname(path) === base && (basename(path) === id || basename(path).startsWith(`${id}.`));

/** Records from before this was kept tell it by where their parts were. */
function ofTree({ parts }: ListedSnapshot, generations: readonly ListedGeneration[]): string | null {
  const found = generations.find(({ generation }) =>
    parts.some(({ real }) => generation !== undefined && real.startsWith(`${generation.tree}/`)),
  );
  return found?.id ?? null;
}
