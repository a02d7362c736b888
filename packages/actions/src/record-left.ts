import type { Action } from '@flatnet-maint/core';
import { isRecordedLeft, recordLeft as record } from '@flatnet-maint/store';
import { type RecordGenerationArgs, writtenByRuns } from './record-generation.ts';

export type RecordLeftArgs = RecordGenerationArgs & { readonly run: string };

/**
 * Records what a generation holds now that a run leaves it or backs it up: edits that were made while it was live belong
 * to it from then on, and a later return finds what was left. Beside the record of its making; kept, never undone.
 */
export const recordLeft: Action<RecordLeftArgs, null> = {
  name: 'record-left@1',
  touches: ({ state }) => [{ kind: 'path', name: `${state}/generations`, access: 'writes' }],
  capture: async () => null,
  async do({ state, generation, run }, _saved, host) {
    await record(host.files, state, generation, run, { ignore: writtenByRuns });
  },
  async check({ state, generation, run }, _saved, host) {
    return (await isRecordedLeft(host.files, state, generation, run)) ? 'done' : 'undone';
  },
};
