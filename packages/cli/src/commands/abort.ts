import { command } from '../command.ts';
import { giveOrder } from '../give-order.ts';
import { t } from '../texts.ts';

export const abortCommand = command({
  usage: 'abort',
  describe: t('abort'),
  positionals: {},
  options: {},
  run: (_args, context) => giveOrder(context, 'abort'),
});
