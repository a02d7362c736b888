import type { InitReport } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { foundText } from './found.ts';

/** All that was found, what became of the site file, and the one next command. */
export function initText(report: InitReport, say: Say): string {
  const next = report.error === undefined ? [say('next', { text: clean(say.of(report.next)) })] : [];
  const pinned = report.pinned === null ? say('pinned-not') : say('pinned-is', { path: report.pinned });
  return [...foundText(report, say), '', ...siteLines(report, say), pinned, ...next].join('\n');
}

function siteLines({ site, draft, error }: InitReport, say: Say): readonly string[] {
  const { path, written, differences } = site;
  if (written) return [say('site-was-written', { path })];
  if (differences === null) {
    if (draft === null) return [];
    return [
      say('site-was-not-written', { path }),
      ...draft
        .trimEnd()
        .split('\n')
        .map((line) => `  ${/^ */.exec(line)?.[0] ?? ''}${clean(line)}`),
    ];
  }
  if (draft === null || error !== undefined) return [say('site-left', { path })];
  if (differences.length === 0) return [say('site-same', { path })];
  const value = (text: string | null) => (text === null ? say('nothing') : clean(text));
  return [
    say('site-differs', { path }),
    ...differences.map(
      ({ key, file, found }) => `  ${say('difference', { key, file: value(file), found: value(found) })}`,
    ),
  ];
}
