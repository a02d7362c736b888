import { command } from '../command.ts';
import { answer } from '../context.ts';
import { runsText } from '../render/runs.ts';
import { t } from '../texts.ts';

export const runsCommand = command({
  usage: 'runs',
  describe: t('runs'),
  positionals: {},
  options: {},
  async run(_args, context) {
    const runs = await (await context.house()).runs();
    answer(context, runs, runsText(runs, context.say));
    return 0;
  },
});
