import type { Language } from '@flatnet-maint/core';
import type { AnyCommand } from '../command.ts';
import { helpText } from '../parse.ts';
import { pathsOf, spoken } from './grammar.ts';

/** Every help in one language, by what is typed before `--help`; `''` is the program's own. */
export async function renderHelp(
  commands: readonly AnyCommand[],
  version: string,
  language: Language,
): Promise<Readonly<Record<string, string>>> {
  const rendered: Record<string, string> = {};
  for (const path of ['', ...pathsOf(spoken(commands))]) {
    rendered[path] = await helpText(path.split(' ').filter(Boolean), commands, version, language);
  }
  return rendered;
}
