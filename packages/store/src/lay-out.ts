import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { checkLinks } from './check-links.ts';
import { caseKey, entryPath } from './entry-path.ts';
import { byBytes } from './paths.ts';
import type { PlacedEntry, SourceEntry } from './source-entry.ts';
import { t } from './texts.ts';

export interface LaidOut {
  readonly entries: readonly PlacedEntry[];
  readonly bytes: number;
  /** The single folder that everything was in and that was taken away. */
  readonly stripped: string | null;
}

// Set-uid, set-gid and sticky bits are dropped, and nobody but the owner may write: a release is a tree of programs.
const KEPT_BITS = 0o755;

/** Where each entry goes; every rule of what may be unpacked is here and below, and is asked before the first byte is written. */
export function layOut(
  release: string,
  source: readonly SourceEntry[],
  how: { readonly strip: boolean; readonly limits: ArchiveLimits },
): LaidOut {
  const named = source.map((entry) => ({ entry, names: entryPath(release, entry.path) }));
  const stripped = how.strip ? singleTop(named) : null;
  const cut = (names: readonly string[]): string => names.slice(stripped === null ? 0 : 1).join('/');
  const placed = new Map<string, PlacedEntry>();

  const folder = (path: string, mode: number, explicit: boolean): void => {
    const there = placed.get(caseKey(path));
    if (there && (there.kind !== 'folder' || there.path !== path)) throw collision(release, path, there.path);
    // A folder may be named after its content was (and twice); its own entry says its mode.
    if (!there || explicit) placed.set(caseKey(path), { kind: 'folder', path, mode });
  };
  const put = (entry: PlacedEntry): void => {
    const there = placed.get(caseKey(entry.path));
    if (there) throw collision(release, entry.path, there.path);
    placed.set(caseKey(entry.path), entry);
  };

  for (const { entry, names } of named) {
    if (entry.kind === 'special') {
      throw archiveError(
        'SPECIAL',
        t('archive-special', { path: release, entry: JSON.stringify(entry.path), kind: entry.type }),
      );
    }
    const path = cut(names);
    if (path === '') {
      if (entry.kind === 'folder') continue;
      throw archiveError('NAME', t('archive-nameless', { path: release, kind: entry.kind }));
    }
    const parts = path.split('/');
    for (let i = 1; i < parts.length; i += 1) folder(parts.slice(0, i).join('/'), KEPT_BITS, false);
    if (entry.kind === 'folder') folder(path, (entry.mode & KEPT_BITS) | 0o700, true);
    else if (entry.kind === 'file') put({ ...entry, path, mode: entry.mode & KEPT_BITS });
    else if (entry.kind === 'link') put({ kind: 'link', path, to: entry.to });
    else put({ ...hardLinked(release, entry, placed, cut, stripped), path });
  }

  const entries = [...placed.values()].sort((a, b) => byBytes(a.path, b.path));
  const bytes = entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.bytes : 0), 0);
  if (entries.length > how.limits.entries || bytes > how.limits.bytes) {
    throw archiveError('TOO_LARGE', t('archive-bomb', { path: release, entries: entries.length, bytes }));
  }
  if (!entries.some((entry) => entry.kind === 'file'))
    throw archiveError('EMPTY', t('archive-empty', { path: release }));
  checkLinks(release, entries);
  return { entries, bytes, stripped };
}

function collision(release: string, a: string, b: string): Error {
  return archiveError(
    'COLLISION',
    t('archive-collision', { path: release, one: JSON.stringify(a), other: JSON.stringify(b) }),
  );
}

function singleTop(named: readonly { entry: SourceEntry; names: readonly string[] }[]): string | null {
  const tops = new Set(named.filter(({ names }) => names.length > 0).map(({ names }) => names[0]!));
  const [top] = tops;
  if (tops.size !== 1 || top === undefined) return null;
  const isFolder = named.every(({ entry, names }) => names.length !== 1 || entry.kind === 'folder');
  return isFolder ? top : null;
}

/** A hard link becomes a file of its own with the same content: the drivers know no hard links, and none can then reach outside. */
function hardLinked(
  release: string,
  entry: SourceEntry & { kind: 'hardlink' },
  placed: ReadonlyMap<string, PlacedEntry>,
  cut: (names: readonly string[]) => string,
  stripped: string | null,
): PlacedEntry {
  const names = entryPath(release, entry.to);
  const path = cut(names);
  const target = stripped === null || names[0] === stripped ? placed.get(caseKey(path)) : undefined;
  if (target?.kind === 'file' && target.path === path) return target;
  throw archiveError(
    'LINK',
    t('archive-hard-link', { path: release, entry: JSON.stringify(entry.path), to: JSON.stringify(entry.to) }),
  );
}
