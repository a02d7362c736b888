import { writtenByRuns } from '@flatnet-maint/actions';
import { describeError, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { verifyGeneration, verifySnapshot } from '@flatnet-maint/store';
import type { VerifiedKept } from './house.ts';
import { type Kept, keptOf } from './kept.ts';
import type { KnownGood } from './known-good.ts';

/** Reads every byte of all that is kept again (H88), and names what is not as it was recorded. */
export async function verifyKept(
  files: ReadFiles,
  state: string,
  components: readonly string[],
  lastGood: (component: string) => Promise<KnownGood>,
): Promise<readonly VerifiedKept[]> {
  const rows: VerifiedKept[] = [];
  for (const component of components) {
    const kept = await keptOf(files, state, component);
    rows.push(...(await verified(files, state, kept)));
    const records: readonly (readonly [VerifiedKept['kind'], string, readonly string[]])[] = [
      ...kept.broken.map(({ path, reason }) => ['snapshot', path, [reason]] as const),
      ...(kept.guardedDamage === null ? [] : [['protections', 'protections', [kept.guardedDamage]] as const]),
      ['last-good', 'way-back', (await lastGood(component)).damaged],
    ];
    for (const [kind, id, damage] of records) {
      if (kind !== 'last-good' || damage.length > 0) rows.push({ component, kind, id, bytes: null, damage });
    }
  }
  return rows;
}

/** The generations and snapshots of one component, each with its damage. */
export async function verified(files: ReadFiles, state: string, kept: Kept): Promise<readonly VerifiedKept[]> {
  const { component } = kept;
  const rows: VerifiedKept[] = [];
  for (const { id, damage, bytes = null } of kept.generations) {
    const found = damage === undefined ? await generationDamage(files, state, component, id) : [damage];
    rows.push({ component, kind: 'generation', id, bytes, damage: found });
  }
  for (const { id, bytes } of kept.snapshots) {
    const { damage } = await verifySnapshot(files, { state, component, id });
    rows.push({ component, kind: 'snapshot', id, bytes, damage });
  }
  return rows;
}

/** What of a generation is not as it was recorded; what cannot be read is damage as well, never a pass. */
export async function generationDamage(
  files: ReadFiles,
  state: string,
  component: string,
  id: string,
): Promise<readonly string[]> {
  try {
    return (await verifyGeneration(files, state, { component, id }, { ignore: writtenByRuns })).lines;
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    return [describeError(error).message];
  }
}
