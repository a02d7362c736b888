import { readFileSync } from 'node:fs';
import { peekLanguage } from 'flatnet/peek-language';
import { chosenLanguage, typedOption } from '../language.ts';

/**
 * `flatnet-maint WORDS --help` as the build rendered it, so that nothing is imported to say it. Null for everything else, and
 * in the checkout, where yargs renders: what is typed in any other way is nothing to be fast about.
 */
export function builtHelp(argv: readonly string[]): string | null {
  if (argv.at(-1) !== '--help' || import.meta.filename.endsWith('.ts')) return null;
  const lang = typedOption(argv, 'lang');
  const words = argv.slice(0, lang === null ? -1 : argv.findIndex((word) => word.startsWith('--lang')));
  const after = argv.slice(words.length, -1);
  // `--lang ja --help` and `--lang=ja --help`, and nothing beside.
  if (after.length !== (lang === null ? 0 : after[0] === '--lang' ? 2 : 1)) return null;
  const { env } = process;
  const site = () => peekLanguage(null, { cwd: process.cwd(), home: env.HOME ?? '/', env });
  const language = chosenLanguage(argv, env, site);
  if (lang !== null && lang !== language) return null;
  const texts = JSON.parse(readFileSync(new URL(`../help/${language}.json`, import.meta.url), 'utf8')) as {
    readonly [path: string]: string;
  };
  return texts[words.join(' ')] ?? null;
}
