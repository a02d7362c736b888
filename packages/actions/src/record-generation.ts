import type { Action, Generation } from '@flatnet-maint/core';
import { makeGeneration, readGeneration } from '@flatnet-maint/store';

export type RecordGenerationArgs = {
  readonly state: string;
  readonly generation: {
    readonly id: string;
    readonly component: string;
    readonly version: string;
    readonly tree: string;
    readonly digest: string;
    readonly made: string;
    readonly parts: Generation['parts'];
  };
};

/** A tree becomes a generation: its manifest is kept, so that a later return can see whether it is still what it was. */
export const recordGeneration: Action<RecordGenerationArgs, null> = {
  name: 'record-generation@1',
  touches: ({ state }) => [{ kind: 'path', name: `${state}/generations`, access: 'writes' }],
  capture: async () => null,
  async do({ state, generation }, _saved, host) {
    if ((await readGeneration(host.files, state, generation.component, generation.id)) !== null) return;
    await makeGeneration(host.files, state, { ...generation, made: new Date().toISOString() });
  },
  async undo({ state, generation }, _saved, host) {
    await host.files.remove(`${state}/generations/${generation.component}/${generation.id}.json`);
  },
  async check({ state, generation }, _saved, host) {
    return (await readGeneration(host.files, state, generation.component, generation.id)) === null ? 'undone' : 'done';
  },
};
