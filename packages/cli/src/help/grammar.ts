import type { Options, PositionalOptions } from 'yargs';
import type { AnyCommand } from '../command.ts';
import { components } from '../components.ts';
import { globalOptions } from '../globals.ts';
import { groupOf } from '../groups.ts';

/*
 * What can be typed, as plain lists: completion and the man page are made of it, and it is made of the commands themselves,
 * so that neither can name what is not there.
 */
export interface Flag {
  /** With its dashes. */
  readonly name: string;
  readonly describe: string;
  /** What its value is: null = it takes none. */
  readonly value: 'file' | 'text' | null;
  readonly repeats: boolean;
  readonly required: boolean;
}

export interface Spoken {
  /** `plan upgrade`. */
  readonly path: string;
  /** `plan upgrade <component>`. */
  readonly usage: string;
  readonly describe: string;
  readonly positionals: readonly {
    readonly name: string;
    readonly describe: string;
    readonly words: readonly string[];
  }[];
  /** Its own, without those that every command takes. */
  readonly flags: readonly Flag[];
}

/** What is typed to name a command: `plan upgrade`. */
export const pathOf = ({ usage, under }: AnyCommand): string =>
  (under === undefined ? usage : `${under} ${usage}`).replace(/ [<[].*$/, '');

/** Commands that people type, in the order of the help. */
export const spoken = (commands: readonly AnyCommand[]): readonly Spoken[] =>
  commands
    .filter(({ hidden }) => hidden !== true)
    .map((command) => {
      const { usage, under, describe, positionals, options } = command;
      return {
        path: pathOf(command),
        usage: under === undefined ? usage : `${under} ${usage}`,
        describe,
        positionals: Object.entries(positionals as Record<string, PositionalOptions>).map(([name, positional]) => ({
          name,
          describe: positional.describe ?? '',
          words: name === 'component' ? components : ((positional.choices ?? []) as readonly string[]),
        })),
        flags: flags(options as Record<string, Options>),
      };
    });

/** What every command takes. */
export const globalFlags: readonly Flag[] = [
  ...flags(globalOptions),
  { name: '--help', describe: 'Show help', value: null, repeats: false, required: false },
  { name: '--version', describe: 'Show version number', value: null, repeats: false, required: false },
];

function flags(options: Readonly<Record<string, Options>>): readonly Flag[] {
  return Object.entries(options)
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name, option]) => ({
      name: `--${name}`,
      describe: option.describe ?? '',
      // One without a type may stand alone.
      value:
        option.type === 'boolean' || option.type === undefined
          ? null
          : name === 'site' || name === 'use'
            ? 'file'
            : 'text',
      repeats: option.array === true,
      required: option.demandOption === true,
    }));
}

/** The words that may follow a path: `''` is followed by every command, `plan` by what can be planned. */
export function nextWords(all: readonly Spoken[], path: string): readonly { word: string; describe: string }[] {
  const before = path === '' ? '' : `${path} `;
  const words = new Map<string, string>();
  for (const { path: whole, describe } of all) {
    if (!whole.startsWith(before) || whole === path) continue;
    const [word = '', ...rest] = whole.slice(before.length).split(' ');
    // The word's own sentence, when it is a command itself.
    if (rest.length === 0) words.set(word, describe);
    else if (!words.has(word)) words.set(word, groupOf(word).describe);
  }
  return [...words].map(([word, describe]) => ({ word, describe }));
}

/** Everything that can stand before a next word: commands, and words that only lead to others. */
export const pathsOf = (all: readonly Spoken[]): readonly string[] => [
  ...new Set(all.flatMap(({ path }) => path.split(' ').map((_, index, words) => words.slice(0, index + 1).join(' ')))),
];
