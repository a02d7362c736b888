import { type Generation, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { compareManifest, type Differences, differenceLines } from './compare-manifest.ts';
import { readGeneration } from './generation.ts';
import { manifestOf } from './manifest.ts';
import { t } from './texts.ts';
import { isIgnored } from './walk.ts';

export interface Drift {
  readonly generation: Generation;
  /** Nothing differs. */
  readonly same: boolean;
  readonly differences: Differences;
  /** The differences as lines for people. */
  readonly lines: readonly string[];
}

/**
 * The tree of a generation against what was recorded when it was made. `ignore` (paths that the running program writes:
 * `drain`, `logs`) adds to what was ignored at the making. A tree that is gone differs in all it had.
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
  const ignore = [...record.ignore, ...(how.ignore ?? [])];
  const there = await files.stat(record.generation.tree);
  const now = there ? await manifestOf(files, record.generation.tree, { ignore }) : [];
  const before = record.manifest.filter((entry) => !isIgnored(entry.path, ignore));
  const differences = compareManifest(before, now, how);
  const gone = there ? [] : [t('tree-gone', { path: record.generation.tree })];
  const lines = [...gone, ...differenceLines(differences)];
  return { generation: record.generation, same: lines.length === 0, differences, lines };
}
