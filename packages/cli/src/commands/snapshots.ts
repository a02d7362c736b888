import { MaintError } from '@flatnet-maint/core';
import { applyProposal } from '../apply.ts';
import { command } from '../command.ts';
import { anyComponent, knownComponent, oneComponent, orTheOnlyOne } from '../components.ts';
import { answer, aside } from '../context.ts';
import { finish } from '../finish.ts';
import { blocking } from '../render/proposal.ts';
import { pruneText, snapshotsText, verifiedText } from '../render/snapshots.ts';
import { showProposal } from '../show-proposal.ts';
import { t } from '../texts.ts';

const known = (component: string | undefined) => (component === undefined ? undefined : knownComponent(component));

export const snapshotsCommand = command({
  usage: 'snapshots [component]',
  describe: t('snapshots-describe'),
  positionals: anyComponent,
  options: {},
  async run(args, context) {
    const snapshots = await (await context.house()).snapshots(known(args.component));
    answer(context, snapshots, snapshotsText(snapshots, context.say));
    return snapshots.every(({ damage }) => damage === null) ? 0 : 8;
  },
});

export const snapshotsVerifyCommand = command({
  usage: 'verify [component]',
  under: 'snapshots',
  describe: t('snapshots-verify-describe'),
  positionals: anyComponent,
  options: {},
  async run(args, context) {
    const rows = await (await context.house()).verifySnapshots(known(args.component));
    answer(context, rows, verifiedText(rows, context.say));
    return rows.every(({ damage }) => damage.length === 0) ? 0 : 8;
  },
});

export const snapshotsPruneCommand = command({
  usage: 'prune [component]',
  under: 'snapshots',
  describe: t('snapshots-prune-describe'),
  positionals: anyComponent,
  options: {
    keep: { type: 'string', describe: t('keep-describe') },
    days: { type: 'string', describe: t('days-describe') },
    'dry-run': { type: 'boolean', default: false, describe: t('dry-run-describe') },
  },
  async run(args, context) {
    const house = await context.house();
    const how = { keep: wholeNumber('keep', args.keep), days: wholeNumber('days', args.days) };
    const proposal = await house.planPrune(await orTheOnlyOne(args.component, context), how);
    const { rows, retention, plan } = proposal;
    const isBlocked = blocking(proposal).length > 0;
    if (isBlocked && args['dry-run']) return showProposal(context, proposal);
    if (!isBlocked && (args['dry-run'] || plan.cleanup.length === 0)) {
      answer(
        context,
        { command: 'snapshots prune', component: plan.component, retention, rows, run: null },
        pruneText(proposal, context.say),
      );
      return 0;
    }
    if (!context.globals.quiet) aside(context, pruneText(proposal, context.say));
    const report = await applyProposal(context, proposal, true);
    // Forward only: what was still needed after all, or could not be removed, is left over and must be seen.
    return finish(context, report, report.leftovers.length > 0 && report.outcome === 'committed' ? 8 : undefined);
  },
});

export const snapshotsProtectCommand = command({
  usage: 'protect <component> <id>',
  under: 'snapshots',
  describe: t('snapshots-protect-describe'),
  positionals: { ...oneComponent, id: { type: 'string', demandOption: true, describe: t('id-describe') } },
  options: { reason: { type: 'string', demandOption: true, describe: t('protect-reason-describe') } },
  async run({ component, id, reason }, context) {
    await (await context.house()).protect(knownComponent(component), id, reason);
    answer(context, { component, id, protected: true, reason }, context.say('is-protected-now', { id, reason }));
    return 0;
  },
});

export const snapshotsUnprotectCommand = command({
  usage: 'unprotect <component> <id>',
  under: 'snapshots',
  describe: t('snapshots-unprotect-describe'),
  positionals: { ...oneComponent, id: { type: 'string', demandOption: true, describe: t('id-describe') } },
  options: {},
  async run({ component, id }, context) {
    await (await context.house()).unprotect(knownComponent(component), id);
    answer(context, { component, id, protected: false }, context.say('is-unprotected-now', { id }));
    return 0;
  },
});

/** Numbers are read here: the parser would take `--keep 1e3` and `--days soon` for some number as well. */
function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new MaintError('E_USAGE', t('not-a-number', { name, text }), t('not-a-number-next', { name }), { exit: 2 });
}
