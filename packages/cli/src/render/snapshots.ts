import type { KeptKeys, PruneProposal, SnapshotSummary, VerifiedKept } from 'flatnet';
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

function standing({ damage, keeps, goes, adopted, keys = [] }: SnapshotSummary, say: Say): string {
  if (damage !== null) return say('damaged', { what: clean(say.of(damage)) });
  const standing = goes ? say('would-go') : keeps.map((why) => clean(say.of(why))).join(', ');
  const closed = keys.map((one) => keysText(one, say));
  return [...(adopted === 'not-proven' ? [say('is-not-proven')] : []), ...closed, standing].filter(Boolean).join(', ');
}

function keysText({ part, sealed, recipient }: KeptKeys, say: Say): string {
  if (!sealed) return say('keys-clear', { part: clean(part) });
  if (recipient === null) return say('keys-passphrase', { part: clean(part) });
  return say('keys-sealed-for', { part: clean(part), recipient: clean(recipient) });
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
  const lines = rows.map(({ component, id, kind, bytes, damage, sealed }) => [
    component,
    id,
    say(`kind-${kind}`),
    sizeText(bytes, say),
    damage.length === 0
      ? soundText(sealed, say)
      : say('damaged', { what: clean(damage.slice(0, 3).map(say.of).join('; ')) }),
  ]);
  return [table(lines), say('verified-count', { count: rows.length, damaged })].join('\n');
}

const soundText = (sealed: readonly string[] = [], say: Say): string =>
  sealed.length === 0 ? say('is-sound') : say('sound-sealed', { parts: clean(sealed.join(', ')) });

/** Days and hours, for what is kept for weeks. */
export function ageText(age: number | null, say: Say): string {
  if (age === null) return say('age-unknown');
  if (age < 0) return say('age-future');
  const hours = Math.floor(age / 3_600_000);
  if (hours >= 48) return say('age-days', { days: Math.floor(hours / 24) });
  return hours >= 1 ? say('age-hours', { hours }) : say('age-minutes', { minutes: Math.floor(age / 60_000) });
}
