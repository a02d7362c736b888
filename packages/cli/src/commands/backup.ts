import { carryOut } from '../carry-out.ts';
import { command } from '../command.ts';
import { anyComponent, orTheOnlyOne } from '../components.ts';
import { detachOption } from '../globals.ts';
import { t } from '../texts.ts';

export const backupCommand = command({
  usage: 'backup [component]',
  describe: t('backup'),
  positionals: anyComponent,
  options: detachOption,
  async run(args, context) {
    const proposal = await (await context.house()).planBackup(await orTheOnlyOne(args.component, context));
    return carryOut(context, proposal, { ask: false, detach: args.detach });
  },
});
