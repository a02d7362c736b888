import type { Item, Plan, RunState, Step } from '@flatnet-maint/core';
import type { Say } from '../say.ts';

/** One line of the terminal view: something of the plan that the journal will speak of. */
export interface Row {
  readonly title: string;
  /** Of the way forward, or of the way back. */
  readonly way: 'forward' | 'back';
  readonly what:
    | { readonly kind: 'do' | 'probe'; readonly id: string }
    /** A bracket is undone also when the run is stuck. */
    | { readonly kind: 'undo'; readonly id: string; readonly bracket: boolean }
    | { readonly kind: 'recheck' | 'baseline' | 'confirm' | 'commit' | 'old-verified' };
}
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Probes are asked beside each other, steps done one after the other. */
  readonly together: boolean;
}

const forward = (title: string, what: Row['what']): Row => ({ title, way: 'forward', what });

/** The plan as it is going to run when all goes well. Parts without a row are left out. */
export function sectionsOf(plan: Plan, say: Say): readonly Section[] {
  const changes = plan.cutover.length > 0;
  const asks = plan.probes.forward.length + plan.probes.back.length > 0;
  const doing = (items: readonly Item[]) =>
    items.map((item) => forward(say.of(item.title), { kind: 'do', id: item.id }));
  const undoing = (steps: readonly Step[], bracket: boolean) =>
    steps
      .filter(({ undoes }) => undoes !== 'never')
      .toReversed()
      .map((step) => forward(undoTitle(step, say), { kind: 'undo', id: step.id, bracket }));
  const sections: readonly (readonly [SectionName, readonly Row[]])[] = [
    ['prepare', doing([...plan.guard, ...plan.prepare])],
    ['around', [...(changes ? [forward(say('same-host'), { kind: 'recheck' })] : []), ...doing(plan.around)]],
    ['backup', [...doing(plan.backup), ...(changes && asks ? [forward(say('row-ask'), { kind: 'baseline' })] : [])]],
    ['cutover', doing(plan.cutover)],
    ['trial', doing(plan.trial)],
    ['verify', plan.probes.forward.map(({ id }) => forward(id, { kind: 'probe', id }))],
    [
      'commit',
      [
        ...(plan.confirmWithin === null ? [] : [forward(say('row-confirm'), { kind: 'confirm' })]),
        ...undoing(plan.trial, false),
        forward(say('row-commit'), { kind: 'commit' }),
        ...doing(plan.cleanup),
        ...undoing([...plan.guard, ...plan.around], true),
      ],
    ],
  ];
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({ title: say(`section-${name}`), rows, together: name === 'verify' }));
}

type SectionName = 'prepare' | 'around' | 'backup' | 'cutover' | 'trial' | 'verify' | 'commit';

const undoTitle = (step: Step, say: Say): string => say('row-undo', { title: say.of(step.title) });

/** The way back, known at the moment it begins: what was begun, reversed. */
export function wayBack(state: RunState, say: Say): Section {
  const { plan } = state;
  const steps = (items: readonly Item[], bracket: boolean): readonly Row[] =>
    items
      .filter((item): item is Step => item.kind === 'step' && item.undoes !== 'never' && state.begun.has(item.id))
      .toReversed()
      .map((step) => ({ title: undoTitle(step, say), way: 'back', what: { kind: 'undo', id: step.id, bracket } }));
  const live = steps([...plan.cutover, ...plan.trial], false);
  const verified: Row = { title: say('row-old-answers'), way: 'back', what: { kind: 'old-verified' } };
  return {
    title: say(live.length > 0 ? 'going-back' : 'putting-away'),
    rows: [
      ...live,
      ...(live.length > 0 && plan.probes.back.length > 0 ? [verified] : []),
      ...steps(plan.around, true),
      ...steps(plan.prepare, true),
      ...steps(plan.guard, true),
    ],
    together: false,
  };
}
