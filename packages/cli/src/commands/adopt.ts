import { resolve } from 'node:path';
import { carryOut } from '../carry-out.ts';
import { command } from '../command.ts';
import { anyComponent, knownComponent, oneComponent, orTheOnlyOne } from '../components.ts';
import type { Context } from '../context.ts';
import { finish } from '../finish.ts';
import { follow } from '../follow.ts';
import { changeOf, changeOptions, detachOption } from '../globals.ts';
import { showProposal } from '../show-proposal.ts';
import { t } from '../texts.ts';

const options = {
  ...changeOptions,
  tree: { type: 'string', describe: t('option-tree') },
  start: { type: 'boolean', default: false, describe: t('option-start') },
} as const;

export const adoptCommand = command({
  usage: 'adopt [component]',
  describe: t('adopt'),
  positionals: anyComponent,
  options: { ...options, ...detachOption },
  async run(args, context) {
    const component = await orTheOnlyOne(args.component, context);
    const how = adoptOf(args, context);
    const house = await context.house();
    // Typed again after it was killed: what it left is brought to its end first, and past its commit that is what was wanted.
    const settled = await follow(context, [], (run) => house.settle(component, how, run));
    if (settled?.isMeant === true && settled.report.outcome === 'committed') return finish(context, settled.report);
    const proposal = await house.planAdopt(component, how);
    return carryOut(context, proposal, { ask: how.start, detach: args.detach });
  },
});

export const planAdoptCommand = command({
  usage: 'adopt <component>',
  under: 'plan',
  describe: t('plan-adopt'),
  positionals: oneComponent,
  options,
  async run(args, context) {
    const component = knownComponent(args.component);
    return showProposal(context, await (await context.house()).planAdopt(component, adoptOf(args, context)));
  },
});

type Written = Parameters<typeof changeOf>[0] & { readonly tree?: string | undefined; readonly start: boolean };

function adoptOf(args: Written, { world }: Context) {
  const { accepted, soak } = changeOf(args);
  const tree = args.tree === undefined ? null : resolve(world.cwd, args.tree);
  return { tree, start: args.start, accepted, soak };
}
