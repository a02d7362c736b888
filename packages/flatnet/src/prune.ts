import {
  type RemoveGenerationArgs,
  type ReplaceFileArgs,
  removeGeneration,
  removeSnapshot,
  replaceFile,
} from '@flatnet-maint/actions';
import {
  type Finding,
  type Json,
  type Plan,
  type ReadFiles,
  type RetentionDecision,
  type RetentionSettings,
  retention,
  type Step,
} from '@flatnet-maint/core';
import { type GoingGeneration, halfRemovedGenerations, halfRemovedSnapshots } from '@flatnet-maint/store';
import { bare, type Composing, hostOf } from './compose.ts';
import { heldOf } from './held.ts';
import type { SnapshotSummary } from './house.ts';
import { entriesOf, foldersOf, type Kept, keptOf, keyOf } from './kept.ts';
import type { KnownGood } from './known-good.ts';
import { summaries } from './snapshot-list.ts';
import { t } from './texts.ts';
import { verified } from './verify-kept.ts';

export interface Pruned {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  readonly rows: readonly SnapshotSummary[];
}

/** Decides what goes and makes a run of it. All that is kept is read first when anything is to go: only sound ones count. */
export async function composePrune(
  from: Composing,
  how: {
    readonly files: ReadFiles;
    readonly good: KnownGood;
    readonly settings: RetentionSettings;
    readonly now: number;
  },
): Promise<Pruned> {
  const { files, settings, now } = how;
  const { state } = from.place;
  const kept = await keptOf(files, state, from.component.id);
  const live = from.component.live(from.facts);
  const base = (from.facts as { generations: string }).generations;
  const held = heldOf({ state, kept, good: how.good, live: { id: live.id } });
  const decide = (damaged?: ReadonlySet<string>) => retention(entriesOf(kept, base, damaged), settings, held, now);
  let decisions = decide();
  if (goingOf(decisions).length > 0) {
    const rows = await verified(files, state, kept);
    decisions = decide(new Set(rows.filter(({ damage }) => damage.length > 0).map(({ kind, id }) => keyOf(kind, id))));
  }
  const pointers = pointersOf(from);
  const steps = [
    ...(await halfRemoved(files, from, base, pointers)),
    ...goingOf(decisions).map(({ entry }) =>
      entry.kind === 'snapshot'
        ? snapshotStep(from, { id: entry.id, made: entry.made, of: entry.of ?? '' })
        : generationStep(from, goingGeneration(kept, entry.id, state, base), pointers, placedBy(from, kept, entry.id)),
    ),
  ];
  const plan = {
    ...bare(from, 'prune'),
    from: live.version,
    cleanup: [...steps, ...(from.component.sweep?.(from.facts) ?? [])],
  };
  return { plan, findings: findingsOf(kept, how.good), rows: summaries(kept, decisions, held.lastGood, now) };
}

const goingOf = (decisions: readonly RetentionDecision[]): readonly RetentionDecision[] =>
  decisions.filter(({ keeps }) => keeps.length === 0);

/** Where nobody can say what is needed or wanted, nothing goes. */
function findingsOf({ component, guardedDamage }: Kept, { damaged }: KnownGood): readonly Finding[] {
  return [
    ...(guardedDamage === null
      ? []
      : [{ id: 'protections-damaged', message: guardedDamage, next: t('protections-next', { component }) }]),
    ...damaged
      .slice(0, 1)
      .map((message) => ({ id: 'way-back-damaged', message, next: t('way-back-next', { component }) })),
  ].map((finding) => ({ ...finding, blocks: true }));
}

/** What leads to the live generation, as the way to it says. */
function pointersOf({ component, facts }: Composing): readonly string[] {
  return component.way(facts, component.live(facts)).cutover.flatMap((item) => {
    const live = item.kind === 'step' ? (item.args as { live?: unknown }).live : undefined;
    return typeof live === 'string' ? [live] : [];
  });
}

function goingGeneration(kept: Kept, id: string, state: string, base: string): GoingGeneration {
  const generation = kept.generations.find((one) => one.id === id)?.generation;
  if (generation === undefined) throw new Error(`${id} is to go and has no record`);
  const { component, digest } = generation;
  return { state, component, id, digest, folders: foldersOf(generation), base };
}

/** What a prune began that did not come to its end, and that no later run finished. */
async function halfRemoved(
  files: ReadFiles,
  from: Composing,
  base: string,
  pointers: readonly string[],
): Promise<readonly Step[]> {
  const { state } = from.place;
  const { id: component } = from.component;
  return [
    ...(await halfRemovedGenerations(files, state, component)).map((one) =>
      generationStep(from, { ...one, base }, pointers),
    ),
    ...(await halfRemovedSnapshots(files, state, component)).map((id) => snapshotStep(from, { id, made: '', of: '' })),
  ];
}

/** The live files as a generation would have them, as the way to it says. */
function placedBy({ component, facts }: Composing, kept: Kept, id: string): RemoveGenerationArgs['placed'] {
  const generation = kept.generations.find((one) => one.id === id)?.generation;
  if (generation === undefined) return [];
  const { cutover, marks } = component.way(facts, generation);
  if (marks !== undefined) return marks;
  return cutover.flatMap((item) => {
    if (item.kind !== 'step' || item.action !== replaceFile.name) return [];
    const { path, sha256 } = item.args as unknown as ReplaceFileArgs;
    return [{ path, sha256 }];
  });
}

const generationStep = (
  from: Composing,
  going: GoingGeneration,
  pointers: readonly string[],
  placed: RemoveGenerationArgs['placed'] = [],
): Step =>
  removal(from, {
    id: `${from.component.id}.remove-generation-${going.id}`,
    title: t('remove-generation', { id: going.id, folders: going.folders.join(', ') }),
    action: removeGeneration.name,
    args: { ...going, pointers, ...(placed.length === 0 ? {} : { placed }) },
  });

const snapshotStep = (from: Composing, going: { id: string; made: string; of: string }): Step =>
  removal(from, {
    id: `${from.component.id}.remove-snapshot-${going.id}`,
    title: t('remove-snapshot', { id: going.id }),
    action: removeSnapshot.name,
    args: { state: from.place.state, component: from.component.id, ...going },
  });

function removal(from: Composing, of: { id: string; title: string; action: string; args: Json }): Step {
  return {
    kind: 'step',
    ...of,
    host: hostOf(from.facts),
    limits: { capture: 5_000, do: 120_000, undo: 1_000 },
    undoes: 'never',
  };
}
