import { compareVersions, parseVersion } from '@flatnet-maint/core';
import type { Kind } from './facts.ts';
import { tagOf } from './image-name.ts';

/** Where a release changes what it finds on the disk, so that an older one can read it no more. */
interface Migration {
  readonly kind: Kind;
  /** 'major' = at each step from one major version to another; else from below the first to the second or above. */
  readonly at: 'major' | { readonly below: string; readonly reaches: string };
  /** What can read both, where there is such a version: without it the jump is a one-way door for the data. */
  readonly stone: string | null;
}

/**
 * H60: Grafana migrates its database when it starts. H61: what Prometheus 3 writes is read by 2.55 and newer only. Loki's
 * schema goes one way with its majors.
 */
export const migrations: readonly Migration[] = [
  { kind: 'grafana', at: 'major', stone: null },
  { kind: 'prometheus', at: { below: '2.55.0', reaches: '3.0.0' }, stone: 'v2.55.1' },
  { kind: 'loki', at: 'major', stone: null },
];

export interface Crossing {
  /** 'forward' = the new version migrates; 'backward' = the older one cannot read what the newer wrote. */
  readonly way: 'forward' | 'backward';
  readonly stone: string | null;
  /** One of them bears no version, so that it may be either way. */
  readonly isGuess: boolean;
}

/** What going from one image to another means for the data; null = both read the same. */
export const crossing = (kind: Kind, from: string, to: string): Crossing | null =>
  between(kind, tagOf(from), tagOf(to));

/** Two versions that are known to read what the other one writes. */
export const readsAlike = (kind: Kind, one: string, other: string): boolean =>
  migrations.some((line) => line.kind === kind) && between(kind, one, other) === null;

function between(kind: Kind, was: string, will: string): Crossing | null {
  const line = migrations.find((one) => one.kind === kind);
  if (line === undefined) return null;
  // What is no version may be any: its data is copied, as if it were migrated.
  if (parseVersion(was) === null || parseVersion(will) === null) return { way: 'forward', stone: null, isGuess: true };
  const crosses = (low: string, high: string) =>
    line.at === 'major'
      ? majorOf(low) < majorOf(high)
      : compareVersions(low, line.at.below) < 0 && compareVersions(high, line.at.reaches) >= 0;
  if (crosses(was, will)) return { way: 'forward', stone: line.stone, isGuess: false };
  return crosses(will, was) ? { way: 'backward', stone: line.stone, isGuess: false } : null;
}

const majorOf = (version: string): bigint => parseVersion(version)?.numbers[0] ?? 0n;
