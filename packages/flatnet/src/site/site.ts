import type { Digest, Language, RetentionSettings } from '@flatnet-maint/core';
import type { GatewaySite as GatewaySettings, SiteCheck } from '@flatnet-maint/gateway';
import type { Recipe, ReleaseSource } from '@flatnet-maint/store';

export type { SiteCheck };

/** A version that may be installed, and where its bytes lie. */
export type SiteRelease = { readonly version: string; readonly path: string; readonly sha256: Digest };

/** A folder or an address with an index of releases; `key` is the file of the public key that signed them. */
export type SiteSource = Extract<ReleaseSource, { kind: 'folder' | 'url' }>;

/** What every component says of its releases. */
export interface SiteReleases {
  readonly releases: readonly SiteRelease[];
  /** Releases that are built of their source; absent = none. */
  readonly recipes?: readonly Recipe[];
  readonly sources: readonly SiteSource[];
}

/** The gateway as the site file describes it: what its component reads, where its releases come from, and how much is kept. */
export type GatewaySite = GatewaySettings & SiteReleases & { readonly retention: RetentionSettings };

/** What `flatnet.yaml` says. `gateway` is null when the file does not speak of one, `lang` when it leaves that to the login. */
export type Site = { readonly path: string; readonly lang: Language | null; readonly gateway: GatewaySite | null };
