import { MaintError } from '@flatnet-maint/core';
import { carryOut } from '../carry-out.ts';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { finish } from '../finish.ts';
import { follow } from '../follow.ts';
import { changeOf, detachOption, rollbackOptions } from '../globals.ts';
import { t } from '../texts.ts';

export const rollbackCommand = command({
  usage: 'rollback <component>',
  describe: t('rollback'),
  positionals: oneComponent,
  options: {
    ...rollbackOptions,
    ...detachOption,
    emergency: {
      type: 'boolean',
      default: false,
      describe: t('option-emergency'),
    },
  },
  async run(args, context) {
    const component = knownComponent(args.component);
    const { accepted, soak, confirmWithin } = changeOf(args);
    if (args.emergency) {
      refuseBeside(
        args.to !== undefined || args.only !== undefined || accepted.length > 0 || soak !== null,
        confirmWithin !== null || args.detach,
      );
      const house = await context.house();
      return finish(context, await follow(context, [], (how) => house.emergencyRollback(component, how)));
    }
    const how = { to: args.to ?? null, only: args.only ?? null, accepted, soak, confirmWithin };
    const proposal = await (await context.house()).planRollback(component, how);
    return carryOut(context, proposal, { ask: true, detach: args.detach });
  },
});

/** The emergency knows one way, written down beforehand; an option that it would not look at is not taken. */
function refuseBeside(...others: readonly boolean[]): void {
  if (!others.includes(true)) return;
  throw new MaintError('E_USAGE', t('emergency-others'), t('emergency-next'), { exit: 2 });
}
