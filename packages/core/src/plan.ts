import type { Digest, Json, Millis } from './json.ts';
import type { Item, Question, Step } from './step.ts';

/** How bad a failing probe is; the four rows of the decision table (S102–S105). */
export type Severity = 'outage' | 'partial' | 'slow' | 'noisy';

/** How an answer is held against the baseline. Without one: the answer's own `ok`. No baseline = unknown, never pass (H7). */
export type Comparison =
  | { readonly atMost: { readonly times: number; readonly floor: number } }
  | { readonly equalsBefore: true }
  /** A list that holds nothing that was not in the list before. */
  | { readonly nothingNew: true }
  /** A list that still holds everything that was in the list before. */
  | { readonly nothingMissing: true };

/** A question that is asked again and again; "could not ask" never passes. `passes` in a row are wanted. */
export interface Probe {
  readonly id: string;
  readonly host: string;
  readonly severity: Severity;
  readonly ask: Question;
  readonly compare?: Comparison;
  readonly every: Millis;
  readonly passes: number;
  /** Failures in a row that make a fail certain. */
  readonly fails: number;
  /** Of one asking; absent = 5 s. */
  readonly limit?: Millis;
}
export type Verdict = 'pass' | 'fail' | 'unknown';

/** The phases of the manual (S1): a run is in exactly one, and changes are journaled. */
export type Phase = 'plan' | 'notice' | 'prepare' | 'do' | 'check' | 'done';
export type Outcome = 'committed' | 'refused' | 'rolled-back' | 'stuck' | 'superseded';

/** An installed, kept version. `tree` is its folder; `digest` that of its manifest. */
export interface Generation {
  readonly id: string;
  readonly component: string;
  readonly version: string;
  readonly tree: string;
  readonly digest: Digest;
  readonly made: string;
  /** What the component needs to make it live again. */
  readonly parts: Json;
  /** Folders besides the tree that are a part of it: recorded, verified and removed with it. */
  readonly besides?: readonly string[];
  /** Paths in the tree that the running program writes; no part of what it is. */
  readonly runtime?: readonly string[];
  /** It was not made of a release but found: whose program (path, sha256) it was then, and whether it was seen working. */
  readonly adopted?: {
    readonly from: string;
    readonly exe: string;
    readonly sha256: Digest;
    readonly proven: boolean;
  };
}
/** One file of a release. `text` only where it is small and UTF-8: what a component reads before it plans. */
export interface ReleaseFile {
  /** As it lies in the tree that is made of the release. */
  readonly path: string;
  readonly sha256: Digest;
  readonly bytes: number;
  readonly mode: number;
  readonly text?: string;
}
/** A version we want, and where its bytes lie. */
export interface Release {
  readonly component: string;
  readonly version: string;
  readonly path: string;
  readonly sha256: Digest;
  /** A file of no archive's name is a program and no mistake: its component says so (`plainReleases`). */
  readonly plain?: true;
  /** What it holds, once it is in hand; absent before, and for one of many files. */
  readonly holds?: readonly ReleaseFile[];
}
/** A release for a step that opens it: what was read before it was planned is in no journal. */
export function withoutHolds({ component, version, path, sha256, plain }: Release): Omit<Release, 'holds'> {
  return { component, version, path, sha256, ...(plain === undefined ? {} : { plain }) };
}
/** The ready way to a generation: what `--emergency` runs with actions and host alone (A10). */
export interface Way {
  readonly generation: Generation;
  readonly cutover: readonly Item[];
  readonly probes: readonly Probe[];
  /** Files by whose content it is told to be live already, where no shared verb of the way says it. */
  readonly marks?: readonly { readonly path: string; readonly sha256: Digest }[];
}
export interface Finding {
  readonly id: string;
  readonly blocks: boolean;
  readonly message: string;
  readonly next: string;
  /** A blocking finding that `--accept ID --reason TEXT` may waive. */
  readonly waivable?: boolean;
}
/** A finding that somebody bears by name; journaled with the plan and shown in the result. */
export interface Accepted {
  readonly id: string;
  readonly reason: string;
  /** What the finding said when it was accepted. */
  readonly finding?: string;
}

/** The finding under which a probe that is not green before an upgrade is accepted. */
export const redProbe = (probe: string): string => `probe-${probe}`;

/** The composed run, a value. Its id is the run id; every name that a step creates derives from it; applied at most once. */
export interface Plan {
  readonly id: string;
  readonly command:
    | 'upgrade'
    | 'rollback'
    | 'emergency'
    | 'backup'
    | 'verify'
    | 'prune'
    | 'adopt'
    | 'config'
    | 'dashboards';
  readonly component: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly facts: Digest;
  /** The facts were read as if the component were started through this tree. */
  readonly tree?: string;
  /** The dead-man: done before everything, undone after everything. */
  readonly guard: readonly Step[];
  /** Nothing live changes; failing here closes 'refused'. */
  readonly prepare: readonly Item[];
  /** Brackets: done before backup and cutover, undone at every close. */
  readonly around: readonly Step[];
  /** Kept, never undone. */
  readonly backup: readonly Step[];
  /** Undone in reverse if anything fails before commit. */
  readonly cutover: readonly Item[];
  readonly trial: readonly Step[];
  readonly probes: { readonly forward: readonly Probe[]; readonly back: readonly Probe[] };
  readonly soak: Millis;
  /** Commit waits for `confirm` this long after a good verification, then goes back. */
  readonly confirmWithin: Millis | null;
  /** Asked while the run waits for `confirm`; the first that passes confirms it in the name of whoever answered. */
  readonly confirmedBy?: readonly Probe[];
  /**
   * Probes that must be green before the first change, or the run is refused: all of an upgrade but those whose redness was
   * accepted. A rollback asks nobody to be well first, and what was planned before there was such a list has none.
   */
  readonly green?: readonly string[];
  /** After commit, never undone, do() may run twice; what fails here is listed as left over. An emergency is all cleanup: forward only. */
  readonly cleanup: readonly Item[];
  readonly limits: { readonly verify: Millis; readonly back: Millis };
  /** What the plan promises: shown, and compared with what was measured. */
  readonly expects: { readonly darkMs: Millis; readonly notes: readonly string[] };
  /** Files whose ends are kept in the run's folder before anything is undone. */
  readonly evidence: readonly string[];
  readonly accepted: readonly Accepted[];
}
