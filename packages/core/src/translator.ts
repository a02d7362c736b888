import { brace, type Catalogue, filled, type Language, type Text } from './catalogue.ts';

/** English as code and journal hold it → the reader's language. What no catalogue knows comes back as it was. */
export type Translate = (english: string) => string;

interface Pattern {
  readonly text: Text;
  readonly first: string;
  readonly last: string;
  readonly letters: number;
  readonly form: RegExp;
}

/**
 * Errors, plans and journals hold English (one spelling for programs, and a record that means the same in ten years), and
 * people may read another language: a text is found again by the form of its English, its values are taken out of it,
 * translated where they are texts themselves, and put into the other language. So a journal written by any version can
 * be read in any language, and nothing but the catalogues knows how (ADR 0011).
 */
export function translator(catalogues: readonly Catalogue[], language: Language): Translate {
  if (language === 'en') return (english) => english;
  const all = catalogues.flatMap(({ texts }) => Object.values(texts));
  const plain = new Map(all.filter(({ en }) => names(en).length === 0).map((text) => [text.en, text]));
  // The most words first: `{path} is not there` must not take what a longer text says.
  const patterns = all
    .filter(({ en }) => names(en).length > 0)
    .map(patternOf)
    .sort((a, b) => b.letters - a.letters);

  const whole = (english: string): string | null => {
    const known = plain.get(english);
    if (known !== undefined) return known[language];
    for (const { text, first, last, form } of patterns) {
      if (!english.startsWith(first) || !english.endsWith(last)) continue;
      const found = form.exec(english);
      if (found === null) continue;
      const values = Object.entries(found.groups ?? {}).map(([name, value]) => [name, translate(value)] as const);
      return filled(text[language], Object.fromEntries(values));
    }
    return null;
  };
  /** A message may be made of several texts, one after the other. */
  const parts = (english: string): string | null => {
    for (let cut = english.lastIndexOf('. '); cut > 0; cut = english.lastIndexOf('. ', cut - 1)) {
      const head = whole(english.slice(0, cut + 1));
      if (head !== null) return `${head}${translate(english.slice(cut + 2))}`;
    }
    return null;
  };
  const translate: Translate = (english) => whole(english) ?? parts(english) ?? english;
  return translate;
}

const names = (english: string): readonly string[] => [...english.matchAll(brace)].map((found) => found[1] ?? '');

function patternOf(text: Text): Pattern {
  const literals = text.en.split(/\{[A-Za-z]\w*\}/);
  const seen = new Set<string>();
  let form = '';
  names(text.en).forEach((name, index) => {
    // A value that stands twice is the same one both times.
    form += `${escaped(literals[index] ?? '')}${seen.has(name) ? `\\k<${name}>` : `(?<${name}>.*?)`}`;
    seen.add(name);
  });
  form += escaped(literals.at(-1) ?? '');
  return {
    text,
    first: literals[0] ?? '',
    last: literals.at(-1) ?? '',
    letters: literals.join('').length,
    form: new RegExp(`^${form}$`, 's'),
  };
}

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
