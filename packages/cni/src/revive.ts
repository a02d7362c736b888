import { replaceFile } from '@flatnet-maint/actions';
import { type Change, type Generation, type RunPlace, type Step, step } from '@flatnet-maint/core';
import { cutover } from './cutover.ts';
import type { CniFacts, PlacedFile } from './facts.ts';
import { asideOf, partsOf, standingOf } from './generations.ts';
import { before } from './stage.ts';
import { t } from './texts.ts';

/**
 * Makes a generation live where the plugin in place is broken or gone, while containers run on: the same steps as an upgrade.
 * What hands left in the way is copied beside under a name of this run, which is also what a way back takes it from.
 */
export function revive(facts: CniFacts, to: Generation, run: RunPlace): Omit<Change, 'to'> {
  const change = cutover(facts, to, run, { restarts: false, borne: [] });
  const { plugin, conflist } = standingOf(facts);
  const parts = partsOf(to);
  const asides = [
    ...aside(facts, run, 'cni.aside-plugin', facts.plugin, plugin, parts.plugin.sha256),
    ...aside(facts, run, 'cni.aside-list', facts.conflist, conflist, parts.conflist?.sha256 ?? null),
  ];
  const kept = asides.map(({ args }) => (args as { readonly path: string }).path);
  return {
    ...change,
    prepare: before(facts, run, false),
    cutover: [...asides, ...change.cutover],
    expects: {
      ...change.expects,
      notes: [...(kept.length === 0 ? [] : [t('expect-asides', { paths: kept.join(', ') })]), ...change.expects.notes],
    },
  };
}

/** What is the same as what comes in its place is kept by that. */
function aside(
  facts: CniFacts,
  run: RunPlace,
  id: string,
  path: string,
  standing: PlacedFile | null,
  next: string | null,
): readonly Step[] {
  if (standing === null || standing.sha256 === next) return [];
  const name = asideOf(path, run);
  return [
    step(replaceFile, {
      id,
      title: t('step-aside', { path, name }),
      host: facts.host,
      args: { path: name, from: path, ...standing, back: 'absent' },
      do: 10_000,
      undo: 10_000,
    }),
  ];
}
