import { resolve } from 'node:path';
import { command } from '../command.ts';
import { anyComponent, knownComponent } from '../components.ts';
import { answer } from '../context.ts';
import { evidenceText } from '../render/evidence.ts';
import { t } from '../texts.ts';

export const evidenceCommand = command({
  usage: 'evidence [component]',
  describe: t('evidence-describe'),
  positionals: anyComponent,
  options: { to: { type: 'string', requiresArg: true, describe: t('evidence-to') } },
  async run(args, context) {
    const { cwd } = context.world;
    const made = await (await context.house()).evidence({
      component: args.component === undefined ? null : knownComponent(args.component),
      to: args.to === undefined ? null : resolve(cwd, args.to),
      folder: cwd,
    });
    answer(context, made, evidenceText(made, context.say));
    return 0;
  },
});
