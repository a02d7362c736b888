import type { Say } from './say.ts';
import { t } from './texts.ts';

/** Stands for the message in which yargs counts words. */
export const wordMissing = 'E_WORD_MISSING';

/** What yargs says, in our words: the help in the reader's language, the failures in English like every other error. */
export function yargsWords(say: Say): Record<string, string> {
  const value = '%s';
  const words = {
    'Commands:': say('help-commands'),
    'Options:': say('help-options'),
    'Positionals:': say('help-positionals'),
    'Examples:': say.of(t('examplesTitle')),
    'choices:': say.of(t('choicesTitle')),
    boolean: say('help-boolean'),
    string: say('help-string'),
    array: say('help-array'),
    required: say('help-required'),
    'default:': say('help-default'),
    'Show help': say('help-help'),
    'Show version number': say('help-version'),
    'Did you mean %s?': t('command-unknown', { guess: value }),
    'Not enough arguments following: %s': t('value-missing', { name: value }),
    'Not enough non-option arguments: got %s, need at least %s': { one: wordMissing, other: wordMissing },
    // Not empty, or yargs takes its own.
    'Invalid values:': ' ',
    'Argument: %s, Given: %s, Choices: %s': t('choiceUnknown', { name: value, given: value, choices: value }),
    'Missing required argument: %s': {
      one: t('argument-missing', { name: value }),
      other: t('arguments-missing', { names: value }),
    },
    'Unknown argument: %s': {
      one: t('argument-unknown', { name: value }),
      other: t('arguments-unknown', { names: value }),
    },
    'Unknown command: %s': { one: t('word-unknown', { name: value }), other: t('words-unknown', { names: value }) },
  };
  // Its types do not know that a text may have two forms.
  return words as unknown as Record<string, string>;
}
