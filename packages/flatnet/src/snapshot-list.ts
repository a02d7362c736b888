import {
  type Generation,
  type ReadFiles,
  type RetentionDecision,
  type RetentionSettings,
  retention,
} from '@flatnet-maint/core';
import type { SnapshotPart } from '@flatnet-maint/store';
import { heldOf } from './held.ts';
import type { SnapshotSummary } from './house.ts';
import { entriesOf, type Kept, keptOf } from './kept.ts';
import type { KnownGood } from './known-good.ts';
import { whyText } from './why-text.ts';

export interface SnapshotSources {
  readonly files: ReadFiles;
  readonly state: string;
  readonly components: readonly string[];
  readonly lastGood: (component: string) => Promise<KnownGood>;
  /** Where the pointer to the live generation leads. */
  readonly liveTree: (good: KnownGood) => Promise<string | null>;
  readonly settings: (component: string) => Promise<RetentionSettings>;
  readonly now: number;
}

/** Everything that can be returned to, newest first, and why it is kept; what is damaged is listed as damaged. */
export async function snapshotsOf(from: SnapshotSources): Promise<readonly SnapshotSummary[]> {
  const { files, state, now } = from;
  const rows: SnapshotSummary[] = [];
  for (const component of from.components) {
    const good = await from.lastGood(component);
    const kept = await keptOf(files, state, component);
    const held = heldOf({ state, kept, good, live: { tree: await from.liveTree(good) } });
    const decisions = retention(entriesOf(kept, null), await from.settings(component), held, now);
    rows.push(...damagedWays(component, good), ...summaries(kept, decisions, held.lastGood, now));
  }
  return rows.sort((a, b) => (a.made === b.made ? 0 : a.made < b.made ? 1 : -1));
}

const none = {
  version: null,
  made: '',
  ageMs: null,
  bytes: null,
  lastGood: false,
  damage: null,
  keeps: [],
  goes: false,
} as const;

const damagedWays = (component: string, { damaged }: KnownGood): readonly SnapshotSummary[] =>
  damaged.map((damage) => ({ ...none, component, id: 'way-back', kind: 'last-good', damage }));

/** One that became the good one later was seen working since. */
function adoptedAs(generation: Generation | undefined, isGood: boolean): Pick<SnapshotSummary, 'adopted'> {
  if (generation?.adopted === undefined) return {};
  return { adopted: generation.adopted.proven || isGood ? 'proven' : 'not-proven' };
}

/** Which parts hold keys, and who can open them. */
export function keysIn(parts: readonly SnapshotPart[]): Pick<SnapshotSummary, 'keys'> {
  const keys = parts.flatMap(({ name, sealed, private: isPrivate }) =>
    sealed === undefined && isPrivate !== true
      ? []
      : [{ part: name, sealed: sealed !== undefined, recipient: sealed?.recipient ?? null }],
  );
  return keys.length === 0 ? {} : { keys };
}

/** Each kept thing of a component with what was decided of it. */
export function summaries(
  kept: Kept,
  decisions: readonly RetentionDecision[],
  lastGood: string | null,
  now: number,
): readonly SnapshotSummary[] {
  const { component } = kept;
  const decided = (kind: SnapshotSummary['kind'], id: string, made: string) => {
    const found = decisions.find(({ entry }) => entry.kind === kind && entry.id === id);
    const keeps = (found?.keeps ?? []).map(whyText);
    const time = Date.parse(made);
    return { keeps, goes: found !== undefined && keeps.length === 0, ageMs: Number.isNaN(time) ? null : now - time };
  };
  return [
    ...(kept.guardedDamage === null
      ? []
      : [{ ...none, component, id: 'protections', kind: 'protections' as const, damage: kept.guardedDamage }]),
    ...kept.generations.map(({ id, generation, bytes, damage }) => ({
      ...{ component, id, kind: 'generation' as const, version: generation?.version ?? null },
      ...{ made: generation?.made ?? '', bytes: bytes ?? null, lastGood: id === lastGood, damage: damage ?? null },
      ...adoptedAs(generation, id === lastGood),
      ...decided('generation', id, generation?.made ?? ''),
    })),
    ...kept.snapshots.map(({ id, made, bytes, parts }) => ({
      ...{ ...none, component, id, kind: 'snapshot' as const, made, bytes },
      ...keysIn(parts),
      ...decided('snapshot', id, made),
    })),
    ...kept.broken.map(({ path, reason }) => ({
      ...{ ...none, component, id: path, kind: 'snapshot' as const, damage: reason },
    })),
  ];
}
