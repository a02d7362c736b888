import { command } from '../command.ts';
import { anyComponent, knownComponent } from '../components.ts';
import { answer } from '../context.ts';
import { snapshotsText } from '../render/runs.ts';
import { t } from '../texts.ts';

export const snapshotsCommand = command({
  usage: 'snapshots [component]',
  describe: t('snapshots'),
  positionals: anyComponent,
  options: {},
  async run(args, context) {
    const house = await context.house();
    const snapshots = await house.snapshots(args.component === undefined ? undefined : knownComponent(args.component));
    answer(context, snapshots, snapshotsText(snapshots, context.say));
    return snapshots.every(({ damage }) => damage === null) ? 0 : 8;
  },
});
