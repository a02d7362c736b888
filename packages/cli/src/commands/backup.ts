import { applyProposal } from '../apply.ts';
import { command } from '../command.ts';
import { anyComponent, orTheOnlyOne } from '../components.ts';
import { finish } from '../finish.ts';
import { t } from '../texts.ts';

export const backupCommand = command({
  usage: 'backup [component]',
  describe: t('backup'),
  positionals: anyComponent,
  options: {},
  async run(args, context) {
    const proposal = await (await context.house()).planBackup(await orTheOnlyOne(args.component, context));
    return finish(context, await applyProposal(context, proposal, false));
  },
});
