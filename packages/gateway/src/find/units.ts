import { startsOf, unitFiles } from '@flatnet-maint/actions';
import { type Look, treeOfProgram } from './look.ts';
import { type Title, titleOfWords } from './titles.ts';

/** A unit that starts an nginx, as its files say. */
export interface Unit {
  readonly name: string;
  readonly file: string;
  readonly command: Title;
}

export async function findUnits(look: Look): Promise<readonly Unit[]> {
  return (await unitFiles(look)).flatMap(({ name, file, text }) => {
    const command = name.endsWith('@') ? null : nginxOf(text);
    return command === null ? [] : [{ name, file, command }];
  });
}

/** The nginx of the last ExecStart lines that count, with its arguments; also behind a shell or `env`. */
function nginxOf(text: string): Title | null {
  for (const words of startsOf(text))
    for (const all of [words, words.flatMap((word) => word.split(/\s+/))]) {
      const at = all.findIndex((word) => treeOfProgram(word) !== null);
      if (at >= 0) return titleOfWords(all.slice(at));
    }
  return null;
}
