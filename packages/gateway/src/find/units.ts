import { join } from 'node:path/posix';
import { each } from '@flatnet-maint/actions';
import { type Look, treeOfProgram } from './look.ts';
import { type Title, titleOfWords } from './titles.ts';

/** A unit that starts an nginx, as its files say; nothing is asked of systemd, so that anybody may look. */
export interface Unit {
  readonly name: string;
  readonly file: string;
  readonly command: Title;
}

const folders = ['/etc/systemd/system', '/run/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];

/** In the order in which systemd lets one folder go before another. */
export async function findUnits(look: Look): Promise<readonly Unit[]> {
  const files = new Map<string, string>();
  const extra = new Map<string, string[]>();
  for (const folder of folders)
    for (const name of await look.names(folder)) {
      if (/(?<!@)\.service$/.test(name) && !name.startsWith('flatnet-maint-') && !files.has(name))
        files.set(name, join(folder, name));
      const unit = name.slice(0, -'.d'.length);
      if (name.endsWith('.service.d')) extra.set(unit, [...(extra.get(unit) ?? []), join(folder, name)]);
    }
  const units = await each([...files], 16, async ([name, file]): Promise<Unit[]> => {
    // One that is masked leads to /dev/null.
    if ((await look.stat(file))?.kind !== 'file') return [];
    const texts = [await look.text(file)];
    for (const folder of extra.get(name) ?? [])
      for (const one of await look.names(folder))
        if (one.endsWith('.conf')) texts.push(await look.text(join(folder, one)));
    const command = nginxOf(texts.join('\n'));
    return command === null ? [] : [{ name: name.slice(0, -'.service'.length), file, command }];
  });
  return units.flat();
}

/** The nginx of the last ExecStart lines that count, with its arguments; also behind a shell or `env`. */
function nginxOf(text: string): Title | null {
  let starts: string[] = [];
  for (const [, value = ''] of text.replace(/\\\n\s*/g, ' ').matchAll(/^[ \t]*ExecStart[ \t]*=(.*)$/gm))
    starts = value.trim() === '' ? [] : [...starts, value.trim()];
  for (const start of starts) {
    const words = wordsOf(start);
    for (const all of [words, words.flatMap((word) => word.split(/\s+/))]) {
      const at = all.findIndex((word) => treeOfProgram(word) !== null);
      if (at >= 0) return titleOfWords(all.slice(at));
    }
  }
  return null;
}

/** As systemd splits a command line: quotes, backslashes, `%%` and `$$`, and the marks before a program. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const piece = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|[^\s"'\\])+)|\s+/gs;
  let word: string | null = null;
  for (const [whole, double, single, bare] of line.replace(/^[-@:+!|]+/, '').matchAll(piece)) {
    const part = double ?? single ?? bare;
    if (part === undefined && whole.trim() === '') {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (part ?? '').replace(/\\(.)/gs, '$1').replaceAll('%%', '%').replaceAll('$$', '$');
  }
  return word === null ? words : [...words, word];
}
