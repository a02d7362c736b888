import type { Argv, Digest, Millis } from '@flatnet-maint/core';

/** A command of the site's own that is asked as a probe: exit 0 within its limit is a pass. */
export type SiteCheck = { readonly id: string; readonly command: Argv; readonly limit: Millis };

/** A version that may be installed, and where its bytes lie. */
export type SiteRelease = { readonly version: string; readonly path: string; readonly sha256: Digest };

/** The gateway as the site file describes it: paths absolute, durations in milliseconds, defaults filled in. */
export type GatewaySite = {
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
  readonly releases: readonly SiteRelease[];
};

/** What `flatnet.yaml` says. `gateway` is null when the file does not speak of one. */
export type Site = { readonly path: string; readonly gateway: GatewaySite | null };
