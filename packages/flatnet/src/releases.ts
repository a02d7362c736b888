import type { Digest, Millis } from '@flatnet-maint/core';
import type { AddedRelease as Added, Have, ReleaseSource, SourceProblem, Staged } from '@flatnet-maint/store';

/** The `--json` document of `releases`, one for each component. */
export interface ReleaseList {
  readonly component: string;
  readonly sources: readonly {
    readonly source: string;
    readonly kind: ReleaseSource['kind'];
    /** The key that must have signed its releases; null = none is asked for. */
    readonly key: string | null;
    /** Why it could not be asked, or not be believed. */
    readonly problem: SourceProblem | null;
  }[];
  /** Newest first. */
  readonly releases: readonly {
    readonly version: string;
    readonly source: string;
    readonly bytes: number | null;
    /** null = it is still to be built; so is its path. */
    readonly sha256: Digest | null;
    /** Where it lies when it is in hand. */
    readonly path: string | null;
    readonly have: Have;
  }[];
}

export interface AddOptions {
  /** null = told by the name of the file. */
  readonly version: string | null;
  /** What its maker says it is; null = computed and recorded. */
  readonly sha256: string | null;
  /** A file with a detached signature by the key of one of the component's sources. */
  readonly signature: string | null;
}

/** The `--json` document of `releases add`. */
export interface AddedRelease extends Added {
  readonly component: string;
}

/** The `--json` document of `fetch`. */
export interface FetchedRelease extends Omit<Staged, 'kind' | 'holds'> {
  readonly component: string;
  readonly version: string;
  readonly source: string;
  readonly sha256: Digest;
  /** Other sources that could not be asked. */
  readonly problems: readonly SourceProblem[];
}

/** How far a download is; or that a build begins, of which commit, and for how long at most (milliseconds). */
export type FetchProgress =
  | { readonly file: string; readonly bytes: number; readonly of: number }
  | { readonly builds: string; readonly command: string; readonly limit: Millis };
