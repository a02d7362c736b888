import { command } from '../command.ts';
import { answer } from '../context.ts';
import { runOrLatest } from '../open-run.ts';
import { clean } from '../render/clean.ts';
import { summaryText } from '../render/runs.ts';
import { t } from '../texts.ts';
import { entryLine } from '../view/entry-line.ts';

export const showCommand = command({
  usage: 'show [run]',
  describe: t('show'),
  positionals: { run: { type: 'string', describe: t('run-id-or-latest') } },
  options: {},
  async run(args, context) {
    const { say } = context;
    const house = await context.house();
    const found = await house.show(await runOrLatest(args.run, house));
    const first = found.entries[0];
    const plan = first?.type === 'opened' ? first.plan : null;
    const lines = found.entries.map((entry) => entryLine(entry, plan, say)).filter((line) => line !== null);
    const damage = found.damage === null ? [] : [say('damaged', { what: clean(say.of(found.damage)) })];
    answer(context, found, [summaryText(found.summary, say), ...lines, ...damage].join('\n'));
    return found.damage === null ? 0 : 8;
  },
});
