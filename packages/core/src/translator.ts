import { brace, type Catalogue, filled, type Language, type Text } from './catalogue.ts';

/** English as code and journal hold it → the reader's language. What no catalogue knows comes back as it was. */
export type Translate = (english: string) => string;

/** `known`: how many characters of the English stand in a catalogue. */
interface Reading {
  readonly text: string;
  readonly known: number;
}

interface Pattern {
  readonly text: Text;
  readonly literals: readonly string[];
  readonly letters: number;
  readonly form: RegExp;
}

/**
 * Errors, plans and journals hold English (one spelling for programs, and a record that means the same in ten years), and
 * people may read another language: a text is found again by the form of its English, its values are taken out of it,
 * translated where they are texts themselves, and put into the other language. So a journal is read in any language, and
 * nothing but the catalogues knows how (ADR 0011).
 *
 * What is read may be one text, or several: sentences one after the other, a list with `; ` between its elements, or a
 * text after the name of what it is about and `: `. Of all readings the one counts in which the catalogues know most.
 */
export function translator(catalogues: readonly Catalogue[], language: Language): Translate {
  if (language === 'en') return (english) => english;
  const all = catalogues.flatMap(({ texts }) => Object.values(texts));
  const plain = new Map(all.filter(({ en }) => names(en).length === 0).map((text) => [text.en, text]));
  const patterns = all
    .filter(({ en }) => names(en).length > 0)
    .map(patternOf)
    .sort((a, b) => b.letters - a.letters);
  const read = new Map<string, Reading>();

  const whole = (english: string): Reading => {
    const known = plain.get(english);
    if (known !== undefined) return { text: known[language], known: english.length };
    let best: Reading = { text: english, known: 0 };
    for (const { text, literals, letters, form } of patterns) {
      if (!holds(english, literals)) continue;
      const found = form.exec(english);
      if (found === null) continue;
      const values = Object.entries(found.groups ?? {}).map(([name, value]) => [name, reading(value)] as const);
      const sum = values.reduce((total, [, value]) => total + value.known, letters);
      if (sum <= best.known) continue;
      best = {
        text: filled(text[language], Object.fromEntries(values.map(([name, { text }]) => [name, text]))),
        known: sum,
      };
    }
    return best;
  };
  const reading = (english: string): Reading => {
    const before = read.get(english);
    if (before !== undefined) return before;
    const one = whole(english);
    let best = one;
    for (const { index } of english.matchAll(/[.;:] /g)) {
      const mark = english[index] as '.' | ';' | ':';
      const head = whole(english.slice(0, mark === '.' ? index + 1 : index));
      const tail = reading(english.slice(index + 2));
      const known = head.known + tail.known;
      // As good as one text: then a second text begins here, and its first words are no part of the first one's values.
      if (known < best.known || (known === best.known && (best !== one || tail.known === 0))) continue;
      // Japanese sentences follow each other without a space.
      const between = mark !== '.' ? `${mark} ` : head.text.endsWith('。') ? '' : ' ';
      best = { text: `${head.text}${between}${tail.text}`, known };
    }
    read.set(english, best);
    return best;
  };
  return (english) => reading(english).text;
}

const names = (english: string): readonly string[] => [...english.matchAll(brace)].map((found) => found[1] ?? '');

/** Whether the fixed words stand there, in their order; far cheaper than to try the form. */
function holds(english: string, literals: readonly string[]): boolean {
  if (!english.startsWith(literals[0] ?? '') || !english.endsWith(literals.at(-1) ?? '')) return false;
  let at = 0;
  for (const literal of literals) {
    const found = english.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return true;
}

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
  return { text, literals, letters: literals.join('').length, form: new RegExp(`^${form}$`, 's') };
}

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
