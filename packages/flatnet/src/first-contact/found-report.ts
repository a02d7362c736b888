import type { ExitCode, Found } from '@flatnet-maint/core';

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

/** 'unsure' = there are several, or none that is certain; 'rights' = what could be seen does not decide it. */
export type FoundState = 'found' | 'unsure' | 'absent' | 'rights';

/** What one component saw of itself; `found` is null when it did not answer, and `problem` says why. */
export interface FoundComponent {
  readonly id: string;
  readonly state: FoundState;
  readonly found: Found | null;
  /** The path of the candidate that is meant; null unless the state is 'found'. */
  readonly chosen: string | null;
  readonly problem: Problem | null;
}

/** What is on a host that nobody described. */
export interface FoundReport {
  readonly components: readonly FoundComponent[];
}

/** One key of the site file, as it stands there and as it was found; null = not. */
export interface SiteDifference {
  readonly key: string;
  readonly file: string | null;
  readonly found: string | null;
}

/** What `init` made of a FoundReport: one site file, or why there is none. */
export interface InitReport extends FoundReport {
  readonly site: {
    readonly path: string;
    readonly written: boolean;
    /** Against the file that was there; null = there was none that could be read. */
    readonly differences: readonly SiteDifference[] | null;
  };
  /** Every value that goes into a site file, as its text; null = nothing is certain enough to be written down. */
  readonly draft: string | null;
  /** The launcher of the pinned copy of this tool; null = there is none. */
  readonly pinned: string | null;
  /** The next command, or deed. */
  readonly next: string;
  readonly exit: ExitCode;
  readonly error?: Problem;
}

/** What can be asked of a host before anybody described it. */
export interface FirstContactHouse {
  /** Every component that can finds itself; absolute paths in `use` choose. What does not answer in time is said, not thrown. */
  find(how: { readonly use: readonly string[] }): Promise<FoundReport>;
  /**
   * Writes the site file of what was found, never over one that is there. `words` puts its comments into a reader's
   * language. What refuses is in the answer, not thrown.
   */
  init(found: FoundReport, how?: { readonly words?: (english: string) => string }): Promise<InitReport>;
}
