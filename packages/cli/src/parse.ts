import { type Language, languages, MaintError } from '@flatnet-maint/core';
import yargs, { type Argv, type Options, type PositionalOptions } from 'yargs';
import type { AnyCommand } from './command.ts';
import { globalOptions } from './globals.ts';
import { groupOf } from './groups.ts';
import { helpBelow } from './help/below.ts';
import { pathOf } from './help/grammar.ts';
import { isLanguage, typedOption } from './language.ts';
import { type Say, sayIn } from './say.ts';
import { t } from './texts.ts';
import { wordMissing, yargsWords } from './yargs-words.ts';

/** What was typed: a command with its arguments, or a wish for help or the version. */
export type Typed =
  | { readonly kind: 'command'; readonly command: AnyCommand; readonly args: Readonly<Record<string, unknown>> }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Reads a command line. Strict: what is not known is refused, with the usage of the command that was meant. Help is in the
 * reader's language; an error is English like every other, and is translated where it is shown.
 */
export async function parse(
  argv: readonly string[],
  commands: readonly AnyCommand[],
  version: string,
  language: Language,
): Promise<Typed> {
  const named = typedOption(argv, 'lang');
  if (named !== null && named !== '' && !isLanguage(named)) {
    const values = { languages: languages.join(', '), value: JSON.stringify(named) };
    throw usageError(t('language-unknown', values), argv, commands);
  }
  const say = sayIn(language);
  let picked: Typed | null = null;
  const pick = (command: AnyCommand) => (args: Record<string, unknown>) => {
    picked = { kind: 'command', command, args };
  };
  const parser = yargs([...argv])
    .scriptName('flatnet-maint')
    // One locale that holds our words, whatever the language: yargs's own files know a part of them only.
    .locale('en')
    .updateStrings(yargsWords(say))
    .usage(say.of(t('about')))
    .parserConfiguration({ 'greedy-arrays': false, 'camel-case-expansion': false, 'parse-numbers': false })
    .options(strict(shown(globalOptions, say)))
    .version(version)
    .help()
    .strict()
    .recommendCommands()
    .demandCommand(1, t('name-a-command'))
    .wrap(110)
    .exitProcess(false);
  register(helpBelow(parser, '', say.of), commands, pick, say);

  let said = '';
  let refused: string | null = null;
  parser.fail((message, error) => {
    // yargs goes on after a failure and finds more; the first is the one that was typed.
    refused ??= message ?? t('line-not-understood', { why: error?.message ?? '' });
  });
  // With somebody to hand it to, yargs makes up the help of each line that it reads, asked for or not.
  if (argv.some((word) => word === '--help' || word === '--version')) {
    await parser.parseAsync([...argv], {}, (_error, _args, output) => {
      said = output;
    });
  } else await parser.parseAsync([...argv]);
  if (refused !== null) throw usageError(refused, argv, commands);
  const typed = picked as Typed | null;
  if (typed?.kind !== 'command') return { kind: 'text', text: said };
  refuseOdd(typed.args, typed.command, argv, commands);
  return typed;
}

/** What `flatnet-maint WORDS --help` prints. */
export async function helpText(
  words: readonly string[],
  commands: readonly AnyCommand[],
  version: string,
  language: Language,
): Promise<string> {
  const typed = await parse([...words, '--help'], commands, version, language);
  return typed.kind === 'text' ? typed.text : '';
}

function register(
  parser: Argv,
  commands: readonly AnyCommand[],
  pick: (command: AnyCommand) => (args: Record<string, unknown>) => void,
  say: Say,
): void {
  const groups = new Set(commands.flatMap(({ under }) => under ?? []));
  const add = (to: Argv, command: AnyCommand) => {
    const take = (sub: Argv) => {
      // A version may be an argument of a command; the word is yargs' own otherwise.
      if ('version' in { ...command.options, ...command.positionals }) sub.version(false);
      const below =
        command.under === undefined ? commands.filter(({ under }) => under === firstWord(command.usage)) : [];
      for (const one of below) add(sub, one);
      // What stands there is a component as well as a command: no letters of the one make it a slip for the other.
      if (below.length > 0) (sub as unknown as { recommendCommands(on: boolean): void }).recommendCommands(false);
      const positionals = shown(command.positionals as Record<string, PositionalOptions>, say);
      for (const [name, positional] of Object.entries(positionals)) sub.positional(name, positional);
      return helpBelow(sub.options(strict(shown(command.options, say))), pathOf(command), say.of);
    };
    if (command.hidden === true) return to.command(command.usage, false, take, pick(command));
    return to.command(command.usage, say.of(command.describe), take, pick(command));
  };
  for (const command of commands) if (command.under === undefined) add(parser, command);
  // A word that is no command of its own only leads to others.
  for (const word of groups) {
    if (commands.some(({ usage, under }) => under === undefined && firstWord(usage) === word)) continue;
    parser.command(word, say.of(groupOf(word).describe), (sub) => {
      for (const command of commands) if (command.under === word) add(sub, command);
      return sub.demandCommand(1, groupOf(word).missing);
    });
  }
}

/** Options with their descriptions in the reader's language. */
function shown<O extends { describe?: unknown }>(
  options: Readonly<Record<string, O>>,
  say: Say,
): Readonly<Record<string, O>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { ...option, describe: say.of(String(option.describe)) }]),
  );
}

/** An option that takes text must be given some: `--to` at the end of a line is a slip, not an empty version. */
function strict(options: Readonly<Record<string, Options>>): Record<string, Options> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      option.type === 'string' ? { ...option, requiresArg: true } : option,
    ]),
  );
}

/** yargs makes a list of an option that stands twice, and takes `--to=` for a value. */
function refuseOdd(
  args: Readonly<Record<string, unknown>>,
  command: AnyCommand,
  argv: readonly string[],
  commands: readonly AnyCommand[],
): void {
  const known: Readonly<Record<string, Options>> = { ...globalOptions, ...command.options, ...command.positionals };
  for (const [name, option] of Object.entries(known)) {
    const value = args[name];
    const each = Array.isArray(value) ? value : [value];
    if (each.length > 1 && option.array !== true) throw usageError(t('given-twice', { name }), argv, commands);
    if (each.includes('')) throw usageError(t('value-empty', { name }), argv, commands);
  }
}

function usageError(message: string, argv: readonly string[], commands: readonly AnyCommand[]): MaintError {
  const words = wordsOf(argv);
  const meant = commands
    .filter(({ usage, under }) => {
      const path = under === undefined ? [firstWord(usage)] : [under, firstWord(usage)];
      return path.every((word, index) => word === words[index]);
    })
    // `snapshots prune` rather than `snapshots`.
    .toSorted((a, b) => Number(b.under !== undefined) - Number(a.under !== undefined))[0];
  const path = meant === undefined ? [] : [meant.under ?? [], firstWord(meant.usage)].flat();
  return new MaintError(
    'E_USAGE',
    // yargs counts arguments; people want to know which word is missing.
    message.startsWith(wordMissing)
      ? meant === undefined
        ? t('name-a-command')
        : t('word-missing', { usage: meant.usage })
      : message.trim().replaceAll(/\s*\n\s*/g, ' '),
    path.length === 0 ? t('see-general-help') : t('see-help', { words: path.join(' ') }),
    { exit: 2 },
  );
}

/** What was typed beside options, as far as it can be told before the line is understood: `--lang ja` is no word. */
function wordsOf(argv: readonly string[]): readonly string[] {
  const taking: Readonly<Record<string, Options>> = globalOptions;
  const isValue = (index: number) => taking[argv[index - 1]?.replace(/^--/, '') ?? '']?.type === 'string';
  return argv.filter((word, index) => !word.startsWith('-') && !isValue(index));
}

const firstWord = (usage: string) => usage.split(' ')[0] ?? usage;
