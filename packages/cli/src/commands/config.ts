import { resolve } from 'node:path';
import { applyProposal } from '../apply.ts';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import type { Context } from '../context.ts';
import { finish } from '../finish.ts';
import { changeOf, configOptions } from '../globals.ts';
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
  options: configOptions,
  async run(args, context) {
    const proposal = await (await context.house()).planConfig(knownComponent(args.component), configOf(args, context));
    return finish(context, await applyProposal(context, proposal, true));
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
