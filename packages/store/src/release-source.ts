import { type Digest, type Downloads, type Locks, plainUrl, type WriteFiles } from '@flatnet-maint/core';
import type { Recipe } from './recipe.ts';
import type { ReleaseBytes } from './release-contents.ts';
import { t } from './texts.ts';

/** Where releases come from. `key` is the path of the public key that must have signed them; null = none is asked for. */
export type ReleaseSource =
  /** The releases that the site file lists itself: used where they lie, or built from their source. */
  | { readonly kind: 'site'; readonly releases: readonly ReleaseBytes[]; readonly recipes?: readonly Recipe[] }
  /** What `releases add` keeps below the state folder; used where it lies. */
  | { readonly kind: 'store'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string; readonly key: string | null }
  | { readonly kind: 'url'; readonly url: string; readonly key: string | null };

/** A release that can be had. */
export interface Offer {
  readonly version: string;
  /** Empty while it is still to be built: nobody knows it. */
  readonly sha256: Digest;
  /** Of the archive; null when only the disk could tell. */
  readonly bytes: number | null;
  readonly kind: ReleaseSource['kind'];
  /** The source, for people. */
  readonly source: string;
  /** Where the archive lies when it is in hand: what a plan names. */
  readonly path: string;
  /** Where it is brought from; null = it is used where it lies. */
  readonly from: { readonly file: string; readonly signature: string | null } | null;
  readonly key: string | null;
  /** It may be one plain file, a program. */
  readonly plain?: true;
  /** How it is built, when it is. */
  readonly recipe?: Recipe;
}

/** What a source is read and a release is staged with. */
export interface Ports {
  readonly files: WriteFiles;
  readonly downloads: Downloads;
  readonly locks: Locks;
}

export function sourceName(source: ReleaseSource): string {
  if (source.kind === 'site') return t('source-site-file');
  return source.kind === 'url' ? plainUrl(source.url) : source.path;
}

/** A file of a URL source: below the same folder, with the query that may be the right to read it. */
export function urlOf(source: string, file: string): string {
  const base = new URL(source);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  base.hash = '';
  base.pathname += file;
  return base.href;
}
