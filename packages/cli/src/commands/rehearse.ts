import { command } from '../command.ts';
import { answer } from '../context.ts';

export const rehearseCommand = command({
  usage: 'rehearse [only..]',
  describe: 'The same plans against a practice Flatnet, with faults',
  positionals: {
    only: { type: 'string', array: true, default: [] as string[], describe: 'Names of rehearsals; none = all' },
  },
  options: {},
  async run(args, context) {
    const { globals, err, out, world } = context;
    const { rehearse } = await world.openRehearsal();
    const controller = new AbortController();
    const stop = () => controller.abort('SIGINT');
    world.signals.on('SIGINT', stop);
    const report = await rehearse({
      only: args.only,
      onLine: (line) => (globals.quiet ? undefined : (globals.json ? err : out).line(line)),
      signal: controller.signal,
    }).finally(() => world.signals.off('SIGINT', stop));
    answer(context, report.document, report.lines.join('\n'));
    return report.exit;
  },
});
