import type { Held, Json } from '@flatnet-maint/core';
import { openRun, readRun } from '@flatnet-maint/engine';
import type { Kept } from './kept.ts';
import type { KnownGood } from './known-good.ts';

/** Who needs what of a component now: the live one, the ready ways back, the open run, and what people protected. */
export function heldOf(from: {
  readonly state: string;
  readonly kept: Kept;
  readonly good: KnownGood;
  /** The live generation's id, or the tree that the pointer leads to. */
  readonly live: { readonly id: string } | { readonly tree: string | null };
}): Held {
  const { state, kept, good, live } = from;
  const byTree = 'tree' in live ? kept.generations.find((one) => one.generation?.tree === live.tree) : undefined;
  return {
    live: 'id' in live ? live.id : (byTree?.id ?? null),
    lastGood: good.record?.good.generation.id ?? null,
    previousGood: good.record?.previous?.generation.id ?? null,
    open: openNeeds(state, kept),
    guarded: new Map([...kept.guarded].map(([id, { reason }]) => [id, reason])),
  };
}

/** An open run needs whatever its plan names, by id or by a path; one that cannot be read may need anything. */
function openNeeds(state: string, kept: Kept): Held['open'] {
  const run = openRun(state);
  if (run === null) return null;
  try {
    const [opened] = readRun(state, run).entries;
    // Killed before its first line: it has begun nothing.
    if (opened?.type !== 'opened') return { run, ids: 'everything' };
    const words = [...strings(opened.plan as unknown as Json)];
    const names = (path: string) => words.some((word) => word === path || word.startsWith(`${path}/`));
    const all = [
      ...kept.generations.map(({ id, generation }) => ({
        id,
        paths: generation === undefined ? [] : [generation.tree, ...(generation.besides ?? [])],
      })),
      ...kept.snapshots.map(({ id, path }) => ({ id, paths: [path] })),
    ];
    const needed = all.filter(({ id, paths }) => words.includes(id) || paths.some(names));
    return { run, ids: new Set(needed.map(({ id }) => id)) };
  } catch {
    return { run, ids: 'everything' };
  }
}

function* strings(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const one of Object.values(value)) yield* strings(one as Json);
}
