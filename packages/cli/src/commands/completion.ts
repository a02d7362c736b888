import { command } from '../command.ts';
import { completionScript, type Shell, shells } from '../help/completion.ts';
import { spoken } from '../help/grammar.ts';

export const completionCommand = command({
  usage: 'completion <shell>',
  describe: 'A script that completes commands, options and components at TAB',
  positionals: {
    shell: { type: 'string', demandOption: true, choices: shells, describe: 'The shell that reads it' },
  },
  options: {},
  async run(args, { out }) {
    const { commands } = await import('./commands.ts');
    out.line(completionScript(args.shell as Shell, spoken(commands)).trimEnd());
    return 0;
  },
});
