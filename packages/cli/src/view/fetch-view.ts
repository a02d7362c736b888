import type { FetchProgress } from 'flatnet';
import type { Context } from '../context.ts';
import { clean } from '../render/clean.ts';

/** A download is told every two seconds, on stderr: what goes over a slow line must be seen to move. */
const every = 2_000;

export function fetchView({ err, globals, say }: Context, now = () => performance.now()): (at: FetchProgress) => void {
  let last = now();
  return ({ file, bytes, of }) => {
    if (globals.quiet || now() - last < every) return;
    last = now();
    const part = of === 0 ? 100 : Math.floor((100 * bytes) / of);
    err.line(say('fetch-progress', { file: clean(file), part, bytes: mib(bytes), of: mib(of) }));
  };
}

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(1);
