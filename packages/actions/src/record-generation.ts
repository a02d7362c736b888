import type { Action, Generation, HostView } from '@flatnet-maint/core';
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
    readonly besides?: readonly string[];
    readonly runtime?: readonly string[];
    readonly adopted?: NonNullable<Generation['adopted']>;
  };
};

/** Written by the running program or by a run, so no part of what a generation is. */
export const writtenByRuns: readonly string[] = [
  'logs',
  'boot',
  'drain',
  'rehearsed.json',
  ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp`),
];

/** A tree becomes a generation: its manifest is kept, so that a later return can see whether it is still what it was. Written once. */
export const recordGeneration: Action<RecordGenerationArgs, { readonly was: boolean } | null> = {
  name: 'record-generation@1',
  touches: ({ state }) => [{ kind: 'path', name: `${state}/generations`, access: 'writes' }],
  /** A generation that is made again of the same content has its record already, and keeps it whatever becomes of the run. */
  capture: async ({ state, generation }, host) => ({ was: await isRecorded(host, state, generation) }),
  async do({ state, generation }, _saved, host) {
    if (await isRecorded(host, state, generation)) return;
    const made = generation.made === '' ? new Date().toISOString() : generation.made;
    await makeGeneration(host.files, state, { ...generation, made }, { ignore: writtenByRuns });
  },
  async undo({ state, generation }, saved, host) {
    if (saved?.was === true) return;
    await host.files.remove(`${state}/generations/${generation.component}/${generation.id}.json`);
  },
  async check({ state, generation }, saved, host) {
    if (!(await isRecorded(host, state, generation))) return 'undone';
    return saved?.was === true ? 'either' : 'done';
  },
};

const isRecorded = async (
  host: HostView,
  state: string,
  { component, id }: RecordGenerationArgs['generation'],
): Promise<boolean> => (await readGeneration(host.files, state, component, id)) !== null;
