import type { Cut } from './cut-run.ts';
import type { Cutting } from './kills.ts';

/** So many of each, in an order that the seed makes. */
export function listOf(cuts: Readonly<Record<Cut, number>>, random: () => number): Cut[] {
  const all = (Object.entries(cuts) as [Cut, number][]).flatMap(([cut, count]) =>
    Array.from({ length: count }, () => cut),
  );
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j] as Cut, all[i] as Cut];
  }
  return all;
}

export function lineOfCutting(cutting: Cutting, of: number): string {
  const how = cutting.problems.length === 0 ? 'ok' : `FAILED: ${cutting.problems.join('; ')}`;
  const { n, cut, command, atMs, at, served, recoveredMs } = cutting;
  return `${n}/${of} ${cut} ${command} at ${atMs} ms (${at}): ${served} serves, closed after ${recoveredMs ?? '—'} ms, ${how}`;
}
