import type { Entry } from './entry.ts';
import type { Json, Millis } from './json.ts';
import type { Outcome, Phase } from './plan.ts';
import { foldRun, limitOf, type RunState } from './run-state.ts';
import type { Item, Step } from './step.ts';
import { t } from './texts.ts';

export type Move =
  | { readonly move: 'phase'; readonly phase: Phase; readonly note: string }
  | { readonly move: 'do'; readonly item: Item; readonly after: 'prepare' | 'live' | 'commit' }
  | { readonly move: 'recheck' }
  | { readonly move: 'baseline' }
  | { readonly move: 'verify'; readonly direction: 'forward' | 'back' }
  | { readonly move: 'confirm'; readonly within: Millis }
  | { readonly move: 'commit' }
  | { readonly move: 'undo'; readonly step: Step; readonly saved: Json; readonly bracket: boolean }
  | { readonly move: 'close'; readonly outcome: Outcome };

/**
 * The whole state machine, pure and clockless: same journal, same move. A resumed run is a run whose journal is not
 * empty. Interrupted before commit means back; after commit means finish. Null = nothing is left to do.
 */
export function nextMove(entries: readonly Entry[]): Move | null {
  const state = foldRun(entries);
  if (state.closed !== null) return null;
  if (state.committed) return finish(state);
  return state.goesBack ? back(state) : forward(state);
}

function forward(state: RunState): Move {
  const { plan } = state;
  return (
    enter(state, 'plan', `${plan.command} ${plan.component}`) ??
    enter(state, 'notice', t('notice-none')) ??
    enter(state, 'prepare', t('prepare-begins')) ??
    firstOpen(state, [...plan.guard, ...plan.prepare], 'prepare') ??
    enter(state, 'do', t(changesLive(plan) ? 'change-begins' : 'keeps-begin')) ??
    (plan.cutover.length > 0 && !state.rechecked ? ({ move: 'recheck' } as const) : null) ??
    firstOpen(state, [...plan.around, ...plan.backup], 'prepare') ??
    (needsBaseline(state) ? ({ move: 'baseline' } as const) : null) ??
    firstOpen(state, plan.cutover, 'live') ??
    enter(state, 'check', t('check-begins')) ??
    firstOpen(state, plan.trial, 'live') ??
    (plan.probes.forward.length > 0 && !state.verified.has('forward')
      ? ({ move: 'verify', direction: 'forward' } as const)
      : null) ??
    (plan.confirmWithin !== null && !state.confirmed
      ? ({ move: 'confirm', within: plan.confirmWithin } as const)
      : null) ??
    lastBegun(state, plan.trial, false) ?? { move: 'commit' }
  );
}

/** A backup, a look and what is only adopted touch nothing that is live; an emergency and a prune are all cleanup. */
const changesLive = ({ cutover, command }: RunState['plan']): boolean =>
  cutover.length > 0 || command === 'emergency' || command === 'prune';

function finish(state: RunState): Move {
  const { plan } = state;
  return (
    enter(state, 'done', t('committed-forward')) ??
    firstOpen(state, plan.cleanup, 'commit') ??
    lastBegun(state, plan.around, true) ??
    lastBegun(state, plan.guard, true) ?? { move: 'close', outcome: 'committed' }
  );
}

function back(state: RunState): Move {
  const { plan } = state;
  const live = [...plan.cutover, ...plan.trial].filter((item) => item.kind === 'step');
  const touched = live.some((step) => state.begun.has(step.id));
  if (state.stuckAt !== null) {
    // Brackets end for every close; prepared things stay, for they may be what serves.
    return (
      lastBegun(state, plan.around, true) ?? lastBegun(state, plan.guard, true) ?? { move: 'close', outcome: 'stuck' }
    );
  }
  return (
    lastBegun(state, live, false) ??
    (touched && plan.probes.back.length > 0 && !state.verified.has('back')
      ? ({ move: 'verify', direction: 'back' } as const)
      : null) ??
    enter(state, 'done', touched ? t(plan.command === 'adopt' ? 'as-found' : 'old-serves') : t('live-unchanged')) ??
    lastBegun(state, plan.around, true) ??
    lastBegun(state, plan.prepare, true) ??
    lastBegun(state, plan.guard, true) ?? { move: 'close', outcome: touched ? 'rolled-back' : 'refused' }
  );
}

const order: readonly Phase[] = ['plan', 'notice', 'prepare', 'do', 'check', 'done'];

function enter(state: RunState, phase: Phase, note: string): Move | null {
  const at = state.phase === null ? -1 : order.indexOf(state.phase);
  return order.indexOf(phase) > at ? { move: 'phase', phase, note } : null;
}

function firstOpen(state: RunState, items: readonly Item[], after: 'prepare' | 'live' | 'commit'): Move | null {
  const item = items.find(({ id }) => !state.done.has(id) && !(after === 'commit' && state.leftovers.has(id)));
  return item === undefined ? null : { move: 'do', item, after };
}

/** The last begun step that is not undone yet. A bracket that could not be undone is left over, not asked again. */
function lastBegun(state: RunState, items: readonly Item[], bracket: boolean): Move | null {
  const step = items.findLast(
    (item): item is Step =>
      item.kind === 'step' &&
      item.undoes !== 'never' &&
      state.begun.has(item.id) &&
      !state.undone.has(item.id) &&
      !(bracket && state.leftovers.has(item.id)),
  );
  return step === undefined ? null : { move: 'undo', step, saved: state.begun.get(step.id) ?? null, bracket };
}

function needsBaseline(state: RunState): boolean {
  const { forward: fore, back: behind } = state.plan.probes;
  return state.baseline === null && state.plan.cutover.length > 0 && fore.length + behind.length > 0;
}

/** How long a move may last; an owner that wrote nothing for longer than that and 15 s is hung (A12). */
export function moveLimit(entries: readonly Entry[]): Millis {
  const state = foldRun(entries);
  const next = nextMove(entries);
  switch (next?.move) {
    case 'do':
      return limitOf(next.item);
    case 'undo':
      return next.step.limits.undo;
    case 'verify':
      return next.direction === 'forward' ? state.plan.limits.verify + state.plan.soak : state.plan.limits.back;
    case 'confirm':
      return next.within;
    case 'recheck':
      return 60_000;
    case 'baseline':
      // Each probe is asked up to five times.
      return [...state.plan.probes.forward, ...state.plan.probes.back].reduce(
        (sum, probe) => sum + 5 * (probe.limit ?? 5_000),
        60_000,
      );
    default:
      return 15_000;
  }
}
