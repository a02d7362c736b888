import type { RunSummary, SnapshotSummary } from 'flatnet';
import { clean } from './clean.ts';
import { table } from './table.ts';

const versions = ({ from, to }: RunSummary) => (to === null ? (from ?? '') : `${from ?? 'nothing'} → ${to}`);
const owner = ({ owner }: RunSummary) => {
  if (owner === null) return '';
  return owner.alive ? `worked on by process ${owner.pid}` : `left by process ${owner.pid}`;
};

const cells = (run: RunSummary) => [
  run.run,
  `${run.command} ${run.component}`,
  versions(run),
  run.outcome,
  run.startedAt,
  owner(run),
];

export const summaryText = (run: RunSummary): string => cells(run).filter(Boolean).join('  ');

export function runsText(runs: readonly RunSummary[]): string {
  return runs.length === 0 ? 'There is no run yet.' : table(runs.map(cells));
}

export function snapshotsText(snapshots: readonly SnapshotSummary[]): string {
  if (snapshots.length === 0) return 'There is no snapshot yet.';
  return table(
    snapshots.map((snapshot) => [
      snapshot.component,
      snapshot.id,
      snapshot.kind,
      snapshot.version ?? '',
      snapshot.made,
      size(snapshot.bytes),
      snapshot.damage === null ? (snapshot.lastGood ? 'last good' : '') : `DAMAGED: ${clean(snapshot.damage)}`,
    ]),
  );
}

function size(bytes: number | null): string {
  return bytes === null ? '' : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
