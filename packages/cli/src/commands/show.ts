import { command } from '../command.ts';
import { answer } from '../context.ts';
import { clean } from '../render/clean.ts';
import { summaryText } from '../render/runs.ts';
import { entryLine } from '../view/entry-line.ts';

export const showCommand = command({
  usage: 'show <run>',
  describe: 'The timeline of one run',
  positionals: { run: { type: 'string', demandOption: true, describe: 'Its id, as `runs` lists it' } },
  options: {},
  async run(args, context) {
    const found = await (await context.house()).show(args.run);
    const first = found.entries[0];
    const plan = first?.type === 'opened' ? first.plan : null;
    const lines = found.entries.map((entry) => entryLine(entry, plan)).filter((line) => line !== null);
    const damage = found.damage === null ? [] : [`DAMAGED: ${clean(found.damage)}`];
    answer(context, found, [summaryText(found.summary), ...lines, ...damage].join('\n'));
    return found.damage === null ? 0 : 8;
  },
});
