import { command } from '../command.ts';
import { completionScript, type Shell, shells } from '../help/completion.ts';
import { spoken } from '../help/grammar.ts';
import { t } from '../texts.ts';

export const completionCommand = command({
  usage: 'completion <shell>',
  describe: t('completion'),
  positionals: {
    shell: { type: 'string', demandOption: true, choices: shells, describe: t('completionShell') },
  },
  options: {},
  async run(args, { out }) {
    const { commands } = await import('./commands.ts');
    out.line(completionScript(args.shell as Shell, spoken(commands)).trimEnd());
    return 0;
  },
});
