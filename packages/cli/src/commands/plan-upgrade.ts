import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { changeOf, upgradeOptions } from '../globals.ts';
import { showProposal } from '../show-proposal.ts';
import { fetchView } from '../view/fetch-view.ts';

export const planUpgradeCommand = command({
  usage: 'upgrade <component>',
  under: 'plan',
  describe: 'What an upgrade would do, and how each step of it would be undone',
  positionals: oneComponent,
  options: upgradeOptions,
  async run(args, context) {
    const component = knownComponent(args.component);
    const how = { to: args.to, ...changeOf(args), onFetch: fetchView(context) };
    return showProposal(context, await (await context.house()).planUpgrade(component, how));
  },
});
