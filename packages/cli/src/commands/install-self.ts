import { typed } from '@flatnet-maint/core';
import { command } from '../command.ts';
import { components } from '../components.ts';
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
    const house = await context.house();
    const made = await house.installSelf();
    // Without a site file that can be read, any of them may be on this host.
    const there = await house.components().catch(() => components);
    const { version, how, removed } = made;
    const launcher = clean(typed(made.launcher));
    const lines = [
      say(`installed-${how}`, { version, folder: clean(made.folder) }),
      ...removed.map((name) => say('installed-removed', { name: clean(name) })),
      say('installed-type'),
      ...there.map((id) => `  ${launcher} rollback ${id} --emergency`),
      say('next', { text: `${launcher} status` }),
    ];
    answer(context, made, lines.join('\n'));
    return 0;
  },
});
