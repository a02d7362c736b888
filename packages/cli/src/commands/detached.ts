import { command } from '../command.ts';
import { finish } from '../finish.ts';
import { follow } from '../follow.ts';
import { t } from '../texts.ts';

/** Started by `--detach`, never typed: comes for a plan and runs it, whatever becomes of the terminal that it was made at. */
export const detachedCommand = command({
  usage: 'detached <from>',
  hidden: true,
  describe: t('detached'),
  positionals: { from: { type: 'string', demandOption: true, describe: t('detached-from') } },
  options: {},
  async run({ from }, context) {
    const house = await context.house();
    const report = await follow(context, [], (how) => house.applyHanded(from, how), { hasTerminal: false });
    return finish(context, report);
  },
});
