import { command } from '../command.ts';
import { answer } from '../context.ts';
import { t } from '../texts.ts';

export const rehearseCommand = command({
  usage: 'rehearse [only..]',
  describe: t('rehearse'),
  positionals: {
    only: { type: 'string', array: true, default: [] as string[], describe: t('only-rehearsals') },
  },
  options: {},
  async run(args, context) {
    const { globals, err, out, say, world } = context;
    const { rehearse, texts } = await world.openRehearsal();
    await say.learn(async () => [texts]);
    const controller = new AbortController();
    const stop = () => controller.abort('SIGINT');
    world.signals.on('SIGINT', stop);
    const report = await rehearse({
      only: args.only,
      onLine: (line) => (globals.quiet ? undefined : (globals.json ? err : out).line(say.of(line))),
      signal: controller.signal,
      language: say.language,
    }).finally(() => world.signals.off('SIGINT', stop));
    answer(context, report.document, report.lines.map(say.of).join('\n'));
    return report.exit;
  },
});
