import type { Candidate, FoundTree } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Tree } from './trees.ts';

export interface Judged {
  readonly tree: FoundTree;
  readonly kind: Tree['kind'];
  /** What of a gateway it has not. */
  readonly lacks: readonly string[];
  /** Another build's vendor Lua seems to lie in it. */
  readonly mixed: boolean;
  /** Whose, as far as it can be seen. */
  readonly mixedWith: string | null;
}

const order = ['home', 'old', 'other', 'kept', 'new', 'failed'] as const;
const rankOf = ({ tree, kind }: Judged): number =>
  order.indexOf(tree.role === 'aside' ? kind : (tree.role as 'home' | 'kept'));

/** What is best made generation 0: what serves; else what would start, the least experimental first, and of those the newest. */
export function bestOf(trees: readonly Judged[], running: boolean): Candidate['best'] {
  const live = trees.find(({ tree }) => tree.role === 'live');
  // What runs is on the disk no more: nothing that is there can be kept as what serves.
  if (live === undefined && running) return null;
  if (live !== undefined)
    return { tree: live.tree.path, why: live.tree.test.ok === false ? t('best-live-fails') : t('best-live') };
  const sound = trees
    .filter(({ tree, lacks }) => tree.role !== 'backup' && tree.test.ok === true && lacks.length === 0)
    .sort(
      (a, b) => Number(a.mixed) - Number(b.mixed) || rankOf(a) - rankOf(b) || (a.tree.dated < b.tree.dated ? 1 : -1),
    );
  const [first] = sound;
  if (first === undefined) return null;
  const whys = {
    home: 'best-home',
    old: 'best-old',
    other: 'best-other',
    kept: 'best-kept',
    new: 'best-new',
    failed: 'best-failed',
  } as const;
  const why = t(whys[order[rankOf(first)] as (typeof order)[number]]);
  return { tree: first.tree.path, why };
}
