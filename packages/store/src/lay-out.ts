import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { checkLinks } from './check-links.ts';
import { caseKey, entryPath } from './entry-path.ts';
import { byBytes } from './paths.ts';
import type { PlacedEntry, SourceEntry } from './source-entry.ts';

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
      throw archiveError('SPECIAL', `${release} holds ${JSON.stringify(entry.path)}, a ${entry.type}.`);
    }
    const path = cut(names);
    if (path === '') {
      if (entry.kind === 'folder') continue;
      throw archiveError('NAME', `${release} holds a ${entry.kind} without a name.`);
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
    throw archiveError(
      'TOO_LARGE',
      `${release} unpacks to ${entries.length} entries and ${bytes} bytes, which is taken for a bomb.`,
    );
  }
  if (!entries.some((entry) => entry.kind === 'file')) throw archiveError('EMPTY', `${release} holds no file.`);
  checkLinks(release, entries);
  return { entries, bytes, stripped };
}

function collision(release: string, a: string, b: string): Error {
  return archiveError(
    'COLLISION',
    `${release} holds ${JSON.stringify(a)} and ${JSON.stringify(b)}, which are one name where case does not count or which lie on top of each other.`,
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
    `${release} holds ${JSON.stringify(entry.path)}, a hard link to ${JSON.stringify(entry.to)}, which is no earlier file of it.`,
  );
}
