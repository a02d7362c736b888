import { type Argv, type Digest, digestOf, type Millis } from '@flatnet-maint/core';

/** A release that is built from its source. */
export interface Recipe {
  readonly version: string;
  /** A checkout or a bare repository; only read. */
  readonly source: string;
  /** Its whole name, 40 hexadecimal digits. */
  readonly commit: string;
  readonly command: Argv;
  /** Where the command runs, relative to the clone; null = at its top. */
  readonly folder: string | null;
  /** What the command leaves there, relative to that folder. */
  readonly output: string;
  readonly limit: Millis;
  /** Who builds; null = the owner of the source. */
  readonly as: string | null;
}

/** Two of one digest are one build. Who builds, out of which copy of the source and for how long at most, is not in it. */
export const recipeDigest = ({ commit, command, folder, output }: Omit<Recipe, 'version'>): Digest =>
  digestOf({ commit, command, folder, output });

export const shortCommit = (commit: string): string => commit.slice(0, 12);
