import type { Matcher } from '@flatnet-maint/actions';
import type { Argv, Digest, Language, Millis, RetentionSettings } from '@flatnet-maint/core';
import type { Recipe, ReleaseSource } from '@flatnet-maint/store';

/** A version that may be installed, and where its bytes lie. */
export type SiteRelease = { readonly version: string; readonly path: string; readonly sha256: Digest };

/** A folder or an address with an index of releases; `key` is the file of the public key that signed them. */
export type SiteSource = Extract<ReleaseSource, { kind: 'folder' | 'url' }>;

/** A command of the site's own that is asked as a probe: exit 0 within its limit is a pass. */
export type SiteCheck = { readonly id: string; readonly command: Argv; readonly limit: Millis };

/** What every component says of its releases. */
export interface SiteReleases {
  readonly releases: readonly SiteRelease[];
  /** Releases that are built from their source. */
  readonly recipes: readonly Recipe[];
  readonly sources: readonly SiteSource[];
}

/** One component as the site file describes it: what every component has, and what this one reads of it (Component.settings). */
export interface SiteSettings extends SiteReleases {
  readonly soak: Millis;
  readonly retention: RetentionSettings;
  readonly verify: readonly SiteCheck[];
  /** null = the site file does not say it. */
  readonly generations: string | null;
  readonly [own: string]: unknown;
}

/** Which alarms are silenced while something is changed, and by whom. */
export interface SiteSilence {
  readonly alertmanager: string;
  /** null = nobody can be asked which rules are loaded, and what else fires. */
  readonly prometheus: string | null;
  readonly need: 'required' | 'best-effort';
  readonly lease: Millis;
  /** By component. */
  readonly matchers: Readonly<Record<string, readonly Matcher[]>>;
}

/** What `flatnet.yaml` says: of the components that it speaks of, by id; `lang` is null when it leaves that to the login. */
export interface Site {
  readonly path: string;
  readonly lang: Language | null;
  /** null = nothing is silenced. */
  readonly silence: SiteSilence | null;
  readonly components: Readonly<Record<string, SiteSettings>>;
}
