import type { ExitCode } from '@flatnet-maint/core';
import { trueNow } from '../exit-code.ts';
import { clean } from './clean.ts';

/** What happened, what is true now, what to do next. */
export function errorLines(
  error: { readonly code: string; readonly message: string; readonly next: string },
  exit: ExitCode,
): readonly string[] {
  // A message says in full what is true now; here that has a line of its own.
  const happened = clean(error.message).replace(/ Nothing (?:live )?was (?:started|changed)\.$/, '');
  return [
    `${error.code}: ${happened}`,
    `Now:  ${trueNow(exit)}`,
    `Next: ${clean(error.next) || 'flatnet-maint status'}`,
  ];
}
