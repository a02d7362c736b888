import type { Digest, Language, RetentionSettings } from '@flatnet-maint/core';
import type { GatewaySite as GatewaySettings, SiteCheck } from '@flatnet-maint/gateway';

export type { SiteCheck };

/** A version that may be installed, and where its bytes lie. */
export type SiteRelease = { readonly version: string; readonly path: string; readonly sha256: Digest };

/** The gateway as the site file describes it: what its component reads, the releases on offer, and how much is kept. */
export type GatewaySite = GatewaySettings & {
  readonly releases: readonly SiteRelease[];
  readonly retention: RetentionSettings;
};

/** What `flatnet.yaml` says. `gateway` is null when the file does not speak of one, `lang` when it leaves that to the login. */
export type Site = { readonly path: string; readonly lang: Language | null; readonly gateway: GatewaySite | null };
