import { kindText } from '@flatnet-maint/core';
import type { Manifest, ManifestEntry } from './manifest.ts';
import { byBytes } from './paths.ts';
import { t } from './texts.ts';

export interface Differences {
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly { readonly path: string; readonly how: string }[];
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

function difference(before: ManifestEntry, now: ManifestEntry, modes: boolean): string | null {
  if (before.kind !== now.kind) return t('was-is', { before: kindText(before.kind), now: kindText(now.kind) });
  if (before.kind === 'file' && now.kind === 'file' && before.sha256 !== now.sha256) {
    return before.bytes === now.bytes
      ? t('other-content')
      : t('other-content-bytes', { before: before.bytes, now: now.bytes });
  }
  if (before.kind === 'link' && now.kind === 'link' && before.to !== now.to)
    return t('other-target', { before: before.to, now: now.to });
  if (modes && before.mode !== now.mode) return t('other-mode', { before: octal(before.mode), now: octal(now.mode) });
  return null;
}

/** What `b` lacks of `a`, has besides, or has otherwise. `modes: false` for a system that does not keep them (Windows). */
export function compareManifest(a: Manifest, b: Manifest, how: { readonly modes?: boolean } = {}): Differences {
  const before = new Map(a.map((entry) => [entry.path, entry]));
  const now = new Map(b.map((entry) => [entry.path, entry]));
  const changed: { path: string; how: string }[] = [];
  for (const [path, entry] of before) {
    const other = now.get(path);
    const what = other ? difference(entry, other, how.modes ?? true) : null;
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
