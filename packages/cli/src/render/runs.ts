import type { RunSummary } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

const versions = ({ from, to }: RunSummary, say: Say) =>
  to === null ? (from ?? '') : `${from ?? say('nothing')} → ${to}`;
const owner = ({ owner }: RunSummary, say: Say) => {
  if (owner === null) return '';
  return owner.alive ? say('worked-on', { pid: owner.pid }) : say('left-by', { pid: owner.pid });
};
const known = (word: string, say: Say) => (word === 'unknown' ? say('unknown') : word);

const cells = (run: RunSummary, say: Say) => [
  run.run,
  `${known(run.command, say)} ${known(run.component, say)}`,
  versions(run, say),
  say(`outcome-${run.outcome}`),
  run.startedAt,
  owner(run, say),
];

export const summaryText = (run: RunSummary, say: Say): string =>
  [...cells(run, say), ...(run.why === undefined ? [] : [say('run-why', { why: clean(say.of(run.why)) })])]
    .filter(Boolean)
    .join('  ');

export function runsText(runs: readonly RunSummary[], say: Say): string {
  return runs.length === 0 ? say('no-runs') : table(runs.map((run) => cells(run, say)));
}
