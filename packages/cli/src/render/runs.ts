import type { RunSummary } from 'flatnet';
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
