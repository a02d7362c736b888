import type { FetchProgress } from 'flatnet';
import type { Context } from '../context.ts';
import { clean } from '../render/clean.ts';

/** A download is told every two seconds, on stderr: what goes over a slow line must be seen to move. A build is told when it begins. */
const every = 2_000;

export function fetchView({ err, globals, say }: Context, now = () => performance.now()): (at: FetchProgress) => void {
  let last = now();
  return (at) => {
    if (globals.quiet) return;
    if ('builds' in at) {
      const values = { commit: at.builds.slice(0, 12), command: clean(at.command), limit: at.limit / 1000 };
      err.line(say('build-begun', values));
      return;
    }
    const { file, bytes, of } = at;
    if (now() - last < every) return;
    last = now();
    const part = of === 0 ? 100 : Math.floor((100 * bytes) / of);
    err.line(say('fetch-progress', { file: clean(file), part, bytes: mib(bytes), of: mib(of) }));
  };
}

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(1);
