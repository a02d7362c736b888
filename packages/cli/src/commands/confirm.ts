import { command } from '../command.ts';
import { giveOrder } from '../give-order.ts';
import { t } from '../texts.ts';

export const confirmCommand = command({
  usage: 'confirm',
  describe: t('confirm'),
  positionals: {},
  options: {},
  run: (_args, context) => giveOrder(context, 'confirm'),
});
