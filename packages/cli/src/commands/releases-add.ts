import { resolve } from 'node:path';
import { command } from '../command.ts';
import { knownComponent, oneComponent } from '../components.ts';
import { answer } from '../context.ts';
import { addedText } from '../render/releases.ts';
import { t } from '../texts.ts';

export const releasesAddCommand = command({
  usage: 'add <component> <file>',
  under: 'releases',
  describe: t('releases-add-describe'),
  positionals: { ...oneComponent, file: { type: 'string', demandOption: true, describe: t('releases-add-file') } },
  options: {
    version: { type: 'string', describe: t('releases-add-version') },
    sha256: { type: 'string', describe: t('releases-add-sha256') },
    signature: { type: 'string', describe: t('releases-add-signature') },
  },
  async run(args, context) {
    const { cwd } = context.world;
    const added = await (await context.house()).addRelease(knownComponent(args.component), resolve(cwd, args.file), {
      version: args.version ?? null,
      sha256: args.sha256 ?? null,
      signature: args.signature === undefined ? null : resolve(cwd, args.signature),
    });
    answer(context, added, addedText(added, context.say));
    return 0;
  },
});
