import type { PruneProposal, SnapshotSummary, VerifiedKept } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { sizeText } from './size.ts';
import { table } from './table.ts';

/** All that is kept: what, how old, how large, and why it stays. */
export function snapshotsText(snapshots: readonly SnapshotSummary[], say: Say): string {
  if (snapshots.length === 0) return say('no-snapshots');
  return table(
    snapshots.map((snapshot) => [
      snapshot.component,
      snapshot.id,
      say(`kind-${snapshot.kind}`),
      snapshot.version ?? '',
      snapshot.made,
      ageText(snapshot.ageMs, say),
      sizeText(snapshot.bytes, say),
      standing(snapshot, say),
    ]),
  );
}

function standing({ damage, keeps, goes, adopted }: SnapshotSummary, say: Say): string {
  if (damage !== null) return say('damaged', { what: clean(say.of(damage)) });
  const standing = goes ? say('would-go') : keeps.map((why) => clean(say.of(why))).join(', ');
  return [...(adopted === 'not-proven' ? [say('is-not-proven')] : []), standing].join(', ');
}

/** What a prune removes and what stays, under the two numbers that decided it. */
export function pruneText({ rows, retention, plan }: PruneProposal, say: Say): string {
  const { generations, days } = retention;
  const head = say('prune-rule', { component: plan.component, generations, days });
  return [head, snapshotsText(rows, say), ...(plan.cleanup.length === 0 ? [say('nothing-goes')] : [])].join('\n');
}

/** One line for each thing that was read again. */
export function verifiedText(rows: readonly VerifiedKept[], say: Say): string {
  if (rows.length === 0) return say('no-snapshots');
  const damaged = rows.filter(({ damage }) => damage.length > 0).length;
  const lines = rows.map(({ component, id, kind, bytes, damage }) => [
    component,
    id,
    say(`kind-${kind}`),
    sizeText(bytes, say),
    damage.length === 0 ? say('is-sound') : say('damaged', { what: clean(damage.slice(0, 3).map(say.of).join('; ')) }),
  ]);
  return [table(lines), say('verified-count', { count: rows.length, damaged })].join('\n');
}

/** Days and hours, for what is kept for weeks. */
export function ageText(age: number | null, say: Say): string {
  if (age === null) return say('age-unknown');
  if (age < 0) return say('age-future');
  const hours = Math.floor(age / 3_600_000);
  if (hours >= 48) return say('age-days', { days: Math.floor(hours / 24) });
  return hours >= 1 ? say('age-hours', { hours }) : say('age-minutes', { minutes: Math.floor(age / 60_000) });
}
