import { type Action, MaintError } from '@flatnet-maint/core';
import { readProtections, removeSnapshot as remove, snapshotRemoved } from '@flatnet-maint/store';
import { t } from './texts.ts';

export type RemoveSnapshotArgs = {
  readonly state: string;
  readonly component: string;
  readonly id: string;
  readonly made: string;
  /** The generation it was taken of; empty = not recorded. */
  readonly of: string;
};

/** A kept snapshot goes for good, unless it, or the generation it was taken of, was protected meanwhile. Forward only. */
export const removeSnapshot: Action<RemoveSnapshotArgs, null> = {
  name: 'remove-snapshot@1',
  touches: ({ state, component, id }) => [
    { kind: 'path', name: `${state}/snapshots/${component}/${id}`, access: 'writes' },
  ],
  capture: async () => null,
  async do(args, _saved, host) {
    const { state, component, id, of } = args;
    const there = await this.check(args, null, host);
    if (there === 'done') return;
    if (there === 'undone') {
      const guarded = await readProtections(host.files, state, component);
      const guard = guarded.get(id) ?? guarded.get(of);
      if (guard !== undefined) {
        const why = t('is-protected', { reason: guard.reason });
        throw new MaintError('E_REMOVE_NEEDED', t('still-needed', { id, why }), t('still-needed-next'));
      }
    }
    await remove(host.files, args);
  },
  check: (args, _saved, host) => snapshotRemoved(host.files, args),
};
