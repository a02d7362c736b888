import { command } from '../command.ts';
import { giveOrder } from '../give-order.ts';

export const confirmCommand = command({
  usage: 'confirm',
  describe: 'Accept the run that waits for it',
  positionals: {},
  options: {},
  run: (_args, context) => giveOrder(context, 'confirm'),
});
