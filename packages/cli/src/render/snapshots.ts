import type { PruneProposal, SnapshotSummary, VerifiedKept } from 'flatnet';
import { t } from '../texts.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

/** All that is kept: what, how old, how large, and why it stays. */
export function snapshotsText(snapshots: readonly SnapshotSummary[]): string {
  if (snapshots.length === 0) return t('no-snapshots');
  return table(
    snapshots.map((snapshot) => [
      snapshot.component,
      snapshot.id,
      snapshot.kind,
      snapshot.version ?? '',
      snapshot.made,
      ageText(snapshot.ageMs),
      sizeText(snapshot.bytes),
      standing(snapshot),
    ]),
  );
}

function standing({ damage, keeps, goes }: SnapshotSummary): string {
  if (damage !== null) return t('is-damaged', { damage: clean(damage) });
  return goes ? t('would-go') : keeps.map(clean).join(', ');
}

/** What a prune removes and what stays, under the two numbers that decided it. */
export function pruneText({ rows, retention, plan }: PruneProposal): string {
  const { generations, days } = retention;
  const head = t('prune-rule', { component: plan.component, generations, days });
  return [head, snapshotsText(rows), ...(plan.cleanup.length === 0 ? [t('nothing-goes')] : [])].join('\n');
}

/** One line for each thing that was read again. */
export function verifiedText(rows: readonly VerifiedKept[]): string {
  if (rows.length === 0) return t('no-snapshots');
  const damaged = rows.filter(({ damage }) => damage.length > 0).length;
  const lines = rows.map(({ component, id, kind, bytes, damage }) => [
    component,
    id,
    kind,
    sizeText(bytes),
    damage.length === 0 ? t('is-sound') : t('is-damaged', { damage: clean(damage.slice(0, 3).join('; ')) }),
  ]);
  return [table(lines), t('verified-count', { count: rows.length, damaged })].join('\n');
}

/** Days and hours, for what is kept for weeks. */
export function ageText(age: number | null): string {
  if (age === null) return t('age-unknown');
  if (age < 0) return t('age-future');
  const hours = Math.floor(age / 3_600_000);
  if (hours >= 48) return t('age-days', { days: Math.floor(hours / 24) });
  return hours >= 1 ? t('age-hours', { hours }) : t('age-minutes', { minutes: Math.floor(age / 60_000) });
}

function sizeText(bytes: number | null): string {
  return bytes === null ? '' : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
