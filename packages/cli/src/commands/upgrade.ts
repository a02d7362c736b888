import { applyProposal } from '../apply.ts';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { finish } from '../finish.ts';
import { changeOf, upgradeOptions } from '../globals.ts';
import { t } from '../texts.ts';

export const upgradeCommand = command({
  usage: 'upgrade <component>',
  describe: t('upgrade'),
  positionals: oneComponent,
  options: upgradeOptions,
  async run(args, context) {
    const component = knownComponent(args.component);
    const how = { to: args.to, ...changeOf(args) };
    const proposal = await (await context.house()).planUpgrade(component, how);
    return finish(context, await applyProposal(context, proposal, true));
  },
});
