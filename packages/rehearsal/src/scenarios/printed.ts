import type { ExecResult } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { maintArgv } from './maint.ts';

/** The command as a person types it, and what it prints. */
export const typeMaint = (machine: Machine, ...args: readonly string[]): Promise<ExecResult> =>
  machine.exec(maintArgv(...args), { limit: 120_000 });

/** The words after `flatnet-maint` of the command that a text names as next; null = it names none. */
export function nextWords(text: string): string[] | null {
  const line = /^Next: flatnet-maint (.+)$/m.exec(text)?.[1];
  return line === undefined ? null : wordsOf(line);
}

/** The words of a line as a shell takes it, when nothing but quotes is special in it. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (char === ' ') {
      if (word !== null) words.push(word);
      word = null;
    } else if (char === "'") {
      const end = line.indexOf("'", i + 1);
      if (end < 0) throw new Error(`an open quote: ${line}`);
      word = `${word ?? ''}${line.slice(i + 1, end)}`;
      i = end;
    } else if (char === '\\') word = `${word ?? ''}${line[++i] ?? ''}`;
    else word = `${word ?? ''}${char}`;
  }
  return word === null ? words : [...words, word];
}
