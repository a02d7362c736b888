import type { Digest } from '@flatnet-maint/core';

/** One entry as a release gives it, before anything is believed: `path` and `to` are as written there. */
export type SourceEntry =
  | { readonly kind: 'folder'; readonly path: string; readonly mode: number }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly mode: number;
      readonly bytes: number;
      readonly content: Content;
    }
  | { readonly kind: 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'hardlink'; readonly path: string; readonly to: string }
  | { readonly kind: 'special'; readonly path: string; readonly type: string };

/** The very bytes that were hashed: held in memory, or read and hashed again when they are asked for. */
export interface Content {
  readonly sha256: Digest;
  bytes(): Promise<Uint8Array>;
}

/** An entry that passed every rule: where it goes in the tree, and how. Folders come before what they hold. */
export type PlacedEntry =
  | { readonly kind: 'folder'; readonly path: string; readonly mode: number }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly mode: number;
      readonly bytes: number;
      readonly content: Content;
    }
  | { readonly kind: 'link'; readonly path: string; readonly to: string };
