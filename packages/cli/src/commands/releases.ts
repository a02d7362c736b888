import { command } from '../command.ts';
import { anyComponent, knownComponent } from '../components.ts';
import { answer } from '../context.ts';
import { areSound, releasesText } from '../render/releases.ts';
import { t } from '../texts.ts';

export const releasesCommand = command({
  usage: 'releases [component]',
  describe: t('releases-describe'),
  positionals: anyComponent,
  options: {},
  async run(args, context) {
    const house = await context.house();
    const lists = await house.releases(args.component === undefined ? undefined : knownComponent(args.component));
    answer(context, lists, releasesText(lists, context.say));
    return areSound(lists) ? 0 : 8;
  },
});
