import type { Argv } from 'yargs';
import { t } from '../texts.ts';
import { exitMeans, shown } from './examples.ts';

/**
 * Puts examples and exit codes below a command's options. Every line is a text of the catalogue, so that `say` can turn it
 * into the reader's language.
 */
export function helpBelow(to: Argv, path: string, say: (english: string) => string): Argv {
  const { examples, exits } = shown[path] ?? { examples: [], exits: [] };
  for (const [line, does] of examples) to.example(line, say(does));
  if (exits.length === 0) return to;
  return to.epilogue([say(t('exitTitle')), ...exits.map((code) => `  ${code}  ${say(exitMeans[code])}`)].join('\n'));
}
