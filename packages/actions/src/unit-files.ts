import { join } from 'node:path/posix';
import { each, type Look } from './look.ts';

/** A service as its files say it; nothing is asked of systemd, so that anybody may look. */
export interface UnitFiles {
  /** Without `.service`; that of a template ends with `@`. */
  readonly name: string;
  readonly file: string;
  /** With what was added to it. */
  readonly text: string;
}

/** In the order in which systemd lets one folder go before another. */
const folders = ['/etc/systemd/system', '/run/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];
const suffix = '.service';

/** All services, without our own ones and those that are masked. */
export async function unitFiles(look: Look): Promise<readonly UnitFiles[]> {
  const files = new Map<string, string>();
  const extra = new Map<string, string[]>();
  for (const folder of folders)
    for (const name of await look.names(folder)) {
      if (name.endsWith(suffix) && !name.startsWith('flatnet-maint-') && !files.has(name))
        files.set(name, join(folder, name));
      const unit = name.slice(0, -'.d'.length);
      if (name.endsWith(`${suffix}.d`)) extra.set(unit, [...(extra.get(unit) ?? []), join(folder, name)]);
    }
  const units = await each([...files], 16, async ([name, file]): Promise<UnitFiles[]> => {
    // One that is masked leads to /dev/null.
    if ((await look.stat(file))?.kind !== 'file') return [];
    const texts = [await look.text(file)];
    for (const folder of extra.get(name) ?? [])
      for (const one of await look.names(folder))
        if (one.endsWith('.conf')) texts.push(await look.text(join(folder, one)));
    return [{ name: name.slice(0, -suffix.length), file, text: texts.join('\n') }];
  });
  return units.flat();
}

/** What a template is made for at boot: `one` of `nebula@one.service`. */
export async function instancesOf(look: Look, template: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of folders)
    for (const target of await look.names(folder)) {
      if (!/\.(?:wants|requires)$/.test(target)) continue;
      for (const name of await look.names(join(folder, target)))
        if (name.startsWith(template) && name.endsWith(suffix) && name !== `${template}${suffix}`)
          found.add(name.slice(template.length, -suffix.length));
    }
  return [...found];
}

/** The words of each ExecStart that counts: an empty one takes back those before it. */
export function startsOf(text: string): readonly (readonly string[])[] {
  let starts: string[] = [];
  for (const [, value = ''] of text.replace(/\\\n\s*/g, ' ').matchAll(/^[ \t]*ExecStart[ \t]*=(.*)$/gm))
    starts = value.trim() === '' ? [] : [...starts, value.trim()];
  return starts.map(wordsOf);
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
