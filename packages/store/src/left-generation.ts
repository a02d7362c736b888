import {
  describeError,
  type Generation,
  type Json,
  MaintError,
  type ReadFiles,
  type WriteFiles,
} from '@flatnet-maint/core';
import { type GenerationState, generationsFolder, stateOf } from './generation.ts';
import type { Damaged } from './last-good.ts';
import { checkRecordName } from './record-name.ts';
import { seal, unseal } from './sealed.ts';
import { t } from './texts.ts';

const KIND = 'generation-left';

/** A generation as a run found it when it left it, or when it was backed up. */
export interface LeftState extends GenerationState {
  readonly component: string;
  readonly id: string;
  readonly run: string;
}

/** The folder of what was recorded of a generation after it was made; no record itself, for it does not end with `.json`. */
export function leftFolder(state: string, component: string, id: string): string {
  checkRecordName('id', id);
  return `${generationsFolder(state, component)}/${id}`;
}

const leftPath = (state: string, component: string, id: string, run: string): string => {
  checkRecordName('id', run);
  return `${leftFolder(state, component, id)}/${run}.json`;
};

/**
 * Records what a generation holds now, once for each run. While it was live its configuration may have been edited, and
 * that is what a return to it means to find (U19): the record of its making alone would call the edit damage.
 */
export async function recordLeft(
  files: WriteFiles,
  state: string,
  generation: Pick<Generation, 'component' | 'id' | 'tree' | 'besides' | 'runtime'>,
  run: string,
  how: { readonly ignore?: readonly string[] } = {},
): Promise<void> {
  const { component, id } = generation;
  const path = leftPath(state, component, id, run);
  if (await files.stat(path)) return;
  const held = await stateOf(files, generation, how.ignore ?? []);
  await files.makeFolder(leftFolder(state, component, id), { mode: 0o700 });
  const left: LeftState = { component, id, run, ...held };
  await files.write(path, seal(KIND, left as unknown as Json), { mode: 0o600 });
  await removeEqual(files, leftFolder(state, component, id), left);
}

/** A backup every night of what nobody edits must not grow for ever: of equal records the newest says it all. */
async function removeEqual(files: WriteFiles, folder: string, newest: LeftState): Promise<void> {
  const said = ({ manifest, top, besides, ignore }: LeftState) => JSON.stringify([manifest, top, besides, ignore]);
  const seen = new Set([said(newest)]);
  for (const name of (await files.list(folder)).toReversed()) {
    const path = `${folder}/${name}`;
    if (!name.endsWith('.json') || name === `${newest.run}.json`) continue;
    // One that cannot be believed is for a human.
    const other = await leftAt(files, path, newest).catch(() => null);
    if (other === null) continue;
    if (seen.has(said(other))) await files.remove(path);
    seen.add(said(other));
  }
}

/** Whether a run has recorded it; a record that cannot be believed throws E_RECORD_DAMAGED. */
export async function isRecordedLeft(
  files: ReadFiles,
  state: string,
  which: { readonly component: string; readonly id: string },
  run: string,
): Promise<boolean> {
  const path = leftPath(state, which.component, which.id, run);
  if (!(await files.stat(path))) return false;
  return (await leftAt(files, path, which)) !== null;
}

async function leftAt(files: ReadFiles, path: string, { component, id }: { component: string; id: string }) {
  const left = unseal(path, KIND, await files.text(path)) as unknown as LeftState;
  if (left.component === component && left.id === id && path.endsWith(`/${id}/${left.run}.json`)) return left;
  throw new MaintError(
    'E_RECORD_DAMAGED',
    t('left-misnamed', { path, component: left.component, id: left.id, run: left.run }),
    t('left-misnamed-next'),
  );
}

/** All that was recorded of a generation after it was made, the newest last; run ids sort by time. */
export async function readLeft(
  files: ReadFiles,
  state: string,
  which: { readonly component: string; readonly id: string },
): Promise<{ readonly states: readonly LeftState[]; readonly damaged: readonly Damaged[] }> {
  const folder = leftFolder(state, which.component, which.id);
  const states: LeftState[] = [];
  const damaged: Damaged[] = [];
  for (const name of (await files.stat(folder)) ? await files.list(folder) : []) {
    // Anything else is what was being written when the power went.
    if (!name.endsWith('.json')) continue;
    const path = `${folder}/${name}`;
    try {
      states.push(await leftAt(files, path, which));
    } catch (error) {
      // A backup that goes on has just written the same again under its own name.
      if ((await files.stat(path)) === null) continue;
      damaged.push({ path, reason: describeError(error).message });
    }
  }
  return { states, damaged };
}
