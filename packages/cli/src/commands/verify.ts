import { applyProposal } from '../apply.ts';
import { command } from '../command.ts';
import { anyComponent, orTheOnlyOne } from '../components.ts';
import { exitOfVerify } from '../exit-code.ts';
import { finish } from '../finish.ts';
import { t } from '../texts.ts';

export const verifyCommand = command({
  usage: 'verify [component]',
  describe: t('verify'),
  positionals: anyComponent,
  options: {},
  async run(args, context) {
    const proposal = await (await context.house()).planVerify(await orTheOnlyOne(args.component, context));
    const report = await applyProposal(context, proposal, false);
    return finish(context, report, exitOfVerify(report));
  },
});
