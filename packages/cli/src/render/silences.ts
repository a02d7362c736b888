import type { SilenceRow } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

const cells = ({ id, state, whose, by, comment, matchers, until }: SilenceRow, say: Say) => [
  id,
  say(`silence-${whose}`, { by: clean(by) }),
  say(`silence-until-${state}`, { until }),
  clean(matchers.join(', ')),
  clean(comment),
];

export const silencesText = (rows: readonly SilenceRow[], say: Say): string =>
  rows.length === 0 ? say('silence-none') : table(rows.map((row) => cells(row, say)));

export const endedText = (rows: readonly SilenceRow[], say: Say): string =>
  rows.length === 0 ? say('silence-none-ended') : rows.map(({ id }) => say('silence-ended', { id })).join('\n');
