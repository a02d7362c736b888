import type { Json, Millis } from './json.ts';
import type { Outcome, Phase, Plan, Verdict } from './plan.ts';
import type { Answer } from './step.ts';

/** On every journal line: sequence number, wall time, monotonic time, boot id, owner number. */
export interface Stamp {
  readonly n: number;
  readonly at: string;
  readonly mono: Millis;
  readonly boot: string;
  readonly owner: number;
}

export type EntryBody =
  | { readonly type: 'opened'; readonly plan: Plan; readonly tool: string; readonly node: string; readonly cli: string }
  | { readonly type: 'resumed'; readonly by: 'operator' | 'dead-man' | 'emergency'; readonly reason: string }
  | { readonly type: 'phase'; readonly phase: Phase; readonly note: string }
  | { readonly type: 'doing'; readonly id: string; readonly saved: Json }
  | { readonly type: 'done'; readonly id: string; readonly took: Millis }
  | { readonly type: 'passed'; readonly id: string; readonly detail: string; readonly took: Millis }
  | { readonly type: 'rechecked'; readonly facts: string }
  | { readonly type: 'baseline'; readonly answers: Readonly<Record<string, readonly (Answer | null)[]>> }
  | {
      readonly type: 'verdict';
      readonly direction: 'forward' | 'back';
      readonly id: string;
      readonly verdict: Verdict;
      readonly detail: string;
      readonly value: Json;
    }
  | { readonly type: 'verified'; readonly direction: 'forward' | 'back'; readonly detail: string }
  | { readonly type: 'waiting'; readonly until: string }
  | { readonly type: 'ordered'; readonly order: 'abort' | 'confirm'; readonly by: string }
  /** `failing` is when the first sign was seen, for rollbackMs. */
  | {
      readonly type: 'failed';
      readonly code: string;
      readonly message: string;
      readonly next: string;
      readonly id: string | null;
      readonly failing: string;
    }
  | { readonly type: 'undoing'; readonly id: string }
  | { readonly type: 'undone'; readonly id: string; readonly took: Millis }
  | { readonly type: 'committed' }
  | { readonly type: 'leftover'; readonly id: string; readonly message: string }
  /** `told`: what a step said of what it did or could not do; it stands in the end report as well. */
  | { readonly type: 'note'; readonly text: string; readonly told?: true }
  | { readonly type: 'closed'; readonly outcome: Outcome };

export type Entry = Stamp & EntryBody;
