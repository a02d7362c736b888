import { typed } from '@flatnet-maint/core';
import { command } from '../command.ts';
import { answer } from '../context.ts';
import { clean } from '../render/clean.ts';
import { t } from '../texts.ts';

export const installSelfCommand = command({
  usage: 'install-self',
  describe: t('install-self-describe'),
  positionals: {},
  options: {},
  async run(_args, context) {
    const { say } = context;
    const made = await (await context.house()).installSelf();
    const { version, how, removed } = made;
    const launcher = clean(typed(made.launcher));
    const lines = [
      say(`installed-${how}`, { version, folder: clean(made.folder) }),
      ...removed.map((name) => say('installed-removed', { name: clean(name) })),
      say('installed-type'),
      `  ${launcher} rollback gateway --emergency`,
      say('next', { text: `${launcher} status` }),
    ];
    answer(context, made, lines.join('\n'));
    return 0;
  },
});
