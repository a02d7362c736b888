import { MaintError } from '@flatnet-maint/core';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { answer, type Context } from '../context.ts';
import { durationOption } from '../duration.ts';
import { endedText, silencesText } from '../render/silences.ts';
import { t } from '../texts.ts';

const usualLength = 1_800_000;

export const silenceCommand = command({
  usage: 'silence',
  describe: t('silence-describe'),
  positionals: {},
  options: {},
  async run(_args, context) {
    const rows = await (await context.house()).silences();
    answer(context, rows, silencesText(rows, context.say));
    return 0;
  },
});

export const silenceAddCommand = command({
  usage: 'add <component>',
  under: 'silence',
  describe: t('silence-add-describe'),
  positionals: oneComponent,
  options: {
    for: { type: 'string', describe: t('for-describe') },
    reason: { type: 'string', demandOption: true, describe: t('silence-reason-describe') },
  },
  async run({ component, for: length, reason }, context) {
    const lasts = durationOption('for', length) ?? usualLength;
    const how = { lasts, reason, by: userOf(context) };
    const row = await (await context.house()).addSilence(knownComponent(component), how);
    answer(context, row, silencesText([row], context.say));
    return 0;
  },
});

export const silenceEndCommand = command({
  usage: 'end [id]',
  under: 'silence',
  describe: t('silence-end-describe'),
  positionals: { id: { type: 'string', describe: t('silence-id-describe') } },
  options: { mine: { type: 'boolean', default: false, describe: t('mine-describe') } },
  async run({ id, mine }, context) {
    if ((id !== undefined) === mine)
      throw new MaintError('E_USAGE', t('silence-which'), 'flatnet-maint silence end --help', { exit: 2 });
    const which = id === undefined ? { mine: userOf(context) } : { id };
    const rows = await (await context.house()).endSilences(which);
    answer(context, rows, endedText(rows, context.say));
    return 0;
  },
});

/** Who types it, not root whose rights are borrowed. */
const userOf = ({ world: { env } }: Context): string => env.SUDO_USER ?? env.USER ?? env.LOGNAME ?? 'unknown';
