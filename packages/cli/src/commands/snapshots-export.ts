import { resolve } from 'node:path';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { answer } from '../context.ts';
import { checkLine } from '../render/check-line.ts';
import { t } from '../texts.ts';

export const snapshotsExportCommand = command({
  usage: 'export <component> <id>',
  under: 'snapshots',
  describe: t('export-describe'),
  positionals: {
    ...oneComponent,
    id: { type: 'string', demandOption: true, describe: t('export-id') },
  },
  options: { to: { type: 'string', demandOption: true, requiresArg: true, describe: t('export-to') } },
  async run(args, context) {
    const house = await context.house();
    const file = resolve(context.world.cwd, args.to);
    const made = await house.exportSnapshot(knownComponent(args.component), args.id, file);
    answer(
      context,
      made,
      `${made.sha256}  ${made.file}\n${context.say('export-check', { line: checkLine(made.checksums) })}`,
    );
    return 0;
  },
});
