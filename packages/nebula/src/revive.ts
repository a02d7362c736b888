import { replaceFile } from '@flatnet-maint/actions';
import { type Change, type Generation, type RunPlace, type Step, step } from '@flatnet-maint/core';
import { cutover } from './cutover.ts';
import type { NebulaFacts } from './facts.ts';
import { asideOf } from './generations.ts';
import { partNames, standingFiles } from './placing.ts';
import { prove } from './stage.ts';
import { t } from './texts.ts';

/**
 * Makes a generation live where nothing of it serves: the same steps as an upgrade, after the same proofs. What hands left in
 * the way is copied beside under a name of this run, which is also what a way back takes it from.
 */
export function revive(facts: NebulaFacts, to: Generation, run: RunPlace): Omit<Change, 'to'> {
  const change = cutover(facts, to, run);
  const asides = asidesOf(facts, to, run);
  const kept = asides.map(({ args }) => (args as { readonly path: string }).path);
  return {
    ...change,
    prepare: prove(facts, to, run),
    cutover: [...asides, ...change.cutover],
    expects: {
      ...change.expects,
      notes: [...(kept.length === 0 ? [] : [t('expect-asides', { paths: kept.join(', ') })]), ...change.expects.notes],
    },
  };
}

/** What is the same as what comes in its place is kept by that. */
function asidesOf(facts: NebulaFacts, to: Generation, run: RunPlace): readonly Step[] {
  if (facts.chosen === null) return [];
  const standing = standingFiles(facts);
  return partNames(to).flatMap(([id, { path, sha256 }]) => {
    const there = standing.find((file) => file.path === path);
    if (there === undefined || there.sha256 === sha256) return [];
    const name = asideOf(path, run);
    return [
      step(replaceFile, {
        id: id.replace('.', '.aside-'),
        title: t('step-aside', { path, name }),
        host: facts.host,
        args: { ...there, path: name, from: path, back: 'absent' },
        do: 10_000,
        undo: 10_000,
      }),
    ];
  });
}
