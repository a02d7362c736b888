import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { changeOf, rollbackOptions } from '../globals.ts';
import { showProposal } from '../show-proposal.ts';
import { t } from '../texts.ts';

export const planRollbackCommand = command({
  usage: 'rollback <component>',
  under: 'plan',
  describe: t('plan-rollback'),
  positionals: oneComponent,
  options: rollbackOptions,
  async run(args, context) {
    const component = knownComponent(args.component);
    const how = { to: args.to ?? null, only: args.only ?? null, ...changeOf(args) };
    return showProposal(context, await (await context.house()).planRollback(component, how));
  },
});
