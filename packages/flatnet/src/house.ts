import type {
  Accepted,
  Entry,
  Finding,
  Found,
  Generation,
  Millis,
  Outcome,
  Plan,
  RetentionSettings,
  Secret,
  Severity,
  Verdict,
} from '@flatnet-maint/core';
import type { ExportedSnapshot, UnpackedSnapshot } from '@flatnet-maint/store';
import type { DashboardsHouse } from './dashboards/dashboards-report.ts';
import type { ComponentDrift } from './drift.ts';
import type { FirstContactHouse, FoundReport } from './first-contact/found-report.ts';
import type { AddedRelease, AddOptions, FetchedRelease, FetchProgress, ReleaseList } from './releases.ts';

/** The program that opens runs: journals name it, and the dead-man starts it again by these paths. */
export interface Tool {
  readonly version: string;
  readonly node: string;
  readonly cli: string;
}

/** What a command line, a script or a test can ask of this library. One state folder, one host, one house. */
export interface House extends FirstContactHouse, DashboardsHouse {
  /** Where runs, generations and snapshots lie. */
  readonly state: string;
  /** Ids of those that the site file speaks of. */
  components(): Promise<readonly string[]>;
  /** `since` = an earlier report: what takes long (remarks, drift, the search for a site) is taken from there, and not looked at again. */
  status(how?: { readonly since?: StatusReport | null }): Promise<StatusReport>;
  /** Reads, decides, changes nothing but the download cache. Findings that block are in the answer, not thrown. */
  planUpgrade(component: string, how: UpgradeOptions): Promise<Proposal>;
  planRollback(component: string, how: RollbackOptions): Promise<Proposal>;
  /** A change of configuration alone. E_CONFIG_NONE (2) where the component has none that could be changed by itself. */
  planConfig(component: string, how: ConfigOptions): Promise<Proposal>;
  planBackup(component: string): Promise<Proposal>;
  planVerify(component: string): Promise<Proposal>;
  /** The present state, or a tree that hands made, becomes generation 0; with `start` it is made to serve as well. */
  planAdopt(component: string, how: AdoptOptions): Promise<Proposal>;
  /**
   * An open adoption whose owner is gone is brought to its end first; null when there is none. `isMeant`: it was begun for
   * the same as is asked for now.
   */
  settle(component: string, how: AdoptOptions, run: RunOptions): Promise<Settled | null>;
  /**
   * Gives a plan to a process of its own, which no end of this one reaches, and answers once that owns the open run; else throws
   * what it said, and nothing was changed. E_RUN_OPEN (6), E_PREFLIGHT (3), E_DETACH_… (3).
   */
  detach(proposal: Proposal): Promise<Detached>;
  /** What that process does: fetches the plan from where it is handed over, and runs it to its close. E_DETACH_EMPTY (3). */
  applyHanded(from: string, how: RunOptions): Promise<RunReport>;
  /** Tells a run from its first line on until it is closed; null = `signal` ended the telling, not the run. Only reads. E_RUN_UNKNOWN (2). */
  watch(run: string, how: RunOptions): Promise<RunReport | null>;
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
  /** What can be installed, from every source of the site file and from the local store; changes nothing. */
  releases(component?: string): Promise<readonly ReleaseList[]>;
  /** Takes a downloaded archive into the local store, verified; write-once. */
  addRelease(component: string, file: string, how: AddOptions): Promise<AddedRelease>;
  /** Brings a release into the download cache and verifies it, before a window. */
  fetchRelease(
    component: string,
    version: string,
    onFetch?: (progress: FetchProgress) => void,
  ): Promise<FetchedRelease>;
  /** One snapshot as an archive at an absolute path outside of the state folder, verified before and read back after. */
  exportSnapshot(component: string, id: string, file: string): Promise<ExportedSnapshot>;
  /**
   * What one holds, in a new folder for whoever opens it alone, sealed parts opened; all of it or nothing. E_SEALED_CLOSED
   * where a key is missing, E_SEALED_KEY where it is another one's, E_SNAPSHOT_DAMAGED where no key would open it.
   */
  openSnapshot(how: OpenSnapshot): Promise<UnpackedSnapshot>;
  /** What Alertmanager silences now, or will: ours and those of others. E_SILENCE_UNSET (2) without a `silence` in the site file. */
  silences(): Promise<readonly SilenceRow[]>;
  /** Silences the alarms of a component by hand; it ends by itself. E_SILENCE_MATCHER (3). */
  addSilence(component: string, how: AddSilence): Promise<SilenceRow>;
  /** Ends one, or all that this user added; E_SILENCE_UNKNOWN (3). Answers with what was ended, read back. */
  endSilences(which: { readonly id: string } | { readonly mine: string }): Promise<readonly SilenceRow[]>;
  /** Reads every byte of what is kept again. */
  verifySnapshots(component?: string): Promise<readonly VerifiedKept[]>;
  /** What would be removed and what stays; reads only. `apply` removes. */
  planPrune(component: string, how: PruneOptions): Promise<PruneProposal>;
  /** E_KEPT_UNKNOWN when it is not kept; E_RUN_OPEN (6) while a run is open, for that may be removing it. */
  protect(component: string, id: string, reason: string): Promise<void>;
  unprotect(component: string, id: string): Promise<void>;
  /**
   * What tells of the present, of one component or of all, as one archive: `to`, or a file with a name of its own in
   * `folder`. Changes nothing else, holds no secret, and says what it could not read. E_FILE_EXISTS, E_EXPORT_SPACE.
   */
  evidence(how: EvidenceOptions): Promise<EvidenceReport>;
  /**
   * A copy of the running tool with its own Node in the state folder, and a launcher that needs nothing else; a second
   * call verifies every byte of it and mends. E_INSTALL_SOURCE from a checkout.
   */
  installSelf(): Promise<InstalledSelf>;
  /** The copy that the launcher starts, when it is whole and of this version. */
  pinned(): Promise<PinnedCopy | null>;
}

/** What is opened, and with which keys; paths are absolute. */
export interface OpenSnapshot {
  /** One of this host, the newest without an id; or an archive that was exported from any host. */
  readonly from: { readonly component: string; readonly id: string | null } | { readonly file: string };
  readonly into: string;
  /** A file as `age-keygen` writes it. */
  readonly identity: string | null;
  readonly passphrase: Secret | null;
  /** Parts that are left out. */
  readonly without: readonly string[];
}

export interface Detached {
  readonly run: string;
  /** The service that holds the process; null where no service manager is. */
  readonly unit: string | null;
  readonly pid: number;
}

export interface AddSilence {
  readonly lasts: Millis;
  readonly reason: string;
  /** The user who adds it. */
  readonly by: string;
}
export interface SilenceRow {
  readonly id: string;
  readonly state: 'active' | 'pending';
  /** A run of ours, somebody through us, or somebody else. */
  readonly whose: 'run' | 'hand' | 'foreign';
  /** The id of the run, the user, or what Alertmanager has as its maker. */
  readonly by: string;
  readonly comment: string;
  /** As Prometheus writes them. */
  readonly matchers: readonly string[];
  /** ISO 8601. */
  readonly until: string;
}

export interface PinnedCopy {
  readonly version: string;
  readonly folder: string;
  /** What is typed when nothing else is left. */
  readonly launcher: string;
}
export interface InstalledSelf extends PinnedCopy {
  readonly how: 'made' | 'repaired' | 'sound';
  readonly node: string;
  readonly cli: string;
  /** Older copies that nothing relies on any more. */
  readonly removed: readonly string[];
}

/** Paths are absolute. */
export interface EvidenceOptions {
  readonly component: string | null;
  readonly to: string | null;
  readonly folder: string;
}
export interface EvidenceReport {
  readonly file: string;
  readonly checksums: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly pieces: number;
  /** Places where a secret stood. */
  readonly masked: number;
  /** What is not in it, and why; a key is named with its digest. */
  readonly absent: readonly {
    readonly path: string;
    readonly why: string;
    readonly bytes?: number;
    readonly sha256?: string;
  }[];
}

/** null = as the site file says, or 3 generations and 30 days. */
export interface PruneOptions {
  readonly keep: number | null;
  readonly days: number | null;
}
export interface PruneProposal extends Proposal {
  readonly retention: RetentionSettings;
  /** All that is kept, with what was decided of it. */
  readonly rows: readonly SnapshotSummary[];
}

/** One kept thing after every byte of it was read; sound when `damage` is empty. */
export interface VerifiedKept {
  readonly component: string;
  readonly id: string;
  readonly kind: SnapshotSummary['kind'];
  readonly bytes: number | null;
  readonly damage: readonly string[];
  /** Parts that were read, not opened: that their bytes are as they were sealed needs no key. */
  readonly sealed?: readonly string[];
}

export interface UpgradeOptions {
  readonly to: string;
  readonly accepted: readonly Accepted[];
  readonly confirmWithin: Millis | null;
  readonly soak: Millis | null;
  /** What runs on it is started anew after commit. E_RESTARTS_UNKNOWN (2) where the component cannot do that. */
  readonly restarts?: boolean;
  /** Called while a release that is not in hand is fetched. */
  readonly onFetch?: (progress: FetchProgress) => void;
}
export interface ConfigOptions {
  /** A folder, absolute: what it holds replaces what has the same place now, and what it does not hold stays. */
  readonly from: string;
  readonly accepted: readonly Accepted[];
  readonly confirmWithin: Millis | null;
  readonly soak: Millis | null;
}
export interface Settled {
  readonly report: RunReport;
  readonly isMeant: boolean;
}
export interface AdoptOptions {
  /** A folder; null = the present one. */
  readonly tree: string | null;
  /** Nothing serves, and this is to. */
  readonly start: boolean;
  readonly accepted: readonly Accepted[];
  /** null = 5 s. */
  readonly soak: Millis | null;
}
export interface RollbackOptions {
  /** Generation id or version; null = the one before the present one. */
  readonly to: string | null;
  /** One part of it alone, where the component has parts; the others stay as they are. E_PART_NONE (2) where it has none. */
  readonly only?: string | null;
  readonly accepted: readonly Accepted[];
  readonly confirmWithin: Millis | null;
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
  readonly probes: readonly { id: string; severity: Severity; verdict: Verdict; detail: string }[];
  readonly leftovers: readonly string[];
  /** What steps said of what they did beside or could not do; absent = nothing. */
  readonly told?: readonly string[];
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
  /** Why it was not committed. */
  readonly why?: string;
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
  readonly kind: 'generation' | 'snapshot' | 'last-good' | 'protections';
  readonly version: string | null;
  /** ISO 8601; empty = unknown. */
  readonly made: string;
  /** Negative when it was made later than now; null = unknown. */
  readonly ageMs: Millis | null;
  readonly bytes: number | null;
  readonly lastGood: boolean;
  readonly damage: string | null;
  /** Why it stays, in words; empty for what goes and for what is no generation or snapshot. */
  readonly keeps: readonly string[];
  /** Of a generation that was found, not made: whether it was seen working. */
  readonly adopted?: 'proven' | 'not-proven';
  /** `snapshots prune` would remove it. */
  readonly goes: boolean;
  /** Parts with keys of a snapshot: for whom each is sealed (age1…, or a passphrase), or that it is in clear. */
  readonly keys?: readonly KeptKeys[];
}
export interface KeptKeys {
  readonly part: string;
  readonly sealed: boolean;
  /** null = with a passphrase, or not sealed. */
  readonly recipient: string | null;
}

export interface StatusReport {
  readonly site: string | null;
  /** Why nothing is said of the components; null = the site file was read, or there is none. */
  readonly siteProblem: { readonly code: string; readonly message: string; readonly next: string } | null;
  readonly open: RunSummary | null;
  readonly last: RunSummary | null;
  /** What is on this host; null where a site file says it, or should. */
  readonly found: FoundReport | null;
  readonly components: readonly {
    readonly id: string;
    readonly version: string | null;
    readonly generation: Generation | null;
    readonly healthy: boolean | null;
    readonly probes: readonly { id: string; verdict: Verdict; detail: string }[];
    readonly problem: { code: string; message: string; next: string } | null;
    /** Records of the ready way back that cannot be used, and why. */
    readonly damaged: readonly string[];
    /** What hands left around it, what must start first, what could not be looked at. None of them makes it unhealthy. */
    readonly remarks: readonly Finding[];
    /** What serves, against what is kept of it; null where it was not looked at. */
    readonly drift: ComponentDrift | null;
    /** What it saw of itself; null where it was not asked or did not answer. */
    readonly found: Found | null;
    /** What is to be typed first where nothing serves as the site file means it; null = nothing that can be told. */
    readonly next: string | null;
  }[];
}
