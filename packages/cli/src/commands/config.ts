import { resolve } from 'node:path';
import { carryOut } from '../carry-out.ts';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import type { Context } from '../context.ts';
import { changeOf, configOptions, detachOption } from '../globals.ts';
import { showProposal } from '../show-proposal.ts';
import { t } from '../texts.ts';

const configOf = (args: Parameters<typeof changeOf>[0] & { readonly from: string }, { world: { cwd } }: Context) => ({
  from: resolve(cwd, args.from),
  ...changeOf(args),
});

export const configCommand = command({
  usage: 'config <component>',
  describe: t('config'),
  positionals: oneComponent,
  options: { ...configOptions, ...detachOption },
  async run(args, context) {
    const proposal = await (await context.house()).planConfig(knownComponent(args.component), configOf(args, context));
    return carryOut(context, proposal, { ask: true, detach: args.detach });
  },
});

export const planConfigCommand = command({
  usage: 'config <component>',
  under: 'plan',
  describe: t('plan-config'),
  positionals: oneComponent,
  options: configOptions,
  async run(args, context) {
    const proposal = await (await context.house()).planConfig(knownComponent(args.component), configOf(args, context));
    return showProposal(context, proposal);
  },
});
