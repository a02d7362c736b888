import { carryOut } from '../carry-out.ts';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { changeOf, detachOption, upgradeOptions } from '../globals.ts';
import { t } from '../texts.ts';
import { fetchView } from '../view/fetch-view.ts';

export const upgradeCommand = command({
  usage: 'upgrade <component>',
  describe: t('upgrade'),
  positionals: oneComponent,
  options: { ...upgradeOptions, ...detachOption },
  async run(args, context) {
    const component = knownComponent(args.component);
    const how = {
      to: args.to,
      ...changeOf(args),
      restarts: args['restart-containers'],
      onFetch: fetchView(context),
    };
    const proposal = await (await context.house()).planUpgrade(component, how);
    return carryOut(context, proposal, { ask: true, detach: args.detach });
  },
});
