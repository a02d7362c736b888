import { firstOf, generationSound, writtenByRuns } from '@flatnet-maint/actions';
import {
  describeError,
  type Finding,
  type Gate,
  type Generation,
  MaintError,
  type ReadFiles,
} from '@flatnet-maint/core';
import { listGenerations, readGeneration, verifyGeneration } from '@flatnet-maint/store';
import { t } from './texts.ts';
import { generationDamage } from './verify-kept.ts';

/**
 * Whether a kept generation may be made live again: its records must be sound and its folders what they say, every byte
 * read, before anything changes. Differences may be accepted by name (somebody may have edited it); a damaged record may not.
 */
export async function keptFindings(files: ReadFiles, state: string, kept: Generation): Promise<readonly Finding[]> {
  const { component, id } = kept;
  const others = async () => {
    const all = (await listGenerations(files, state, component)).filter((one) => one.id !== id);
    const sound: string[] = [];
    for (const one of all)
      if ((await generationDamage(files, state, component, one.id)).length === 0) sound.push(one.id);
    return sound.join(', ') || t('none-sound');
  };
  const blocking = async (finding: string, message: string, waivable: boolean): Promise<readonly Finding[]> => [
    {
      id: finding,
      blocks: true,
      waivable,
      message,
      next: t('kept-next', { component, others: await others() }),
    },
  ];
  try {
    if ((await readGeneration(files, state, component, id)) === null)
      return blocking('generation-unrecorded', t('generation-unrecorded', { id }), true);
    const { same, damaged, lines } = await verifyGeneration(files, state, { component, id }, { ignore: writtenByRuns });
    if (same) return [];
    if (damaged.length > 0)
      return blocking('generation-damaged', t('generation-damaged', { id, lines: firstOf(damaged) }), false);
    return blocking('generation-changed', t('generation-changed', { id, lines: firstOf(lines) }), true);
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    const { code, message } = describeError(error);
    if (code === 'E_RECORD_DAMAGED')
      return blocking('generation-damaged', t('generation-damaged', { id, lines: message }), false);
    return blocking('generation-changed', t('generation-unreadable', { id, why: message }), true);
  }
}

/** The same once more when the run has begun: between the plan and its use somebody may have waited for hours. */
export function soundGate(state: string, host: string, { component, id }: Generation): Gate {
  return {
    kind: 'gate',
    id: `${component}.generation-sound`,
    title: t('sound-gate', { id }),
    host,
    ask: { inquiry: generationSound.name, args: { state, component, id } },
    passes: 1,
    every: 1_000,
    limit: 120_000,
  };
}
