import { type Action, canonical, type Json, MaintError } from '@flatnet-maint/core';
import { readLastGood, writeLastGood } from '@flatnet-maint/store';

export type KeepLastGoodArgs = { readonly state: string; readonly component: string; readonly record: Json };

/** The ready way to the newest proven generation, for the night when nothing else is left (A10). */
export const keepLastGood: Action<KeepLastGoodArgs, null> = {
  name: 'keep-last-good@1',
  touches: ({ state, component }) => [{ kind: 'path', name: `${state}/last-good/${component}.json`, access: 'writes' }],
  capture: async () => null,
  async do(args, _saved, host) {
    if ((await this.check(args, null, host)) === 'done') return;
    await writeLastGood(host.files, args.state, args.component, args.record);
  },
  async check({ state, component, record }, _saved, host) {
    const there = await readLastGood(host.files, state, component).catch(damaged);
    // What only the copy of the one before says is not where an emergency looks first.
    return there?.from === 'current' && canonical(there.record) === canonical(record) ? 'done' : 'undone';
  },
};

/** No sound record is a record to be written. */
function damaged(error: unknown): null {
  if (error instanceof MaintError && error.code === 'E_LAST_GOOD_DAMAGED') return null;
  throw error;
}
