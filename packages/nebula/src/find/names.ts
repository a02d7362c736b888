import { basename } from 'node:path/posix';
import { baseOf } from '@flatnet-maint/actions';

/** `nebula`, `nebula-1.9.3`, also under the name of a copy: a program that was moved away runs on under its new name. */
export const isNebula = (path: string): boolean => /^nebula(?:[-_.]?v?\d+(?:\.\d+)*)?$/.test(baseOf(basename(path)));

/** What is passed to `-config`, in each way in which Nebula takes it; null = nothing is. */
export function configOf(words: readonly string[]): string | null {
  for (const [at, word] of words.entries()) {
    const [, glued] = /^--?config(?:=(.*))?$/s.exec(word) ?? [null, null];
    if (glued !== null) return glued ?? words[at + 1] ?? null;
  }
  return null;
}
