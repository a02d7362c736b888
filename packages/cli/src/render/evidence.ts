import type { EvidenceReport } from 'flatnet';
import type { Say } from '../say.ts';
import { checkLine } from './check-line.ts';
import { clean } from './clean.ts';
import { sizeText } from './size.ts';

/** The manifest in the archive names all of them. */
const mostShown = 20;

/** The archive, how to check it, what is not in it and why. */
export function evidenceText(made: EvidenceReport, say: Say): string {
  const { absent, pieces, masked } = made;
  const more = absent.length - mostShown;
  return [
    `${made.sha256}  ${clean(made.file)}`,
    say('evidence-holds', { pieces, masked, size: sizeText(made.bytes, say) }),
    ...absent.slice(0, mostShown).map(({ path, why }) => `  ${clean(path)}  ${clean(say.of(why))}`),
    ...(more > 0 ? [`  ${say('evidence-more', { count: more })}`] : []),
    say('evidence-check', { line: checkLine(made.checksums) }),
    say('evidence-keep'),
    say('next', { text: 'flatnet-maint status' }),
  ].join('\n');
}
