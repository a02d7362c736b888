import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { changeOf, upgradeOptions } from '../globals.ts';
import { showProposal } from '../show-proposal.ts';
import { t } from '../texts.ts';
import { fetchView } from '../view/fetch-view.ts';

export const planUpgradeCommand = command({
  usage: 'upgrade <component>',
  under: 'plan',
  describe: t('plan-upgrade'),
  positionals: oneComponent,
  options: upgradeOptions,
  async run(args, context) {
    const component = knownComponent(args.component);
    const how = {
      to: args.to,
      ...changeOf(args),
      restarts: args['restart-containers'],
      onFetch: fetchView(context),
    };
    return showProposal(context, await (await context.house()).planUpgrade(component, how));
  },
});
