import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { answer } from '../context.ts';
import { fetchedText } from '../render/releases.ts';
import { t } from '../texts.ts';
import { fetchView } from '../view/fetch-view.ts';

export const fetchCommand = command({
  usage: 'fetch <component> <version>',
  describe: t('fetch-describe'),
  positionals: { ...oneComponent, version: { type: 'string', demandOption: true, describe: t('fetch-version') } },
  options: {},
  async run(args, context) {
    const house = await context.house();
    const fetched = await house.fetchRelease(knownComponent(args.component), args.version, fetchView(context));
    answer(context, fetched, fetchedText(fetched, context.say));
    return 0;
  },
});
