import { command } from '../command.ts';
import { t } from '../texts.ts';

/** Started by the service manager, never typed: takes an open run over when nobody works on it any more. */
export const deadmanCommand = command({
  usage: 'deadman',
  hidden: true,
  describe: t('deadman'),
  positionals: {},
  options: {},
  async run(_args, context) {
    await (await context.house()).guard((line) => context.err.line(context.say.of(line)));
    return 0;
  },
});
