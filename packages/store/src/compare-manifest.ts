import { kindText } from '@flatnet-maint/core';
import type { ManifestEntry, OwnedManifest, Owner } from './manifest.ts';
import { byBytes } from './paths.ts';
import { t } from './texts.ts';

export interface Differences {
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly { readonly path: string; readonly how: string }[];
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

/** What a system keeps of a file besides its content. Modes are compared unless told otherwise, owners when asked for. */
export interface Compared {
  /** false = a system that does not keep them (Windows). */
  readonly modes?: boolean;
  readonly owners?: boolean;
}

function difference(before: ManifestEntry & Owner, now: ManifestEntry & Owner, how: Compared): string | null {
  if (before.kind !== now.kind) return t('was-is', { before: kindText(before.kind), now: kindText(now.kind) });
  if (before.kind === 'file' && now.kind === 'file' && before.sha256 !== now.sha256) {
    return before.bytes === now.bytes
      ? t('other-content')
      : t('other-content-bytes', { before: before.bytes, now: now.bytes });
  }
  if (before.kind === 'link' && now.kind === 'link' && before.to !== now.to)
    return t('other-target', { before: before.to, now: now.to });
  if (how.modes !== false && before.mode !== now.mode)
    return t('other-mode', { before: octal(before.mode), now: octal(now.mode) });
  if (how.owners !== true || before.uid === undefined || now.uid === undefined) return null;
  if (before.uid === now.uid && before.gid === now.gid) return null;
  return t('other-owner', { before: `${before.uid}:${before.gid}`, now: `${now.uid}:${now.gid}` });
}

/** What `b` lacks of `a`, has besides, or has otherwise. */
export function compareManifest(a: OwnedManifest, b: OwnedManifest, how: Compared = {}): Differences {
  const before = new Map(a.map((entry) => [entry.path, entry]));
  const now = new Map(b.map((entry) => [entry.path, entry]));
  const changed: { path: string; how: string }[] = [];
  for (const [path, entry] of before) {
    const other = now.get(path);
    const what = other ? difference(entry, other, how) : null;
    if (what) changed.push({ path, how: what });
  }
  return {
    missing: [...before.keys()].filter((path) => !now.has(path)).sort(byBytes),
    added: [...now.keys()].filter((path) => !before.has(path)).sort(byBytes),
    changed: changed.sort((x, y) => byBytes(x.path, y.path)),
  };
}

/** The differences as lines for people; empty when there are none. */
export function differenceLines(differences: Differences): readonly string[] {
  const named = (path: string): string => (path === '' ? t('the-file-itself') : path);
  return [
    ...differences.missing.map((path) => `${named(path)}: ${t('missing')}`),
    ...differences.changed.map(({ path, how }) => `${named(path)}: ${how}`),
    ...differences.added.map((path) => `${named(path)}: ${t('was-not-there')}`),
  ];
}
