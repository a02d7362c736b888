import { type Generation, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { type Compared, compareManifest, type Differences, differenceLines } from './compare-manifest.ts';
import { type GenerationState, readGeneration } from './generation.ts';
import { readLeft } from './left-generation.ts';
import { type OwnedManifest, rootedManifestOf } from './manifest.ts';
import { t } from './texts.ts';
import { isIgnored } from './walk.ts';

export interface Drift {
  readonly generation: Generation;
  /** Nothing differs, and every record of it is sound. */
  readonly same: boolean;
  /** Of the tree, against the newest record. */
  readonly differences: Differences;
  /** Records that cannot be believed. */
  readonly damaged: readonly string[];
  /** All of it as lines for people. */
  readonly lines: readonly string[];
}

/**
 * The folders of a generation against what was recorded of them, when it was made or when a run left it: they must be
 * what one of the records says, whole, and be described by the newest one otherwise. `ignore` (paths that the running
 * program writes: `drain`, `logs`) adds to what was ignored then. A folder that is gone differs in all it had.
 */
export async function verifyGeneration(
  files: ReadFiles,
  state: string,
  which: { readonly component: string; readonly id: string },
  how: { readonly ignore?: readonly string[]; readonly modes?: boolean } = {},
): Promise<Drift> {
  const record = await readGeneration(files, state, which.component, which.id);
  if (!record) {
    throw new MaintError(
      'E_GENERATION_ABSENT',
      t('generation-absent', { id: which.id, component: which.component }),
      t('see-which', { component: which.component }),
    );
  }
  const { generation } = record;
  const left = await readLeft(files, state, which);
  const states: readonly GenerationState[] = [record, ...left.states];
  const ignore = [...new Set([...states.flatMap((one) => one.ignore), ...(how.ignore ?? [])])];
  const look = looking(files, generation.tree, ignore);
  let found: { differences: Differences; lines: readonly string[] } | null = null;
  for (const held of states) {
    found = await against(held, generation.tree, ignore, look, { owners: true, ...how });
    if (found.lines.length === 0) break;
  }
  const damaged = left.damaged.map(({ reason }) => reason);
  const lines = [...damaged, ...(found?.lines ?? [])];
  const differences = found?.differences ?? { missing: [], added: [], changed: [] };
  return { generation, same: lines.length === 0, differences, damaged, lines };
}

type Look = (path: string) => Promise<OwnedManifest | null>;

/** Each folder is read once, however many records speak of it; null = it is not there. */
function looking(files: ReadFiles, tree: string, ignore: readonly string[]): Look {
  const seen = new Map<string, OwnedManifest | null>();
  return async (path) => {
    const known = seen.get(path);
    if (known !== undefined) return known;
    const there = (await files.stat(path)) !== null;
    const now = there ? await rootedManifestOf(files, path, path === tree ? { ignore } : {}) : null;
    seen.set(path, now);
    return now;
  };
}

async function against(
  held: GenerationState,
  tree: string,
  ignore: readonly string[],
  look: Look,
  how: Compared,
): Promise<{ differences: Differences; lines: readonly string[] }> {
  const lines: string[] = [];
  const compare = async (path: string, manifest: OwnedManifest, prefix: string): Promise<Differences> => {
    const now = await look(path);
    // Older records say nothing of the folder itself.
    const isRooted = manifest.some((entry) => entry.path === '');
    const comparable = (now ?? []).filter((entry) => isRooted || entry.path !== '');
    const differences = compareManifest(manifest, comparable, how);
    if (now === null) lines.push(t('tree-gone', { path }));
    lines.push(...differenceLines(differences).map((line) => `${prefix}${line}`));
    return differences;
  };
  const before = held.manifest.filter((entry) => !isIgnored(entry.path, ignore));
  const differences = await compare(tree, [...(held.top ?? []), ...before], '');
  for (const { path, manifest } of held.besides ?? []) await compare(path, manifest, `${path}: `);
  return { differences, lines };
}
