import type { Context } from '../context.ts';
import { inCi } from '../in-ci.ts';
import type { World } from '../world.ts';
import { plainView } from './plain-view.ts';
import { guarded, noView, type View } from './view.ts';

/** The one of the three renderers that suits where the output goes. Listr2 is loaded only to draw. */
export async function openView({ globals, say, world, out, err }: Context): Promise<View> {
  if (globals.quiet) return noView;
  if (globals.json) return guarded(plainView(err, say));
  if (!canDraw(world)) return guarded(plainView(out, say));
  const { listView } = await import('./list-view.ts');
  return guarded(listView(world.stdout as NodeJS.WriteStream, world.stderr as NodeJS.WriteStream, say));
}

/** On a terminal that does not tell its width (0 columns) a tree would come out as one letter a line. */
function canDraw(world: World): boolean {
  const { columns } = world.stdout as Partial<NodeJS.WriteStream>;
  return world.tty.out && !inCi(world) && world.env.TERM !== 'dumb' && (columns ?? 0) >= 20;
}
