import type { Catalogue } from './catalogue.ts';
import type { Candidate, EvidencePiece, Found } from './found.ts';
import type { Host, HostView } from './host.ts';
import type { Digest, Json, Millis } from './json.ts';
import type { Finding, Generation, Probe, Release, Way } from './plan.ts';
import type { Settings, Written } from './settings.ts';
import type { AnyAction, AnyInquiry, Item, Question, Step } from './step.ts';

/** The run that a plan is made for: names derive from its id; what is kept lies below the state folder. */
export interface RunPlace {
  readonly id: string;
  readonly state: string;
}

/** What a component says an upgrade or a return is; both come from one function, so the two cannot drift apart. */
export interface Change {
  /** Nothing live changes here. */
  readonly prepare: readonly Item[];
  readonly around: readonly Step[];
  readonly cutover: readonly Item[];
  readonly cleanup: readonly Item[];
  readonly to: Generation;
  /** Files that tell why a failing generation failed. */
  readonly evidence: readonly string[];
  readonly expects: { readonly darkMs: number; readonly notes: readonly string[] };
}

/** How a tree that nobody of us made becomes a generation; nothing live changes. */
export interface Adoption {
  readonly prepare: readonly Item[];
  readonly to: Generation;
  /** Whether it passes its own program's test of its configuration. */
  readonly test: Question;
  /** How the copy is seen working; absent = as before it is made live again. */
  readonly tries?: readonly Item[];
}

/** What an upgrade does besides, because it was asked for. */
export interface UpgradeHow {
  /** What runs on it is started anew after commit, one at a time. */
  readonly restarts: boolean;
  /** Findings that somebody bears by name. */
  readonly borne: readonly string[];
}

/** One file that is to be part of the configuration. */
export interface ConfigFile {
  /** Relative to the folder that holds it. */
  readonly path: string;
  readonly sha256: Digest;
  readonly bytes: number;
  readonly mode: number;
  /** Only where it is small and UTF-8. */
  readonly text?: string;
}
/** A folder with new configuration: what it holds replaces what has the same place now; what it does not hold stays. */
export interface ConfigWanted {
  readonly folder: string;
  readonly files: readonly ConfigFile[];
}

export interface Unkept {
  readonly notes: readonly string[];
  /** Never blocking: that something is not kept is told, and a human decides. */
  readonly findings: readonly Finding[];
}

/** A part of the system. Only inspect() does I/O, and it only reads; the others turn facts into values. */
export interface Component<Site = Json, Facts extends Json = Json> {
  readonly id: string;
  readonly after: readonly string[];
  readonly actions: readonly AnyAction[];
  readonly inquiries: readonly AnyInquiry[];
  /** A release of it may be one plain file, a program; without it, what is no archive is refused. */
  readonly plainReleases?: true;
  /** What it is, as one sentence for the JSON Schema of the site file, without a full stop. */
  readonly about?: string;
  /**
   * Its part of the site file; without it there is none. Beside these keys every component has releases, sources, retention,
   * soak, verify and, unless it says itself what that means, generations.
   */
  readonly settings?: Settings;
  /** The key of its settings that says where it is: what it is found by again, and started through. */
  readonly place?: string;
  /** What was written there, as it reads it; without it, as it is. Pure. */
  site?(written: Written): Site;
  /** An upgrade of it can start anew what runs on it: it heeds `UpgradeHow.restarts`. */
  readonly restarts?: true;
  /** What it says to people; a reader's language is found from here (ADR 0011). */
  readonly texts: Catalogue;
  /**
   * Finds itself on a host that nobody described: processes, services, ports and folders, running or not. `use` = absolute
   * paths that somebody chose; `site` = only what belongs to what the site file means. Reads only; what it may not look at
   * is told, not thrown.
   */
  find?(host: HostView, how: { readonly use: readonly string[]; readonly site: Site | null }): Promise<Found>;
  /**
   * Facts (paths, versions, digests, layout) are what steps depend on and are digested; readings change by themselves.
   * `tree`: as if the component were started through that tree, whatever is in its place now.
   */
  inspect(
    site: Site,
    host: HostView,
    how?: { readonly tree?: string | undefined },
  ): Promise<{ facts: Facts; readings: Json }>;
  /** The generation that is live now, as found. */
  live(facts: Facts): Generation;
  /** `adopts`: nothing live changes ('kept'), or the generation is to serve where nothing does ('started'). */
  preflight(
    facts: Facts,
    readings: Json,
    want: { release: Release } | { generation: Generation } | { adopts: 'kept' | 'started' },
  ): readonly Finding[];
  /** The forward-only way to a generation, for `--emergency`. */
  way(facts: Facts, to: Generation): Way;
  backup(facts: Facts, run: RunPlace): readonly Step[];
  /** What its backup does not hold although it is referred to, and why; said in every plan that takes one. */
  unkept?(facts: Facts, run: RunPlace): Unkept;
  upgrade(facts: Facts, want: Release, run: RunPlace, how?: UpgradeHow): Change;
  rollback(facts: Facts, to: Generation, run: RunPlace): Change;
  /** `run`: the one that trial steps are named after; without one there are none. */
  verify(facts: Facts, to: Generation, run?: RunPlace): Verification;
  /**
   * What a request means, for a component whose releases are no archives: such a one knows by its facts what may be asked for.
   * Pure; E_VERSION_… (2) says what would have been right.
   */
  asked?(facts: Facts, request: string): Release;
  /** Brings what was asked for into hand, as a download would be; nothing live changes. What it found then stands in `holds`. */
  fetch?(facts: Facts, want: Release, host: Host): Promise<Release>;
  /** The one part of a kept generation that a return means, as a request that is carried out like an upgrade. E_PART_UNKNOWN (2). */
  part?(facts: Facts, kept: Generation, name: string): Release;
  /** What a prune removes besides, once the generations that needed it are gone. */
  sweep?(facts: Facts): readonly Step[];
  /** A change of configuration alone: tested, put in place, loaded without a restart, seen loaded. */
  configure?(facts: Facts, want: ConfigWanted, run: RunPlace): Change;
  /** Makes a generation of the tree of these facts, which nobody of us made; nothing live changes. */
  adopt?(facts: Facts, run: RunPlace): Adoption;
  /** Makes a generation live where nothing of the component serves; what a hand left in the way is set aside by name. */
  revive?(facts: Facts, to: Generation, run: RunPlace): Omit<Change, 'to'>;
  /** What tells of it before anyone touches it: logs, configuration, versions. Never a key. Reads only. */
  evidence?(found: Candidate, host: HostView): Promise<readonly EvidencePiece[]>;
}

export interface Verification {
  readonly trial: readonly Step[];
  readonly probes: readonly Probe[];
  /** How long the probes may take to pass; absent = 60 s, and 30 s on the way back. */
  readonly within?: Millis;
  /** Whose good answer stands for `confirm` where a run waits for it: a peer's through the new tunnel. Never compared with before. */
  readonly confirmedBy?: readonly Probe[];
}

const asEver: UpgradeHow = { restarts: false, borne: [] };

/** The same component, with the one function that makes a generation live used for both directions. */
export function defineComponent<Site, Facts extends Json>(
  parts: Omit<Component<Site, Facts>, 'upgrade' | 'rollback'> & {
    /** Makes a generation out of a release; nothing live changes. */
    stage(facts: Facts, want: Release, run: RunPlace, how: UpgradeHow): { prepare: readonly Item[]; to: Generation };
    /** What must be seen of a kept generation before it is made live again. */
    prove(facts: Facts, kept: Generation, run: RunPlace): readonly Item[];
    cutover(facts: Facts, to: Generation, run: RunPlace, how: UpgradeHow): Omit<Change, 'prepare' | 'to'>;
  },
): Component<Site, Facts> {
  const { stage, prove, cutover, ...rest } = parts;
  return {
    ...rest,
    upgrade(facts, want, run, how = asEver) {
      const staged = stage(facts, want, run, how);
      return { ...cutover(facts, staged.to, run, how), ...staged };
    },
    rollback(facts, to, run) {
      return { ...cutover(facts, to, run, asEver), prepare: prove(facts, to, run), to };
    },
  };
}
