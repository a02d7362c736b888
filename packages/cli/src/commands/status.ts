import { MaintError } from '@flatnet-maint/core';
import { command } from '../command.ts';
import { answer } from '../context.ts';
import { isWell, statusText } from '../render/status.ts';
import { t } from '../texts.ts';
import { watchStatus } from '../watch-status.ts';

export const statusCommand = command({
  usage: 'status',
  describe: t('status'),
  positionals: {},
  options: {
    // Without a type: the seconds may be left out.
    watch: { describe: t('status-watch') },
  },
  async run(args, context) {
    const every = secondsOf(args.watch);
    if (every !== null) return watchStatus(context, every);
    const status = await (await context.house()).status();
    answer(context, status, statusText(status, context.say));
    return isWell(status) ? 0 : 8;
  },
});

function secondsOf(written: unknown): number | null {
  if (written === undefined || written === false) return null;
  if (written === true) return 2;
  const seconds = Number(written);
  if (/^\d{1,4}$/.test(String(written)) && seconds >= 1 && seconds <= 3600) return seconds;
  throw new MaintError('E_USAGE', t('watch-wrong', { text: JSON.stringify(written) }), t('watch-next'), { exit: 2 });
}
