import { command } from '../command.ts';
import { answer } from '../context.ts';
import { finish } from '../finish.ts';
import { follow } from '../follow.ts';
import { openPast } from '../open-run.ts';

export const resumeCommand = command({
  usage: 'resume',
  describe: 'Bring an open run to its end: back before commit, to the finish after it',
  positionals: {},
  options: {},
  async run(_args, context) {
    const house = await context.house();
    const report = await follow(context, await openPast(house), (how) => house.resume('operator', how));
    if (report !== null) return finish(context, report);
    answer(context, { run: null, message: 'No run is open.' }, 'No run is open.');
    return 0;
  },
});
