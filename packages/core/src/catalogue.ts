/** The languages that people may read. Ids, codes, the journal and JSON are English whatever is chosen. */
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/** One text in every language; `{name}` stands for a value, and each language names the same ones. */
export type Text = { readonly [L in Language]: string };
export type Texts = Readonly<Record<string, Text>>;

/** The names in a text's braces. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
export type Values<T extends string> = [Names<T>] extends [never]
  ? []
  : [values: { readonly [N in Names<T>]: string | number }];

/** What one package says to people. */
export interface Catalogue<T extends Texts = Texts> {
  readonly texts: T;
  /** The English of a text: what errors, plans and the journal hold. */
  en<K extends keyof T & string>(key: K, ...values: Values<T[K]['en']>): string;
  /** A text in the reader's language. */
  in<K extends keyof T & string>(language: Language, key: K, ...values: Values<T[K]['en']>): string;
}

/** Every text that a package shows to people, in one place and in every language; the keys and values are typed from the English. */
export function catalogue<const T extends Texts>(texts: T): Catalogue<T> {
  const say = (language: Language, key: string, values: Readonly<Record<string, string | number>> = {}) =>
    filled(texts[key]?.[language] ?? key, values);
  return {
    texts,
    en: (key, ...[values]) => say('en', key, values as Readonly<Record<string, string | number>> | undefined),
    in: (language, key, ...[values]) =>
      say(language, key, values as Readonly<Record<string, string | number>> | undefined),
  };
}

/** Puts values where the braces are. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(brace, (whole, name: string) => String(values[name] ?? whole));

/** A value's place in a text; a brace that holds anything but a name is a brace. */
export const brace = /\{([A-Za-z]\w*)\}/g;
