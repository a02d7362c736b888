import type { Action, Release } from '@flatnet-maint/core';
import { unpackRelease } from '@flatnet-maint/store';
import { freshTree } from './fresh-tree.ts';

export type LayTreeArgs = {
  readonly release: {
    readonly component: string;
    readonly version: string;
    readonly path: string;
    readonly sha256: string;
    readonly plain?: true;
  };
  readonly into: string;
  /** How long processes that still run from the tree may take to end when it is removed. */
  readonly drain: number;
};

/** A release becomes a fresh tree: verified, unpacked aside, renamed into place when whole (H34). */
export const layTree: Action<LayTreeArgs, null> = {
  name: 'lay-tree@1',
  touches: ({ release, into }) => [
    { kind: 'path', name: release.path, access: 'reads' },
    { kind: 'path', name: into, access: 'writes' },
  ],
  ...freshTree(async ({ release }, partial, host) => {
    await unpackRelease(host.files, release as Release, partial);
  }),
};
