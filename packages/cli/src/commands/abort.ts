import { command } from '../command.ts';
import { giveOrder } from '../give-order.ts';

export const abortCommand = command({
  usage: 'abort',
  describe: 'Send the open run back',
  positionals: {},
  options: {},
  run: (_args, context) => giveOrder(context, 'abort'),
});
