/** One measured claim. */
export interface Row {
  readonly what: string;
  /** What was measured, for reading. */
  readonly value: number;
  readonly unit: 'ms' | 'MiB' | '×';
  readonly aim: number;
  readonly atLeast?: true;
  /** Each pair or sample, in the order in which they were taken. */
  readonly samples: readonly number[];
  readonly detail: string;
}

export const isReached = ({ value, aim, atLeast }: Row): boolean => (atLeast === true ? value >= aim : value <= aim);

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Medians, with the least and the most, since one number of a busy machine says little. */
export function rowLine(row: Row): string {
  const show = (value: number) => (row.unit === '×' ? value.toFixed(2) : Math.round(value).toString());
  const spread = `${show(Math.min(...row.samples))}–${show(Math.max(...row.samples))}`;
  const aim = `aim ${row.atLeast === true ? '≥' : '≤'} ${row.aim}${row.unit === '×' ? '' : ` ${row.unit}`}`;
  const reached = isReached(row) ? 'reached' : 'NOT reached';
  return [
    row.what.padEnd(44),
    `${show(row.value)}${row.unit === '×' ? '' : ` ${row.unit}`}`.padStart(9),
    `(${spread}, ${row.samples.length})`.padEnd(20),
    aim.padEnd(14),
    reached.padEnd(12),
    row.detail,
  ].join(' ');
}
