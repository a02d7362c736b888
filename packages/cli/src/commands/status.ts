import { command } from '../command.ts';
import { answer } from '../context.ts';
import { isWell, statusText } from '../render/status.ts';
import { t } from '../texts.ts';

export const statusCommand = command({
  usage: 'status',
  describe: t('status'),
  positionals: {},
  options: {},
  async run(_args, context) {
    const status = await (await context.house()).status();
    answer(context, status, statusText(status, context.say));
    return isWell(status) ? 0 : 8;
  },
});
