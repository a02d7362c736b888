/** One kept thing of one component. */
export interface KeptEntry {
  readonly kind: 'generation' | 'snapshot';
  /** Unique among the things of its kind. */
  readonly id: string;
  /** ISO 8601; empty or no time = nobody knows. */
  readonly made: string;
  /** The generation that a snapshot was taken of; null = not recorded, and for generations. */
  readonly of: string | null;
  /** It is not what was recorded, or its record cannot be believed. */
  readonly damaged: boolean;
  /** It lies outside of the folders that are ours to remove from. */
  readonly elsewhere: boolean;
}

export interface RetentionSettings {
  /** So many of the newest of each kind stay whatever their age. At least 1. */
  readonly generations: number;
  /** What is younger stays whatever its number. */
  readonly days: number;
}

/** S139, H86: what goes is beyond the newest three and older than thirty days as well. */
export const usualRetention: RetentionSettings = { generations: 3, days: 30 };

/** What is needed now. Generations by id; `open` and `guarded` are ids of either kind. */
export interface Held {
  readonly live: string | null;
  readonly lastGood: string | null;
  readonly previousGood: string | null;
  /** What the open run speaks of, and the id of that run; 'everything' = nobody can tell what it needs. */
  readonly open: { readonly run: string; readonly ids: ReadonlySet<string> | 'everything' } | null;
  /** Protected by hand: id → reason. */
  readonly guarded: ReadonlyMap<string, string>;
}

/** Why something stays. `of` = for the sake of this generation. */
export type Why =
  | { readonly why: 'live' | 'last-good' | 'previous-good' }
  | { readonly why: 'open-run'; readonly run: string }
  | { readonly why: 'protected'; readonly reason: string }
  | { readonly why: 'of'; readonly generation: string }
  | { readonly why: 'newest'; readonly count: number }
  | { readonly why: 'young'; readonly days: number }
  | { readonly why: 'damaged' | 'elsewhere' | 'no-time' | 'future' };

export interface RetentionDecision {
  readonly entry: KeptEntry;
  /** Empty = it goes. */
  readonly keeps: readonly Why[];
}

const day = 86_400_000;

/**
 * What of one component stays, and why. Pure. Every reason only adds: removing asks for the number *and* the age (H86),
 * and for nobody who needs it (U7). What is damaged is for a human; a time that is unknown or still to come keeps, for
 * then the clock or the record is wrong. Neither the order of the entries nor what else is removed changes an answer.
 */
export function retention(
  entries: readonly KeptEntry[],
  settings: RetentionSettings,
  held: Held,
  now: number,
): readonly RetentionDecision[] {
  const newest = new Set(
    (['generation', 'snapshot'] as const).flatMap((kind) =>
      latestFirst(entries.filter((entry) => entry.kind === kind && isDated(entry, now))).slice(0, settings.generations),
    ),
  );
  const latestOf = latestSnapshots(entries, now);
  return entries.map((entry) => ({
    entry,
    keeps: [
      ...neededBy(entry, held, latestOf),
      ...(newest.has(entry) ? [{ why: 'newest', count: settings.generations } as const] : []),
      ...byTime(entry, settings.days, now),
      ...(entry.damaged ? [{ why: 'damaged' } as const] : []),
      ...(entry.elsewhere ? [{ why: 'elsewhere' } as const] : []),
    ],
  }));
}

const timeOf = ({ made }: KeptEntry): number => Date.parse(made);

/** Sound, with a time that has been: only these count as one of the newest. */
const isDated = (entry: KeptEntry, now: number): boolean => !entry.damaged && timeOf(entry) <= now;

const latestFirst = (entries: readonly KeptEntry[]): readonly KeptEntry[] =>
  entries.toSorted((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1));

/** The newest sound snapshot of each generation: with it the generation's own state can be had again. */
function latestSnapshots(entries: readonly KeptEntry[], now: number): ReadonlySet<KeptEntry> {
  const snapshots = entries.filter((entry) => entry.kind === 'snapshot' && entry.of !== null && isDated(entry, now));
  const first = new Map<string | null, KeptEntry>();
  for (const entry of latestFirst(snapshots)) if (!first.has(entry.of)) first.set(entry.of, entry);
  return new Set(first.values());
}

function neededBy(entry: KeptEntry, held: Held, latestOf: ReadonlySet<KeptEntry>): Why[] {
  const { open, guarded } = held;
  const isOpen = (id: string): boolean => open !== null && (open.ids === 'everything' || open.ids.has(id));
  const reason = guarded.get(entry.id);
  const found: Why[] = [];
  if (entry.kind === 'generation') {
    if (entry.id === held.live) found.push({ why: 'live' });
    if (entry.id === held.lastGood) found.push({ why: 'last-good' });
    if (entry.id === held.previousGood) found.push({ why: 'previous-good' });
  }
  if (open !== null && isOpen(entry.id)) found.push({ why: 'open-run', run: open.run });
  if (reason !== undefined) found.push({ why: 'protected', reason });
  const { of } = entry;
  if (entry.kind === 'generation' || of === null) return found;
  // A backup every night of the live generation must not grow for ever: of what merely serves, the newest is needed.
  const serves = [held.live, held.lastGood, held.previousGood].includes(of) && latestOf.has(entry);
  if (serves || guarded.has(of) || isOpen(of)) found.push({ why: 'of', generation: of });
  return found;
}

function byTime(entry: KeptEntry, days: number, now: number): Why[] {
  const made = timeOf(entry);
  if (Number.isNaN(made)) return [{ why: 'no-time' }];
  if (made > now) return [{ why: 'future' }];
  return now - made < days * day ? [{ why: 'young', days }] : [];
}
