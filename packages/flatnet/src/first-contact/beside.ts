import { describeError, type HostView } from '@flatnet-maint/core';
import type { Beside, BesideThing } from './found-report.ts';
import { nebula } from './nebula.ts';

/** Looks at one kind of thing; goes when its component comes. */
export type Reader = (host: HostView) => Promise<Pick<Beside, 'things' | 'hidden'>>;

const readers: Readonly<Record<Beside['part'], readonly Reader[]>> = {
  nebula: [nebula],
};

/** What of a Flatnet is here that this version does not maintain, so that a table that says "absent" does not lie. */
export function besideOf(host: HostView): Promise<readonly Beside[]> {
  return Promise.all(
    Object.entries(readers).map(async ([part, all]): Promise<Beside> => {
      const seen = await Promise.all(all.map((read) => read(host).catch(notSeen)));
      const things = seen.flatMap((one) => one.things);
      const hidden = seen.flatMap((one) => one.hidden);
      return { part: part as Beside['part'], state: stateOf(things, hidden), things, hidden };
    }),
  );
}

const notSeen = (error: unknown) => ({ things: [], hidden: [describeError(error).message] });

function stateOf(things: readonly BesideThing[], hidden: readonly string[]): Beside['state'] {
  if (things.some(({ sure }) => sure)) return 'found';
  if (hidden.length > 0) return 'rights';
  return things.length === 0 ? 'absent' : 'unsure';
}
