import type { Digest, Json } from './json.ts';
import type { Finding } from './plan.ts';

/** One value for the site file, below the component's own key; `null` = a human has to fill it in. */
export interface FoundValue {
  /** `['probes', 'api']`. */
  readonly key: readonly [string, ...string[]];
  readonly value: Json;
  /** Where it was seen, or what is to be filled in: the comment behind it. */
  readonly how: string;
}

/** A folder that is, was, or may have been meant to be the component. */
export interface FoundTree {
  readonly path: string;
  /**
   * 'live' = what serves runs from it; 'home' = where the component is started through, and nothing runs; 'aside' = beside it
   * under a name that a hand gave (`-old`, `-new`, `-failed`, `.bak`); 'kept' = in the folder of generations; 'backup' = a dated
   * folder that holds configuration only.
   */
  readonly role: 'live' | 'home' | 'aside' | 'kept' | 'backup';
  /** As its own program reports it; null = there is none, or it does not say. */
  readonly version: string | null;
  /** sha256 of its program. */
  readonly exe: Digest | null;
  /** ISO 8601; of the date in its name, else when the folder was last changed. */
  readonly dated: string;
  /** What its own program says of its own configuration; `ok: null` = it could not be asked. */
  readonly test: { readonly ok: boolean | null; readonly said: string };
  /** The last line that it wrote for a request. */
  readonly lastAccess: string | null;
}

/** One thing on this host that may be the component, running or not. */
export interface Candidate {
  /** What chooses it among several: an absolute path. */
  readonly path: string;
  readonly running: boolean;
  /** false = it may as well be somebody else's. */
  readonly sure: boolean;
  /** What speaks for it. */
  readonly why: string;
  readonly values: readonly FoundValue[];
  readonly trees: readonly FoundTree[];
  /** What a human should know of it: left-overs of hand work, an orphan worker, what must start first. None of them blocks. */
  readonly remarks: readonly Finding[];
  /** The tree that is best made generation 0, and why; null = none can be. */
  readonly best: { readonly tree: string; readonly why: string } | null;
}

/** What a component sees of itself on a host that nobody described. */
export interface Found {
  readonly component: string;
  readonly candidates: readonly Candidate[];
  /** What looks like it and is not, or holds its place: a foreign program on its port. */
  readonly remarks: readonly Finding[];
  /** What could not be looked at, in words; empty = all of it could. */
  readonly rights: readonly string[];
}

/** Something that tells of a component before anyone touches it. */
export type EvidencePiece =
  | {
      readonly kind: 'file';
      /** Its path in the archive, below the component's folder. */
      readonly as: string;
      readonly path: string;
      /** Only so many bytes of its end. */
      readonly most?: number;
    }
  | { readonly kind: 'command'; readonly as: string; readonly argv: readonly [string, ...string[]] }
  | { readonly kind: 'text'; readonly as: string; readonly text: string };
