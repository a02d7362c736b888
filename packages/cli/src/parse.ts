import { MaintError } from '@flatnet-maint/core';
import yargs, { type Argv, type Options, type PositionalOptions } from 'yargs';
import type { AnyCommand } from './command.ts';
import { globalOptions } from './globals.ts';
import { helpBelow } from './help/below.ts';
import { pathOf } from './help/grammar.ts';

/** What was typed: a command with its arguments, or a wish for help or the version. */
export type Typed =
  | { readonly kind: 'command'; readonly command: AnyCommand; readonly args: Readonly<Record<string, unknown>> }
  | { readonly kind: 'text'; readonly text: string };

/** Reads a command line. Strict: what is not known is refused, with the usage of the command that was meant. */
export async function parse(argv: readonly string[], commands: readonly AnyCommand[], version: string): Promise<Typed> {
  let picked: Typed | null = null;
  const pick = (command: AnyCommand) => (args: Record<string, unknown>) => {
    picked = { kind: 'command', command, args };
  };
  const parser = yargs([...argv])
    .scriptName('flatnet-maint')
    .locale('en')
    .usage('$0 <command>: upgrades, checks and takes back the parts of a Flatnet')
    .parserConfiguration({ 'greedy-arrays': false, 'camel-case-expansion': false, 'parse-numbers': false })
    .options(strict(globalOptions))
    .version(version)
    .help()
    .strict()
    .recommendCommands()
    .demandCommand(1, 'Name a command.')
    .wrap(110)
    .exitProcess(false);
  register(helpBelow(parser, ''), commands, pick);

  let said = '';
  let refused: string | null = null;
  parser.fail((message, error) => {
    // yargs goes on after a failure and finds more; the first is the one that was typed.
    refused ??= message ?? error?.message ?? 'The command line was not understood.';
  });
  await parser.parseAsync([...argv], {}, (_error, _args, output) => {
    said = output;
  });
  if (refused !== null) throw usageError(refused, argv, commands);
  const typed = picked as Typed | null;
  if (typed?.kind !== 'command') return { kind: 'text', text: said };
  refuseOdd(typed.args, typed.command, argv, commands);
  return typed;
}

function register(
  parser: Argv,
  commands: readonly AnyCommand[],
  pick: (command: AnyCommand) => (args: Record<string, unknown>) => void,
): void {
  const groups = new Set(commands.flatMap(({ under }) => under ?? []));
  const add = (to: Argv, command: AnyCommand) => {
    const take = (sub: Argv) => {
      const below =
        command.under === undefined ? commands.filter(({ under }) => under === firstWord(command.usage)) : [];
      for (const one of below) add(sub, one);
      for (const [name, positional] of Object.entries(command.positionals as Record<string, PositionalOptions>)) {
        sub.positional(name, positional);
      }
      return helpBelow(sub.options(strict(command.options)), pathOf(command));
    };
    if (command.hidden === true) return to.command(command.usage, false, take, pick(command));
    return to.command(command.usage, command.describe, take, pick(command));
  };
  for (const command of commands) if (command.under === undefined) add(parser, command);
  // A word that is no command of its own only leads to others.
  for (const word of groups) {
    if (commands.some(({ usage, under }) => under === undefined && firstWord(usage) === word)) continue;
    parser.command(word, 'Say what a command would do; changes nothing', (sub) => {
      for (const command of commands) if (command.under === word) add(sub, command);
      return sub.demandCommand(1, 'Name what to plan: upgrade or rollback.');
    });
  }
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
    if (each.length > 1 && option.array !== true) throw usageError(`${name} was given twice.`, argv, commands);
    if (each.includes('')) throw usageError(`${name} is empty.`, argv, commands);
  }
}

function usageError(message: string, argv: readonly string[], commands: readonly AnyCommand[]): MaintError {
  const words = argv.filter((word) => !word.startsWith('-'));
  const meant = commands
    .filter(({ usage, under }) => {
      const path = under === undefined ? [firstWord(usage)] : [under, firstWord(usage)];
      return path.every((word, index) => word === words[index]);
    })
    // `snapshots prune` rather than `snapshots`.
    .toSorted((a, b) => Number(b.under !== undefined) - Number(a.under !== undefined))[0];
  const path =
    meant === undefined ? '' : ` ${meant.under === undefined ? '' : `${meant.under} `}${firstWord(meant.usage)}`;
  return new MaintError(
    'E_USAGE',
    `${inOurWords(message, meant)} Nothing was started.`,
    `See flatnet-maint${path} --help`,
    { exit: 2 },
  );
}

const firstWord = (usage: string) => usage.split(' ')[0] ?? usage;

/** yargs counts arguments and guesses commands; people want to know which word is missing or wrong. */
function inOurWords(message: string, meant: AnyCommand | undefined): string {
  const text = message
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/[^.?!]$/, '$&.');
  if (text.startsWith('Did you mean')) return `There is no such command. ${text}`;
  if (text.startsWith('Not enough non-option') && meant !== undefined) return `A word is missing: ${meant.usage}.`;
  return text;
}
