import { command } from '../command.ts';
import { answer } from '../context.ts';
import { isWell, statusText } from '../render/status.ts';

export const statusCommand = command({
  usage: 'status',
  describe: 'Version and health of each component, the open run, the last one',
  positionals: {},
  options: {},
  async run(_args, context) {
    const status = await (await context.house()).status();
    answer(context, status, statusText(status));
    return isWell(status) ? 0 : 8;
  },
});
