import type { Entry } from './entry.ts';
import type { Json, Millis } from './json.ts';
import type { Outcome, Phase, Plan } from './plan.ts';
import type { Answer, Item, Step } from './step.ts';
import { t } from './texts.ts';

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly id: string | null;
  readonly failing: string;
}

/** What a journal says, folded; a pure function of its entries. */
export interface RunState {
  readonly plan: Plan;
  readonly phase: Phase | null;
  /** Steps whose `doing` stands in the journal, in that order, with what capture() saved. */
  readonly begun: ReadonlyMap<string, Json>;
  /** Steps done, gates passed. */
  readonly done: ReadonlySet<string>;
  readonly undone: ReadonlySet<string>;
  readonly leftovers: ReadonlyMap<string, string>;
  readonly rechecked: boolean;
  readonly baseline: Readonly<Record<string, readonly (Answer | null)[]>> | null;
  readonly verified: ReadonlySet<'forward' | 'back'>;
  readonly waiting: string | null;
  readonly confirmed: boolean;
  readonly committed: boolean;
  readonly closed: Outcome | null;
  /** Why the run goes back: the first failure, an order, or an interruption. */
  readonly failure: Failure | null;
  readonly goesBack: boolean;
  /** The failure of the way back since the last takeover. */
  readonly stuckAt: Failure | null;
}

/** Folds a journal. Throws when it does not begin with `opened`: then there is no run to speak of. */
export function foldRun(entries: readonly Entry[]): RunState {
  const opened = entries[0];
  if (opened?.type !== 'opened') throw new Error('a journal begins with `opened`');
  const begun = new Map<string, Json>();
  const done = new Set<string>();
  const undone = new Set<string>();
  const leftovers = new Map<string, string>();
  const verified = new Set<'forward' | 'back'>();
  let phase: Phase | null = null;
  let rechecked = false;
  let baseline: RunState['baseline'] = null;
  let waiting: string | null = null;
  let confirmed = false;
  let committed = false;
  let closed: Outcome | null = null;
  let failure: Failure | null = null;
  let stuckAt: Failure | null = null;
  for (const entry of entries) {
    switch (entry.type) {
      case 'opened':
      case 'verdict':
      case 'note':
        break;
      case 'phase':
        phase = entry.phase;
        break;
      case 'doing':
        begun.set(entry.id, entry.saved);
        break;
      case 'done':
      case 'passed':
        done.add(entry.id);
        break;
      case 'rechecked':
        rechecked = true;
        break;
      case 'baseline':
        baseline = entry.answers;
        break;
      case 'verified':
        verified.add(entry.direction);
        break;
      case 'waiting':
        waiting = entry.until;
        break;
      case 'ordered':
        if (entry.order === 'confirm') confirmed = true;
        else
          failure ??= {
            code: 'E_RUN_ABORTED',
            message: t('sent-back', { by: entry.by }),
            next: '',
            id: null,
            failing: entry.at,
          };
        break;
      case 'failed':
        // Before the way back begins a failure turns the run round; on the way back it means stuck.
        if (committed) break;
        if (failure === null) failure = entry;
        else stuckAt = entry;
        break;
      case 'undoing':
        break;
      case 'undone':
        undone.add(entry.id);
        leftovers.delete(entry.id);
        break;
      case 'leftover':
        leftovers.set(entry.id, entry.message);
        break;
      case 'committed':
        committed = true;
        break;
      case 'closed':
        closed = entry.outcome;
        break;
      case 'resumed':
        // A takeover is a fresh try of the way back; before commit it never goes forward, unless a human confirmed.
        stuckAt = null;
        closed = null;
        leftovers.clear();
        if (!committed && !(waiting !== null && confirmed)) {
          // Nobody takes over what waits but at its end.
          const code = waiting === null ? 'E_RUN_INTERRUPTED' : 'E_CONFIRM_ABSENT';
          failure ??= { code, message: entry.reason, next: '', id: null, failing: entry.at };
        }
        break;
    }
  }
  const state = { plan: opened.plan, phase, begun, done, undone, leftovers, rechecked, baseline, verified };
  return {
    ...state,
    waiting,
    confirmed,
    committed,
    closed,
    failure,
    goesBack: failure !== null && !committed,
    stuckAt,
  };
}

/** All items of a plan by id. */
export function itemsOf(plan: Plan): ReadonlyMap<string, Item> {
  const all = [
    ...plan.guard,
    ...plan.prepare,
    ...plan.around,
    ...plan.backup,
    ...plan.cutover,
    ...plan.trial,
    ...plan.cleanup,
  ];
  return new Map(all.map((item) => [item.id, item]));
}

/** Longest time that an item may take. */
export function limitOf(item: Item): Millis {
  return item.kind === 'gate' ? item.limit : item.limits.capture + item.limits.do;
}

/** Longest way back of a plan: the undo limits of all that can be undone, and the verification of the old version. */
export function worstWayBack(plan: Plan): Millis {
  const steps = [...plan.cutover, ...plan.trial].filter((item): item is Step => item.kind === 'step');
  return steps.reduce((sum, step) => sum + (step.undoes === 'never' ? 0 : step.limits.undo), plan.limits.back);
}
