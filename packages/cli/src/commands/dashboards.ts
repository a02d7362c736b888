import { resolve } from 'node:path';
import { applyProposal } from '../apply.ts';
import { command } from '../command.ts';
import { answer, aside, type Context } from '../context.ts';
import { finish } from '../finish.ts';
import { changeOf, changeOptions } from '../globals.ts';
import { comparedText, exportedText } from '../render/dashboards.ts';
import { blocking } from '../render/proposal.ts';
import { t } from '../texts.ts';

const files = { files: { type: 'string', array: true, demandOption: true, describe: t('dashboards-files') } } as const;
const folder = { folder: { type: 'string', describe: t('dashboards-folder') } } as const;
const whole = (paths: readonly string[], { world }: Context) => paths.map((path) => resolve(world.cwd, path));

export const dashboardsExportCommand = command({
  usage: 'export',
  under: 'dashboards',
  describe: t('dashboards-export'),
  positionals: {},
  options: { to: { type: 'string', describe: t('dashboards-to') } },
  async run(args, context) {
    const { cwd } = context.world;
    const to = args.to === undefined ? null : resolve(cwd, args.to);
    const made = await (await context.house()).exportDashboards({ to, folder: cwd });
    answer(context, made, exportedText(made, context.say));
    return made.failed.length === 0 ? 0 : 8;
  },
});

export const dashboardsCompareCommand = command({
  usage: 'compare <files..>',
  under: 'dashboards',
  describe: t('dashboards-compare'),
  positionals: files,
  options: folder,
  async run(args, context) {
    const house = await context.house();
    const compared = await house.compareDashboards(whole(args.files, context), { folder: args.folder ?? null });
    answer(context, compared, comparedText(compared.rows, context.say));
    return 0;
  },
});

export const dashboardsImportCommand = command({
  usage: 'import <files..>',
  under: 'dashboards',
  describe: t('dashboards-import'),
  positionals: files,
  options: { ...folder, accept: changeOptions.accept, reason: changeOptions.reason },
  async run(args, context) {
    const { accepted } = changeOf(args);
    const how = { folder: args.folder ?? null, accepted };
    const proposal = await (await context.house()).planDashboards(whole(args.files, context), how);
    const { plan, rows } = proposal;
    const isBlocked = blocking(proposal).length > 0;
    if (!isBlocked && plan.cutover.length === 0) {
      const document = { command: plan.command, component: plan.component, rows, run: null };
      answer(context, document, comparedText(rows, context.say));
      return 0;
    }
    if (!context.globals.quiet) aside(context, comparedText(rows, context.say));
    return finish(context, await applyProposal(context, proposal, true));
  },
});
