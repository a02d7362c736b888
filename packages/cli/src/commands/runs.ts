import { command } from '../command.ts';
import { answer } from '../context.ts';
import { runsText } from '../render/runs.ts';
import { t } from '../texts.ts';

/** What fits a screen. */
const shown = 20;

export const runsCommand = command({
  usage: 'runs',
  describe: t('runs-describe'),
  positionals: {},
  options: {
    all: { type: 'boolean', default: false, describe: t('runs-all') },
    verify: { type: 'boolean', default: false, describe: t('runs-verify') },
  },
  async run({ all, verify }, context) {
    const runs = await (await context.house()).runs({ verify });
    const some = all || verify ? runs : runs.slice(0, shown);
    const rest = runs.length - some.length;
    answer(
      context,
      runs,
      [runsText(some, context.say), ...(rest > 0 ? [context.say('older-runs', { count: rest })] : [])].join('\n'),
    );
    return verify && runs.some(({ damage }) => damage !== null) ? 8 : 0;
  },
});
