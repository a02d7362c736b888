import { writtenByRuns } from '@flatnet-maint/actions';
import { describeError, type Generation, type Json, MaintError, type ReadFiles } from '@flatnet-maint/core';
import {
  compareManifest,
  differenceLines,
  type GenerationRecord,
  listGenerations,
  manifestOf,
  readGeneration,
  verifyGeneration,
} from '@flatnet-maint/store';
import type { Problem } from './first-contact/found-report.ts';

/** What serves now, held against the newest record of it. */
export interface ComponentDrift {
  /** The generation that it was compared with; null = none is kept of what serves. */
  readonly generation: string | null;
  /** The first of what differs. */
  readonly lines: readonly string[];
  /** Of all that differs. */
  readonly count: number;
  /** Why it could not be told. */
  readonly problem: Problem | null;
  /** What to type; null = nothing differs. */
  readonly next: string | null;
}

interface Driving {
  readonly files: ReadFiles;
  readonly state: string;
  readonly component: string;
  readonly live: Generation;
  readonly facts: Json;
  /** What makes a first generation here; null = something else comes first. */
  readonly adopt: string | null;
}

const shown = 5;

/** Reads every byte of what serves; told, never a reason to call it unhealthy. */
export async function driftOf(from: Driving): Promise<ComponentDrift> {
  const none = { generation: null, lines: [], count: 0, problem: null };
  try {
    const { tree, config } = placesOf(from.facts);
    const kept = tree === null ? null : await keptOf(from, tree);
    if (kept === null || tree === null) return { ...none, next: from.adopt };
    const lines = kept.isCopy ? await againstCopy(from.files, kept.record, tree, config) : await againstItself(from);
    // A backup records what a generation holds by now; a copy that was made of it stays what it was, and another is made.
    const verb = kept.isCopy ? 'adopt' : 'backup';
    const next = lines.length === 0 ? null : `flatnet-maint ${verb} ${from.component}`;
    return { ...none, generation: kept.record.generation.id, lines: lines.slice(0, shown), count: lines.length, next };
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    return { ...none, problem: describeError(error), next: null };
  }
}

/** Where the facts say that what serves lies. */
function placesOf(facts: Json): { readonly tree: string | null; readonly config: string | null } {
  const { tree, configTree } = facts as { tree?: unknown; configTree?: unknown };
  const path = (value: unknown) => (typeof value === 'string' ? value : null);
  return { tree: path(tree), config: path(configTree) };
}

/** The record of what serves: it is that generation, or the generation is a copy that was made of it. */
async function keptOf(
  { files, state, component, live }: Driving,
  tree: string,
): Promise<{ readonly record: GenerationRecord; readonly isCopy: boolean } | null> {
  const real = async (path: string) => (await files.real(path)) ?? path;
  const own = await readGeneration(files, state, component, live.id);
  if (own !== null && (await real(own.generation.tree)) === tree) return { record: own, isCopy: false };
  const copies = [];
  for (const { id, generation } of await listGenerations(files, state, component)) {
    const source = generation?.adopted?.from;
    if (source !== undefined && (source === tree || (await real(source)) === tree)) copies.push(id);
  }
  const newest = copies.at(-1);
  const record = newest === undefined ? null : await readGeneration(files, state, component, newest);
  return record === null ? null : { record, isCopy: true };
}

async function againstItself({ files, state, component, live }: Driving): Promise<readonly string[]> {
  return (await verifyGeneration(files, state, { component, id: live.id }, { ignore: writtenByRuns })).lines;
}

async function againstCopy(
  files: ReadFiles,
  { manifest, besides = [], ignore, generation }: GenerationRecord,
  tree: string,
  config: string | null,
): Promise<readonly string[]> {
  const ignored = [...new Set([...ignore, ...(generation.runtime ?? []), ...writtenByRuns])];
  const now = await manifestOf(files, tree, { ignore: ignored });
  const beside = config === null || besides.length !== 1 ? undefined : besides[0];
  const rest = beside?.manifest.filter(({ path }) => path !== '') ?? [];
  const there = config === null || beside === undefined ? [] : await manifestOf(files, config);
  return [
    ...differenceLines(compareManifest(manifest, now)),
    ...differenceLines(compareManifest(rest, there)).map((line) => `${config}: ${line}`),
  ];
}
