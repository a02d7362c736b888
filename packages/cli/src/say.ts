import { type Catalogue, coreTexts, type Language, type Translate, translator, type Values } from '@flatnet-maint/core';
import { screen } from './screen.ts';
import { texts } from './texts.ts';

type Screen = typeof screen.texts;

/** Speaks to the reader in the language that was chosen. */
export interface Say {
  readonly language: Language;
  /** A text of the screen. */
  <K extends keyof Screen & string>(key: K, ...values: Values<Screen[K]['en']>): string;
  /** English of an error, a plan or a journal. */
  of(english: string): string;
  /** Adds the texts of the library, or of a rehearsal: loaded when a command needs them, and for English never. */
  learn(load: () => Promise<readonly Catalogue[]>): Promise<void>;
}

export function sayIn(language: Language): Say {
  let known: readonly Catalogue[] = [coreTexts, texts];
  let translate: Translate | null = null;
  const say = <K extends keyof Screen & string>(key: K, ...values: Values<Screen[K]['en']>) =>
    screen.in(language, key, ...values);
  return Object.assign(say, {
    language,
    of(english: string): string {
      translate ??= translator(known, language);
      return translate(english);
    },
    async learn(load: () => Promise<readonly Catalogue[]>): Promise<void> {
      if (language === 'en') return;
      known = [...new Set([...known, ...(await load())])];
      translate = null;
    },
  });
}
