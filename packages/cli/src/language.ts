import { type Language, languages } from '@flatnet-maint/core';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What people read: `--lang`, else what the site file says, else the language of this login. Asked before a line is parsed,
 * for what is wrong with it is said in that language too.
 */
export function chosenLanguage(argv: readonly string[], env: Env, ofSite: () => Language | null): Language {
  const typed = typedOption(argv, 'lang');
  if (isLanguage(typed)) return typed;
  return ofSite() ?? languageOf(env);
}

/** The first of these that is set counts, as POSIX has it; `C`, `POSIX` and what we do not speak are English. */
function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Env): Language {
  const spoken = (LC_ALL || LC_MESSAGES || LANG || '').split(/[_.@]/)[0]?.toLowerCase();
  return isLanguage(spoken) ? spoken : 'en';
}

export const isLanguage = (word: string | null | undefined): word is Language =>
  (languages as readonly unknown[]).includes(word);

/** The value of an option, read from words that nobody has understood yet; null = it does not stand there. */
export function typedOption(argv: readonly string[], name: string): string | null {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const at = words.findLastIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const word = words[at];
  if (word === undefined) return null;
  return word === `--${name}` ? (words[at + 1] ?? null) : word.slice(name.length + 3);
}
