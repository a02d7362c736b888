import { command } from '../command.ts';
import { answer } from '../context.ts';
import { finish } from '../finish.ts';
import { follow } from '../follow.ts';
import { openPast } from '../open-run.ts';
import { t } from '../texts.ts';

export const resumeCommand = command({
  usage: 'resume',
  describe: t('resume'),
  positionals: {},
  options: {},
  async run(_args, context) {
    const house = await context.house();
    const report = await follow(context, await openPast(house), (how) => house.resume('operator', how));
    if (report !== null) return finish(context, report);
    const message = t('no-run-open');
    answer(context, { run: null, message }, context.say.of(message));
    return 0;
  },
});
