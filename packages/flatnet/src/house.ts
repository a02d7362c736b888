import type { Accepted, Entry, Finding, Generation, Millis, Outcome, Plan, Verdict } from '@flatnet-maint/core';
import type { ExportedSnapshot } from '@flatnet-maint/store';

/** The program that opens runs: journals name it, and the dead-man starts it again by these paths. */
export interface Tool {
  readonly version: string;
  readonly node: string;
  readonly cli: string;
}

/** What a command line, a script or a test can ask of this library. One state folder, one host, one house. */
export interface House {
  /** Where runs, generations and snapshots lie. */
  readonly state: string;
  status(): Promise<StatusReport>;
  /** Reads, decides, changes nothing. Findings that block are in the answer, not thrown. */
  planUpgrade(component: string, how: UpgradeOptions): Promise<Proposal>;
  planRollback(component: string, how: RollbackOptions): Promise<Proposal>;
  planBackup(component: string): Promise<Proposal>;
  planVerify(component: string): Promise<Proposal>;
  /** Runs a plan to its close. Throws E_RUN_OPEN (6) when another run is open, E_PREFLIGHT (3) when a finding blocks. */
  apply(proposal: Proposal, how: RunOptions): Promise<RunReport>;
  /** The fast path: last-good file, actions and host alone; takes over an open run. */
  emergencyRollback(component: string, how: RunOptions): Promise<RunReport>;
  /** Takes over the open run when its owner is dead or hung; E_RUN_OWNED (6) while it lives; null when none is open. */
  resume(by: 'operator' | 'dead-man', how: RunOptions): Promise<RunReport | null>;
  /** Puts an order; the owner obeys it. A run without a living owner is taken over and obeys. */
  order(order: 'abort' | 'confirm', how: RunOptions): Promise<RunReport | null>;
  /** The dead-man's own loop: returns when no run is open. */
  guard(log: (line: string) => void): Promise<void>;
  /** Newest first. Closed runs are told as noted at their close while their journal is untouched; `verify` reads them all. */
  runs(how?: { readonly verify?: boolean }): Promise<readonly RunSummary[]>;
  show(id: string): Promise<{ summary: RunSummary; entries: readonly Entry[]; damage: string | null }>;
  snapshots(component?: string): Promise<readonly SnapshotSummary[]>;
  /** One snapshot as an archive at an absolute path outside of the state folder, verified before and read back after. */
  exportSnapshot(component: string, id: string, file: string): Promise<ExportedSnapshot>;
}

export interface UpgradeOptions {
  readonly to: string;
  readonly accepted: readonly Accepted[];
  readonly confirmWithin: Millis | null;
  readonly soak: Millis | null;
}
export interface RollbackOptions {
  /** Generation id or version; null = the one before the present one. */
  readonly to: string | null;
  readonly accepted: readonly Accepted[];
  readonly soak: Millis | null;
}
export interface RunOptions {
  readonly onEntry?: (entry: Entry) => void;
  /** Called for every probe answer, more often than the journal has lines. */
  readonly onTick?: (text: string) => void;
  /** Said before the run begins: what could not be used on the way to it. */
  readonly onNotice?: (text: string) => void;
  /** Aborted = go back (Ctrl-C, SIGTERM, SIGHUP). */
  readonly signal?: AbortSignal;
}

export interface Proposal {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  /** What must be allowed, in words; empty = this process may do all of it. */
  readonly rights: readonly string[];
  readonly worstWayBack: Millis;
}

/** The `--json` document of a run; times ISO 8601, lengths in milliseconds, null where a value does not apply. */
export interface RunReport {
  readonly run: string;
  readonly command: string;
  readonly component: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly outcome: Outcome | 'waiting';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly darkMs: Millis | null;
  readonly rollbackMs: Millis | null;
  readonly probes: readonly { id: string; severity: string; verdict: Verdict; detail: string }[];
  readonly leftovers: readonly string[];
  readonly accepted: readonly Accepted[];
  readonly journal: string;
  readonly error?: { code: string; message: string; next: string };
}

export interface RunSummary {
  readonly run: string;
  readonly command: string;
  readonly component: string;
  readonly from: string | null;
  readonly to: string | null;
  /** 'open' = somebody works on it, or should: `owner` tells. */
  readonly outcome: Outcome | 'open' | 'waiting' | 'damaged';
  /** What is wrong with its journal; null = sound. */
  readonly damage: string | null;
  /** The one run of this host that is not finished; a stuck or damaged one is open until somebody ends it. */
  readonly open: boolean;
  readonly owner: { readonly pid: number; readonly alive: boolean; readonly since: string } | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

export interface SnapshotSummary {
  readonly component: string;
  readonly id: string;
  readonly kind: 'generation' | 'snapshot' | 'last-good';
  readonly version: string | null;
  readonly made: string;
  readonly bytes: number | null;
  readonly lastGood: boolean;
  readonly damage: string | null;
}

export interface StatusReport {
  readonly site: string | null;
  /** Why nothing is said of the components; null = the site file was read, or there is none. */
  readonly siteProblem: { readonly code: string; readonly message: string; readonly next: string } | null;
  readonly open: RunSummary | null;
  readonly last: RunSummary | null;
  readonly components: readonly {
    readonly id: string;
    readonly version: string | null;
    readonly generation: Generation | null;
    readonly healthy: boolean | null;
    readonly probes: readonly { id: string; verdict: Verdict; detail: string }[];
    readonly problem: { code: string; message: string; next: string } | null;
    /** Records of the ready way back that cannot be used, and why. */
    readonly damaged: readonly string[];
  }[];
}
