import { type Action, MaintError } from '@flatnet-maint/core';
import { openSnapshot, takeSnapshot as take } from '@flatnet-maint/store';
import { type PartToTake, partOf } from './sealed/sealing-of.ts';

export type TakeSnapshotArgs = {
  readonly state: string;
  readonly component: string;
  readonly id: string;
  readonly parts: readonly PartToTake[];
  readonly note: string;
  /** The generation that is live. */
  readonly generation?: string;
};

/** Copies what cannot be had again into the state folder, verified after writing; kept, never undone. */
export const takeSnapshot: Action<TakeSnapshotArgs, null> = {
  name: 'take-snapshot@1',
  touches: ({ state, parts }) => [
    ...parts.map(({ path }) => ({ kind: 'path' as const, name: path, access: 'reads' as const })),
    { kind: 'path', name: `${state}/snapshots`, access: 'writes' },
  ],
  capture: async () => null,
  async do(args, _saved, host) {
    if ((await this.check(args, null, host)) === 'done') return;
    const parts = args.parts.map((part) => partOf(part, host));
    await take(host.files, { ...args, parts, modes: host.os === 'posix' });
  },
  async check({ state, component, id }, _saved, host) {
    try {
      await openSnapshot(host.files, { state, component, id });
      return 'done';
    } catch (error) {
      // Absent, or a record that cannot be believed: then it was not taken.
      if (error instanceof MaintError && /^E_(SNAPSHOT_ABSENT|RECORD_DAMAGED)$/.test(error.code)) return 'undone';
      throw error;
    }
  },
};
