import { createInterface } from 'node:readline';
import { MaintError } from '@flatnet-maint/core';
import { aside, type Context } from './context.ts';
import { t } from './texts.ts';

/** Asks the person at the terminal; anything but a yes, also the end of the input, is a no. */
export async function askToGo(context: Context, question: string): Promise<void> {
  if (context.unattended || (await askYes(context, question))) return;
  throw new MaintError('E_RUN_DECLINED', t('declined'), t('declined-next'));
}

/** Whether the answer is a yes. */
export const askYes = async (context: Context, question: string): Promise<boolean> =>
  /^\s*y(es)?\s*$/i.test(await askLine(context, question));

/** One line of what the person types; empty at the end of the input. */
export async function askLine(context: Context, question: string): Promise<string> {
  aside(context, question);
  // Not `terminal: true`: raw mode would swallow Ctrl-C.
  const lines = createInterface({ input: context.world.stdin, terminal: false });
  const said = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  lines.close();
  return said;
}
