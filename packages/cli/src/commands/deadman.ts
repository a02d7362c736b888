import { command } from '../command.ts';

/** Started by the service manager, never typed: takes an open run over when nobody works on it any more. */
export const deadmanCommand = command({
  usage: 'deadman',
  hidden: true,
  describe: 'Guard the open run',
  positionals: {},
  options: {},
  async run(_args, context) {
    await (await context.house()).guard((line) => context.err.line(line));
    return 0;
  },
});
