import type { ExitCode } from '@flatnet-maint/core';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';

/** The end of a message that only says that nothing came of it. */
const sameAsNow =
  /(?: Nothing (?:live )?was (?:started|changed)\.|(?<=。)(?:稼働中のものは)?何も(?:開始|変更)(?:されて|して)いません。)$/;

/** What happened, what is true now, what to do next. */
export function errorLines(
  error: { readonly code: string; readonly message: string; readonly next: string },
  exit: ExitCode,
  say: Say,
  now: string = say(`now-${exit}`),
): readonly string[] {
  // A message says in full what is true now; here that has a line of its own.
  const happened = clean(say.of(error.message)).replace(sameAsNow, '');
  return [
    `${error.code}: ${happened}`,
    say('now', { text: now }),
    say('next', { text: clean(say.of(error.next)) || 'flatnet-maint status' }),
  ];
}
