import type { Argv, Digest, Millis } from '@flatnet-maint/core';
import type { Listen } from './config/listen.ts';
import type { Outside } from './outside.ts';
import type { PlaceObstacle } from './places.ts';

/** A command of the site's own that is asked as a probe: exit 0 within its limit is a pass. */
export type SiteCheck = { readonly id: string; readonly command: Argv; readonly limit: Millis };

/** What the site file says of the gateway: paths absolute, durations in milliseconds, defaults filled in. */
export interface GatewaySite {
  /** Pointer or folder that the running nginx is started through. */
  readonly home: string;
  /** Main configuration when it lies outside the tree (`nginx -c`); null = inside the tree. */
  readonly config: string | null;
  /** Where new trees are laid. */
  readonly generations: string;
  /** The service that runs it; null = none. */
  readonly service: string | null;
  readonly probes: { readonly site: string; readonly api: string | null };
  /** Relative to the tree. */
  readonly routes: { readonly boot: string | null };
  /** Relative to the tree. */
  readonly drain: string | null;
  readonly soak: Millis;
  readonly drainLimit: Millis;
  readonly verify: readonly SiteCheck[];
}

/** What steps depend on. Pids, counts and free space are readings: they change by themselves. */
export type GatewayFacts = {
  readonly host: string;
  readonly home: string;
  /** Where home leads to now: the generation that is live. */
  readonly tree: string;
  /** A plain directory becomes a pointer with the first upgrade. */
  readonly pointer: boolean;
  /** Folder of its own for the configuration, used with `-c`; null = inside the tree. */
  readonly configFolder: string | null;
  /** A plain folder becomes a pointer with the first upgrade. */
  readonly configPointer: boolean;
  /** Where configFolder leads to now. */
  readonly configTree: string | null;
  readonly configName: string;
  /** Of all files that the configuration reads. */
  readonly configDigest: Digest;
  readonly argv: readonly [string, ...string[]];
  readonly version: string;
  readonly exe: Digest;
  readonly running: boolean;
  readonly pidFile: string;
  readonly errorLogs: readonly string[];
  readonly listens: readonly { readonly address: string; readonly port: number }[];
  /** Why a handover without a gap cannot be had; empty = it can. */
  readonly noHandover: readonly string[];
  /** Configuration files outside of the tree and the configuration's folder: every generation reads the same ones. */
  readonly shared: readonly string[];
  /** Of what lies in `lualib`: the site's own Lua is carried, so a change of it after that would be lost. */
  readonly luaDigest: Digest;
  /** Entries of the tree that a snapshot keeps: all but logs and temporary folders. */
  readonly keeps: readonly string[];
  /** What the configuration refers to elsewhere. */
  readonly outside: Outside;
  /** Where in its own tree the program writes, relative to it. */
  readonly runtime: readonly string[];
  readonly generations: string;
  /** Folders that a hand left beside home, when facts are of a chosen tree: what runs from them is ours. */
  readonly left: readonly string[];
  readonly service: string | null;
  readonly site: string;
  readonly api: string | null;
  readonly boot: string | null;
  readonly drain: string | null;
  readonly drainLimit: Millis;
  readonly commands: readonly { readonly id: string; readonly command: readonly string[]; readonly limit: Millis }[];
};

export type GatewayReadings = {
  readonly free: number;
  readonly treeBytes: number;
  /** Of what lies elsewhere and is kept with a snapshot. */
  readonly outsideBytes: number;
  readonly mayWrite: boolean;
  readonly uid: number;
  /** Why a folder of the site file cannot become a pointer. */
  readonly places: readonly PlaceObstacle[];
  /** Of a chosen tree with nothing that serves: where its container routes would come from, in words; null = a gateway tells them. */
  readonly routes: string | null;
  /** The master of ours that runs, from whatever tree; null = none does. */
  readonly serves: { readonly pid: number; readonly exe: string } | null;
  readonly strangers: readonly { readonly port: number; readonly exe: string; readonly pid: number }[];
  /** Addresses that the configuration listens on and no interface has. */
  readonly absent?: readonly string[];
};

export type { Listen };
