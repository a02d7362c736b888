import type { Item, Plan, RunState, Step } from '@flatnet-maint/core';

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
const doing = (items: readonly Item[]) => items.map((item) => forward(item.title, { kind: 'do', id: item.id }));
const undoing = (steps: readonly Step[], bracket: boolean) =>
  steps
    .filter(({ undoes }) => undoes !== 'never')
    .toReversed()
    .map((step) => forward(`undo: ${step.title}`, { kind: 'undo', id: step.id, bracket }));

/** The plan as it is going to run when all goes well. Parts without a row are left out. */
export function sectionsOf(plan: Plan): readonly Section[] {
  const changes = plan.cutover.length > 0;
  const asks = plan.probes.forward.length + plan.probes.back.length > 0;
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    ['prepare', doing([...plan.guard, ...plan.prepare])],
    [
      'around',
      [
        ...(changes ? [forward('the host is still what the plan was made for', { kind: 'recheck' })] : []),
        ...doing(plan.around),
      ],
    ],
    [
      'backup',
      [
        ...doing(plan.backup),
        ...(changes && asks ? [forward('ask every probe before the change', { kind: 'baseline' })] : []),
      ],
    ],
    ['cutover', doing(plan.cutover)],
    ['trial', doing(plan.trial)],
    ['verify', plan.probes.forward.map(({ id }) => forward(id, { kind: 'probe', id }))],
    [
      'commit',
      [
        ...(plan.confirmWithin === null ? [] : [forward('wait for `flatnet-maint confirm`', { kind: 'confirm' })]),
        ...undoing(plan.trial, false),
        forward('commit', { kind: 'commit' }),
        ...doing(plan.cleanup),
        ...undoing([...plan.guard, ...plan.around], true),
      ],
    ],
  ];
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => ({ title, rows, together: title === 'verify' }));
}

/** The way back, known at the moment it begins: what was begun, reversed. */
export function wayBack(state: RunState): Section {
  const { plan } = state;
  const steps = (items: readonly Item[], bracket: boolean): readonly Row[] =>
    items
      .filter((item): item is Step => item.kind === 'step' && item.undoes !== 'never' && state.begun.has(item.id))
      .toReversed()
      .map((step) => ({ title: `undo: ${step.title}`, way: 'back', what: { kind: 'undo', id: step.id, bracket } }));
  const live = steps([...plan.cutover, ...plan.trial], false);
  const verified: Row = { title: 'the old version answers', way: 'back', what: { kind: 'old-verified' } };
  return {
    title: live.length > 0 ? 'going back' : 'putting away what was prepared; nothing live was changed',
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
