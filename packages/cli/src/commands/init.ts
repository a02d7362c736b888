import { resolve } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import type { FoundComponent, FoundReport, InitReport } from 'flatnet';
import { askLine, askYes } from '../ask.ts';
import { command } from '../command.ts';
import { answer, aside, type Context } from '../context.ts';
import { clean } from '../render/clean.ts';
import { errorLines } from '../render/error-lines.ts';
import { initText } from '../render/init.ts';
import { t } from '../texts.ts';
import { adoptCommand } from './adopt.ts';

export const initCommand = command({
  usage: 'init',
  describe: t('init-describe'),
  positionals: {},
  options: {
    use: { type: 'string', array: true, default: [] as string[], describe: t('init-use') },
  },
  async run(args, context) {
    const { globals, world, say } = context;
    const house = await context.house();
    const found = await house.find({ use: args.use.map((path) => resolve(world.cwd, path)) });
    const chosen = context.unattended ? found : await choose(context, found);
    const report = await withCopy(await house.init(chosen, { words: say.of }), context);
    const { site, components, pinned, next, error, exit } = report;
    const document = { site, components, pinned, next, ...(error === undefined ? {} : { error }) };
    answer(context, document, initText(report, say));
    if (error !== undefined && !globals.json) for (const line of errorLines(error, exit, say)) context.err.line(line);
    const component = adoptable(report.next);
    // With --json stdout holds one document, and a run would write another.
    if (component === null || error !== undefined || context.unattended || globals.json) return exit;
    if (!(await askYes(context, say('adopt-now')))) return exit;
    return adoptCommand.run({ component, start: false, accept: [] }, context);
  },
});

/**
 * A described host gets a copy of this tool that needs neither network nor npx cache. One that cannot be made is told, and
 * keeps nothing from being found; a checkout has no copy to give, which the report says anyway.
 */
async function withCopy(report: InitReport, context: Context): Promise<InitReport> {
  if (report.pinned !== null || report.error !== undefined) return report;
  try {
    const { launcher } = await (await context.house()).installSelf();
    return { ...report, pinned: launcher };
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    if (error.code !== 'E_INSTALL_SOURCE') context.err.line(clean(context.say.of(error.message)));
    return report;
  }
}

/** Only where something serves: nothing live changes by it then. */
const adoptable = (next: string): string | null =>
  /^flatnet-maint adopt ([\w-]+)(?: --site .*)?$/.exec(next)?.[1] ?? null;

/** Asks which of several is meant, for each component that cannot tell. */
async function choose(context: Context, report: FoundReport): Promise<FoundReport> {
  const components: FoundComponent[] = [];
  for (const one of report.components) components.push(one.state === 'unsure' ? await chooseOne(context, one) : one);
  return { ...report, components };
}

async function chooseOne(context: Context, one: FoundComponent): Promise<FoundComponent> {
  const { say } = context;
  const candidates = one.found?.candidates ?? [];
  if (candidates.length === 0) return one;
  const list = candidates.map(({ path, why }, index) => `  ${index + 1}  ${clean(path)}  ${clean(say.of(why))}`);
  aside(context, list.join('\n'));
  const said = (await askLine(context, say('choose-which', { component: one.id }))).trim();
  const path = /^\d{1,3}$/.test(said) ? candidates[Number(said) - 1]?.path : undefined;
  if (path !== undefined) return { ...one, state: 'found', chosen: path };
  throw new MaintError('E_INIT_AMBIGUOUS', t('not-chosen', { said: JSON.stringify(said) }), t('not-chosen-next'));
}
